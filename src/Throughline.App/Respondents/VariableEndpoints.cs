using Throughline.App.Shell;
using Throughline.Formats.Charts;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Respondents;

/// <summary>Variables, scales and bands; figures and tables that describe them.</summary>
public static class VariableEndpoints
{
    public sealed record VariableBody(string? Name, string? Label, string? Kind, string? Unit, IReadOnlyList<Category>? Categories, IReadOnlyList<string>? Missing);

    public sealed record ScaleBody(string Name, IReadOnlyList<MakeScale.Item>? Items, string? Combine, double? Least, double? Most, int? MostMissing, string? Direction, string? Label);

    public sealed record BandsBody(IReadOnlyList<double>? Cuts, int? Parts, IReadOnlyList<string>? Names, IReadOnlyList<SetBands.NamedSet>? Sets);

    public sealed record BandsAnswer(IReadOnlyList<BandAnswer> Bands) : Answer;

    public static void MapVariables(this RouteGroupBuilder study)
    {
        var variables = study.MapGroup("/variables").WithTags("Variables");
        variables.MapGet("/", async (string study, LaunchToken token, VariableList list, CancellationToken cancel) =>
            Answers.Ok(await list.AskAsync(study, token.Actor, cancel), a => a.Variables.Select(v => VariableAnswer.Of(v))));
        variables.MapGet("/{variable}", DescribeAsync);
        variables.MapPatch("/{variable}", async (string study, string variable, VariableBody body, LaunchToken token, EditVariable edit, CancellationToken cancel) =>
            Answers.Done(await edit.DoAsync(study, token.Actor, new(variable) { Name = body.Name, Label = body.Label, Kind = body.Kind, Unit = body.Unit, Categories = body.Categories, Missing = body.Missing }, cancel), _ => new DoneAnswer()));
        variables.MapPut("/{variable}/bands", async (string study, string variable, BandsBody body, LaunchToken token, SetBands set, CancellationToken cancel) =>
            Answers.Done(await set.DoAsync(study, token.Actor, new(variable) { Cuts = body.Cuts, Parts = body.Parts, Names = body.Names, Sets = body.Sets }, cancel),
                bands => new BandsAnswer([.. bands.Select(b => new BandAnswer(b.Id, b.Name, b.From, b.To, Category.ReadValues(b.Values), 0))])));
        var scales = study.MapGroup("/scales").WithTags("Variables");
        scales.MapPut("/{id:guid}", async (string study, Guid id, ScaleBody body, LaunchToken token, MakeScale make, CancellationToken cancel) =>
            Answers.Done(await make.DoAsync(study, token.Actor, new(id, body.Name, body.Items ?? [])
            {
                Combine = body.Combine ?? "sum", Least = body.Least, Most = body.Most, MostMissing = body.MostMissing ?? 0, Direction = body.Direction ?? "", Label = body.Label ?? "",
            }, cancel), scale => ScaleAnswer.Of(scale)));
        scales.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveScale remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
        var describe = study.MapGroup("/describe").WithTags("Describe");
        describe.MapGet("/crosstab", async (string study, string rows, string columns, string? kind, LaunchToken token, CrossTabulate ask, CancellationToken cancel) =>
            Given(await ask.AskAsync(study, token.Actor, (rows, columns), cancel), kind, "cross-table", CrosstabAnswer.Of, a => a.Figure(), a => a.Grid()));
        describe.MapGet("/odds", async (string study, HttpRequest request, string? kind, LaunchToken token, OddsOf ask, CancellationToken cancel) =>
            Given(await ask.AskAsync(study, token.Actor, OddsQuery.Of(request.Query), cancel), kind, "odds ratios", OddsAnswer.Of, a => a.Figure(), a => a.Table()));
    }

    private static async Task<IResult> DescribeAsync(string study, string variable, string? kind, LaunchToken token, DescribeVariable ask, CancellationToken cancel) =>
        Given(await ask.AskAsync(study, token.Actor, variable, cancel), kind, variable, a => VariableAnswer.Of(a.Summary, a.Scale), a => a.Summary.Figure(), a => a.Summary.Table());

    /// <summary>The answer as JSON; as a figure, svg or png; or as a table, csv or xlsx.</summary>
    private static IResult Given<T>(
        Outcome<T> outcome, string? kind, string name, Func<T, object> json, Func<T, Drawing> draw, Func<T, (IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)> table)
    {
        if (kind is null or "json" || !outcome.Is(out var value, out _)) return Answers.Ok(outcome, json);
        if (kind is "csv" or "xlsx") return Results.File(RespondentFile.Written(kind, "Table", table(value)), TableFile.Kinds[kind], TableFile.NameOf("", name, kind));
        if (kind is not ("svg" or "png")) return Answers.Of(new Problem.Invalid("kind", "Ask for json, svg, png, csv or xlsx."));
        return DrawingFile.Of(draw(value), kind == "png") is { } bytes
            ? Results.File(bytes, kind == "png" ? "image/png" : "image/svg+xml", TableFile.NameOf("", name, kind))
            : Answers.Of(new Problem.NotKept("The figure could not be drawn as PNG", "This system lacks what turns figures into pixels. Take the SVG instead."));
    }
}

/// <summary>outcome, event, by (name:unit or name:reference) and together, as addresses carry them.</summary>
internal static class OddsQuery
{
    public static OddsOf.Request Of(IQueryCollection query) => new(
        query["outcome"].ToString(), Said(query, "event"), [.. Said(query, "by").Select(DescribeCommands.PredictorOf)], query["together"].ToString() is "true" or "on" or "1");

    private static string[] Said(IQueryCollection query, string name) => [.. query[name].OfType<string>().Where(v => v.Length > 0)];
}
