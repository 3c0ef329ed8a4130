using System.Net;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>A column while it is being found out what it holds. The first that takes it decides.</summary>
internal sealed partial class ColumnDraft(int index, string name)
{
    private const int LongestName = 300;
    private const int LongestLabel = 4000;
    private readonly string name = Cut(name, LongestName);
    private string? label;

    /// <summary>Its place among the columns, from 0.</summary>
    public int Index => index;

    public string Name => name;

    /// <summary>The question; the name where the file has none.</summary>
    public string Label
    {
        get => string.IsNullOrEmpty(label) ? name : label;
        set => label = Cut(Plain(value), LongestLabel);
    }

    /// <summary>What the tool itself calls it: the import id of Qualtrics, the part of a question of SurveyMonkey.</summary>
    public string Tag { get; set; } = "";

    public SurveyKind? Kind { get; private set; }

    public string Why { get; private set; } = "";

    public PersonalDetail Detail { get; set; }

    public IReadOnlyList<SurveyCategory> Categories { get; set; } = [];

    public MissingAnswers Missing { get; set; } = MissingAnswers.Nothing;

    public SurveyGroup? Group { get; set; }

    public SurveyBox? Box { get; set; }

    public string? AnswerSeparator { get; set; }

    public string? CompanionOf { get; set; }

    public string? DropReason { get; set; }

    public bool? IsDayFirst { get; set; }

    /// <summary>Decides on its kind, unless that is decided already.</summary>
    /// <returns>Whether it was open until now.</returns>
    public bool Take(SurveyKind kind, string why)
    {
        if (Kind is not null)
            return false;
        Change(kind, why);
        return true;
    }

    public void Change(SurveyKind kind, string why) => (Kind, Why) = (kind, why);

    public SurveyColumn Finish() => new(Name, Label, Kind ?? SurveyKind.ShortText, Why)
    {
        Detail = Detail,
        Categories = Categories,
        Missing = Missing,
        Group = Group,
        Box = Box,
        AnswerSeparator = AnswerSeparator,
        CompanionOf = CompanionOf,
        DropReason = DropReason,
        IsDayFirst = IsDayFirst,
    };

    /// <summary>Words of a heading on one line, without the marks that survey tools put into questions.</summary>
    public static string Plain(string words)
    {
        var text = words.Contains('<', StringComparison.Ordinal) ? Marks().Replace(words, " ") : words;
        text = text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "\u2026";

    [GeneratedRegex("</?[a-zA-Z][^<>]{0,500}>", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
