using System.CommandLine;

namespace Throughline.App.Coding;

/// <summary>What narrows a list of segments, as options of a command.</summary>
public sealed class SegmentOptions
{
    private readonly Option<string[]> code = Several("--code", "Of this code, by name or id. May be given more than once.");
    private readonly Option<bool> every = new("--all-codes") { Description = "Only where all the codes stand on the same words." };
    private readonly Option<bool> children = new("--children") { Description = "With the codes under it." };
    private readonly Option<string[]> source = Several("--source", "In this source, by name or id.");
    private readonly Option<string[]> coder = Several("--coder", "Coded by this person.");
    private readonly Option<string[]> participant = Several("--participant", "Said by this participant.");
    private readonly Option<string?> from = new("--from") { Description = "Coded on this day or later: 2025-11-12." };
    private readonly Option<string?> to = new("--to-day") { Description = "Coded on this day or before." };
    private readonly Option<string?> text = new("--text") { Description = "Holding these words." };
    private readonly Option<bool> older = new("--older") { Description = "Coded under a definition that has changed since." };
    private readonly Option<string?> theme = new("--theme") { Description = "Held by this theme; none for what no theme holds." };
    private readonly Option<string?> stance = new("--stance") { Description = "supporting or contrary to that theme." };
    private readonly Option<string?> context = new("--context") { Description = "none, turn, 1 or 3 turns around it." };
    private readonly Option<string?> by = new("--by") { Description = "participant, source, code, coder or date." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { code, every, children, source, coder, participant, from, to, text, older, theme, stance, context, by })
            command.Options.Add(option);
    }

    public SegmentQuery Read(ParseResult parsed) => new()
    {
        Code = parsed.GetValue(code), Codes = parsed.GetValue(every) ? "all" : null, Children = parsed.GetValue(children), Source = parsed.GetValue(source),
        Coder = parsed.GetValue(coder), Participant = parsed.GetValue(participant), From = parsed.GetValue(from), To = parsed.GetValue(to),
        Text = parsed.GetValue(text), Older = parsed.GetValue(older), Theme = parsed.GetValue(theme), Stance = parsed.GetValue(stance),
        Context = parsed.GetValue(context), By = parsed.GetValue(by),
    };

    private static Option<string[]> Several(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.OneOrMore };
}
