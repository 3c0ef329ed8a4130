using System.CommandLine;
using System.Globalization;
using Throughline.App.Shell;
using Throughline.Formats.Charts;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Respondents;

/// <summary>Describing variables, crossing them, setting outcomes against predictors; scales and bands.</summary>
public static class DescribeCommands
{
    public static void AddTo(RootCommand root)
    {
        var describe = new Command("describe", "Describe variables, cross them, and set an outcome against predictors.");
        foreach (var command in new[] { DescribeOne(), Crosstab(), Odds() }) describe.Subcommands.Add(command);
        root.Subcommands.Add(describe);
        var variables = new Command("variables", "List variables; make scales and bands.");
        foreach (var command in new[] { List(), MakeAScale(), Bands() }) variables.Subcommands.Add(command);
        root.Subcommands.Add(variables);
    }

    private static Option<string?> Figure() => new("--figure") { Description = "Write the figure to this file, .svg or .png." };

    private static Command DescribeOne()
    {
        var (study, figure) = (CommandOptions.Study(), Figure());
        var variable = new Argument<string>("variable") { Description = "Its name." };
        var command = new Command("variable", "Describe one variable; of a scale also Cronbach's alpha.") { variable, study, figure };
        CommandRun.Handle(command, async run =>
        {
            var outcome = await run.Get<DescribeVariable>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(variable)!, run.Cancel);
            return await DrawnAsync(run, figure, outcome, a => a.Summary.Figure()) ?? run.Print(outcome, a => VariableAnswer.Of(a.Summary, a.Scale), Lines);
        });
        return command;
    }

    private static IEnumerable<string> Lines(DescribeVariable.Answer answer)
    {
        yield return answer.Summary.Sentence();
        foreach (var count in answer.Summary.Counts) yield return $"  {count.Label}: {count.Number:N0} ({answer.Summary.Share(count.Number)})";
        foreach (var band in answer.Summary.Bands) yield return $"  band {band.Label}: {band.Number:N0} ({answer.Summary.Share(band.Number)})";
        if (answer.Scale?.Alpha is { Alpha: { } alpha } a)
            yield return string.Create(CultureInfo.InvariantCulture, $"Cronbach's alpha {alpha:0.000} (95 % CI {a.Low:0.000} to {a.High:0.000}), {a.Items.Count} items, n = {a.Rows}, {a.LeftOut} left out because an item is missing");
        foreach (var one in answer.Scale?.Outside ?? [])
            yield return $"{one.Respondent}: {one.Variable} is {VariableSummary.Say(one.Value)}, outside {VariableSummary.Say(answer.Scale!.Scale.ItemLeast)} to {VariableSummary.Say(answer.Scale.Scale.ItemMost)}; it counts as missing";
    }

    private static Command Crosstab()
    {
        var (study, figure) = (CommandOptions.Study(), Figure());
        var rows = new Argument<string>("rows") { Description = "The variable down the side." };
        var columns = new Argument<string>("columns") { Description = "The variable across the top." };
        var command = new Command("crosstab", "Cross two variables.") { rows, columns, study, figure };
        CommandRun.Handle(command, async run =>
        {
            var outcome = await run.Get<CrossTabulate>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, (run.Parsed.GetValue(rows)!, run.Parsed.GetValue(columns)!), run.Cancel);
            return await DrawnAsync(run, figure, outcome, a => a.Figure()) ?? run.Print(outcome, CrosstabAnswer.Of, a =>
                [string.Join('\t', a.Grid().Heads), .. a.Grid().Rows.Select(r => string.Join('\t', r)), a.Sentence()]);
        });
        return command;
    }

    private static Command Odds()
    {
        var (study, figure) = (CommandOptions.Study(), Figure());
        var outcome = new Argument<string>("outcome") { Description = "The variable of the outcome." };
        var events = new Option<string[]>("--event") { Description = "The answer that counts as having the outcome; may be said several times. By default yes.", AllowMultipleArgumentsPerToken = true };
        var by = new Option<string[]>("--by") { Description = "A predictor; after a colon the unit or the reference: jd:30, ose:-10, gender:woman. May be said several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var together = new Option<bool>("--together") { Description = "All predictors in one model; else each by itself." };
        var command = new Command("odds", "Set an outcome against predictors: odds ratio, interval, P and the unit it refers to.") { outcome, events, by, together, study, figure };
        CommandRun.Handle(command, async run =>
        {
            var request = new OddsOf.Request(run.Parsed.GetValue(outcome)!, run.Parsed.GetValue(events) ?? [], [.. run.Parsed.GetValue(by)!.Select(PredictorOf)], run.Parsed.GetValue(together));
            var found = await run.Get<OddsOf>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel);
            return await DrawnAsync(run, figure, found, a => a.Figure()) ?? run.Print(found, OddsAnswer.Of, a =>
                [.. a.Lines.Select(l => $"{l.Told}: {l.Figures}{(l.P is { } p ? $", P {OddsOf.Said(p)}" : "")}, n = {l.N:N0}, {l.Missing:N0} missing"), .. a.Models.Select(m => m.Sentence).Distinct()]);
        });
        return command;
    }

    /// <summary>jd:30, gender:woman, or a name alone.</summary>
    internal static OddsOf.By PredictorOf(string said)
    {
        var colon = said.LastIndexOf(':');
        if (colon <= 0) return new(said);
        var (name, after) = (said[..colon], said[(colon + 1)..]);
        return double.TryParse(after, NumberStyles.Float, CultureInfo.InvariantCulture, out var unit) ? new(name, unit) : new(name, 1, after);
    }

    private static Command List()
    {
        var study = CommandOptions.Study();
        var command = new Command("list", "List the variables with n and what is missing.") { study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<VariableList>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel), a => a.Variables.Select(v => VariableAnswer.Of(v)),
            a => a.Variables.Select(v => $"{v.Column.Variable.Name} ({v.Column.Variable.Kind}): {v.Sentence()}")));
        return command;
    }

    private static Command MakeAScale()
    {
        var study = CommandOptions.Study();
        var name = new Argument<string>("name") { Description = "Of the scale and its score." };
        var items = new Option<string[]>("--items") { Description = "Its variables; a minus before one that is reversed: ose_1 -ose_2.", Required = true, AllowMultipleArgumentsPerToken = true };
        var mean = new Option<bool>("--mean") { Description = "The mean of the items; else their sum." };
        var least = new Option<double?>("--least") { Description = "The lowest answer of an item." };
        var most = new Option<double?>("--most") { Description = "The highest answer of an item." };
        var missing = new Option<int>("--missing") { Description = "How many items may be missing." };
        var command = new Command("scale", "Make a score out of several variables.") { name, items, mean, least, most, missing, study };
        CommandRun.Handle(command, async run =>
        {
            var request = new MakeScale.Request(Guid.CreateVersion7(), run.Parsed.GetValue(name)!, [.. run.Parsed.GetValue(items)!.Select(i => i[0] is '-' or '~' ? new MakeScale.Item(i[1..], true) : new MakeScale.Item(i))])
            {
                Combine = run.Parsed.GetValue(mean) ? Scale.Mean : Scale.Sum, Least = run.Parsed.GetValue(least), Most = run.Parsed.GetValue(most), MostMissing = run.Parsed.GetValue(missing),
            };
            return run.Print(await run.Get<MakeScale>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel), done => Answers.With(ScaleAnswer.Of(done.Value), done.Change), done => [done.Change?.Summary ?? "as it was"]);
        });
        return command;
    }

    private static Command Bands()
    {
        var study = CommandOptions.Study();
        var variable = new Argument<string>("variable") { Description = "Its name." };
        var cuts = new Option<double[]>("--cuts") { Description = "Cut points, ascending; each belongs to the band above it.", AllowMultipleArgumentsPerToken = true };
        var parts = new Option<int?>("--parts") { Description = "As many bands of about equally many: 3 for thirds." };
        var names = new Option<string[]>("--names") { Description = "Names of the bands.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("bands", "Band a variable by cut points, or into equal parts. Without either its bands are taken away.") { variable, cuts, parts, names, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<SetBands>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(run.Parsed.GetValue(variable)!)
            {
                Cuts = run.Parsed.GetValue(cuts), Parts = run.Parsed.GetValue(parts), Names = run.Parsed.GetValue(names) is { Length: > 0 } said ? said : null,
            }, run.Cancel),
            done => done.Value.Select(b => new { b.Id, b.Name, b.From, b.To }), done => done.Value.Select(b => $"{b.Name}: {(b.From is { } from ? $"from {from}" : "from the lowest")}, {(b.To is { } to ? $"below {to}" : "to the highest")}")));
        return command;
    }

    private static async Task<int?> DrawnAsync<T>(CommandRun run, Option<string?> figure, Outcome<T> outcome, Func<T, Drawing> draw)
    {
        if (run.Parsed.GetValue(figure) is not { } path || !outcome.Is(out var value, out _)) return null;
        var bytes = DrawingFile.Of(draw(value), Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase));
        var problem = bytes is null ? new Problem.NotKept("The figure could not be drawn as PNG", "This system lacks what turns figures into pixels. Ask for .svg instead.") : await TableFile.KeepAsync(path, bytes, run.Cancel);
        return problem is null ? null : CommandRun.Tell(problem, run.Json);
    }
}

internal static class DrawingFile
{
    public static byte[]? Of(Drawing drawing, bool isPng) => isPng ? drawing.Png() : System.Text.Encoding.UTF8.GetBytes(drawing.Svg(isFile: true));
}
