using System.Text.RegularExpressions;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Sampling;

/// <summary>The text of a letter, with {{name}} and the like where each one differs.</summary>
public static partial class LetterText
{
    public const int Longest = 20_000;

    /// <summary>What may stand between double braces.</summary>
    public static readonly IReadOnlyList<string> Places = ["name", "code", "address", "email", "telephone", "study", "date"];

    public const string Suggested = """
        {{name}}
        {{address}}

        {{date}}

        Dear {{name}},

        You answered our questionnaire for the study “{{study}}”, and said that we may write to you about an interview. We should like to hear more, and ask you to talk with one of us.

        Please answer to this letter in the way that suits you best, and name your code, {{code}}. You need not take part, and need not say why.

        With kind regards
        """;

    /// <summary>What is wrong with a template; null where nothing is.</summary>
    public static Problem? Wrong(string template)
    {
        if (string.IsNullOrWhiteSpace(template)) return new Problem.Invalid("template", "Write the letter first. Nobody was looked up.");
        if (template.Length > Longest) return new Problem.Invalid("template", $"A letter has at most {Longest:N0} characters.");
        var unknown = Place().Matches(template).Select(m => m.Groups[1].Value.Trim()).FirstOrDefault(p => !Places.Contains(p.ToLowerInvariant()));
        return unknown is null ? null : new Problem.Invalid("template", $"“{{{{{Told.Words(unknown, 40)}}}}}” stands for nothing. There are {string.Join(", ", Places.Select(p => $"{{{{{p}}}}}"))}. Nobody was looked up.");
    }

    /// <summary>What of it a letter to this person would need and is not in the vault; a line of its own, such as the address, may be missing.</summary>
    public static bool Lacks(string template, VaultEntry? person) =>
        person is null || (template.Contains("{{name}}", StringComparison.OrdinalIgnoreCase) && person.Name.Length == 0);

    /// <summary>The letter to one person, by paragraphs. A line that holds nothing but what is not known is left out.</summary>
    public static IReadOnlyList<string> Paragraphs(string template, VaultEntry person, string study, string date)
    {
        string Said(string place) => place.Trim().ToLowerInvariant() switch
        {
            "name" => person.Name, "code" => person.Code, "address" => person.Address, "email" => person.Email, "telephone" => person.Telephone, "study" => study, _ => date,
        };
        var lines = template.ReplaceLineEndings("\n").Split('\n').Where(line => !Alone().IsMatch(line) || Said(Alone().Match(line).Groups[1].Value).Length > 0);
        return [.. string.Join('\n', lines.Select(l => Place().Replace(l, m => Said(m.Groups[1].Value)))).Split("\n\n", StringSplitOptions.TrimEntries).Where(p => p.Length > 0)];
    }

    [GeneratedRegex(@"\{\{([^{}\n]{0,60})\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*\{\{([^{}\n]{0,60})\}\}\s*$")]
    private static partial Regex Alone();
}
