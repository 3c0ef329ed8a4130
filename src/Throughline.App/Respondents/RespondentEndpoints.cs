using Throughline.App.Shell;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Respondents;

public static class RespondentEndpoints
{
    public sealed record TieBody(string? Participant);

    public sealed record GatherBody(IReadOnlyList<string>? Variables);

    public static void MapRespondents(this RouteGroupBuilder study)
    {
        var respondents = study.MapGroup("/respondents").WithTags("Respondents");
        respondents.MapGet("/", async (string study, string? cursor, int? limit, LaunchToken token, RespondentTable table, CancellationToken cancel) =>
            Answers.Ok(await table.AskAsync(study, token.Actor, cancel), data => RespondentsAnswer.Of(data, cursor, Math.Clamp(limit ?? 1000, 1, 10_000))));
        respondents.MapGet("/export", ExportAsync);
        respondents.MapPost("/import", ImportAsync);
        respondents.MapPost("/preview", PreviewAsync);
        respondents.MapPut("/{code}/participant", async (string study, string code, TieBody body, LaunchToken token, TieRespondent tie, CancellationToken cancel) =>
            Answers.Done(await tie.DoAsync(study, token.Actor, [new(code, body.Participant)], cancel), _ => new DoneAnswer()));
        respondents.MapDelete("/{code}", async (string study, string code, LaunchToken token, WithdrawRespondent withdraw, CancellationToken cancel) =>
            Answers.Done(await withdraw.DoAsync(study, token.Actor, code, cancel), WithdrawnAnswer.Of));
        respondents.MapGet("/sources", async (string study, LaunchToken token, WaitingAnswers waiting, CancellationToken cancel) =>
            Answers.Ok(await waiting.AskAsync(study, token.Actor, cancel), lines => lines.Select(WaitingAnswer.Of).ToList()));
        respondents.MapPut("/sources", async (string study, GatherBody body, LaunchToken token, GatherAnswers gather, CancellationToken cancel) =>
            Answers.Done(await gather.DoAsync(study, token.Actor, body.Variables ?? [], cancel), sources => new SourcesAnswer([.. sources.Select(s => new GatheredAnswer(s.Id, s.Name, s.TurnCount))])));
        study.MapVariables();
    }

    /// <param name="Waiting">How many answers to it are in no source yet.</param>
    /// <param name="HasSource">Whether earlier ones are.</param>
    public sealed record WaitingAnswer(Guid Variable, string Name, string Label, int Waiting, bool HasSource)
    {
        internal static WaitingAnswer Of(WaitingAnswers.Line line) => new(line.Variable.Id, line.Variable.Name, line.Variable.Label, line.Answers, line.HasSource);
    }

    public sealed record GatheredAnswer(Guid Id, string Name, int Answers);

    public sealed record SourcesAnswer(IReadOnlyList<GatheredAnswer> Sources) : Answer;

    private static async Task<IResult> ExportAsync(string study, string? kind, LaunchToken token, RespondentTable table, CancellationToken cancel)
    {
        var wanted = kind == "xlsx" ? "xlsx" : "csv";
        return (await table.AskAsync(study, token.Actor, cancel)).Is(out var data, out var problem)
            ? Results.File(RespondentFile.Written(wanted, "Respondents", RespondentFile.Of(data)), TableFile.Kinds[wanted], $"respondents.{wanted}")
            : Answers.Of(problem);
    }

    private static async Task<IResult> ImportAsync(string study, HttpRequest request, LaunchToken token, ImportRespondents import, CancellationToken cancel) =>
        (await SentAsync(request, cancel)).Is(out var sent, out var problem)
            ? Answers.Done(await import.DoAsync(study, token.Actor, sent, cancel), ImportedRespondentsAnswer.Of)
            : Answers.Of(problem);

    private static async Task<IResult> PreviewAsync(string study, HttpRequest request, LaunchToken token, SurveyPreview preview, CancellationToken cancel) =>
        (await SentAsync(request, cancel)).Is(out var sent, out var problem)
            ? Answers.Ok(await preview.AskAsync(study, token.Actor, sent, cancel), p => p)
            : Answers.Of(problem);

    /// <summary>A form with the file, and where given the dictionary, the mapping, the column that names a response, the questionnaire.</summary>
    private static async Task<Outcome<ImportRespondents.Request>> SentAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType) return new Problem.Invalid("file", "Send the answers as multipart/form-data, the part named file.");
        var form = await request.ReadFormAsync(cancel);
        if (form.Files["file"] is not { } file) return new Problem.Invalid("file", "Send one file of answers, the part named file.");
        var sent = new ImportRespondents.Request(file.FileName, await BytesAsync(file, cancel))
        {
            Id = form["id"].ToString() is { Length: > 0 } id ? id : null, Questionnaire = form["questionnaire"].ToString() is { Length: > 0 } into ? into : null,
        };
        if (form.Files["dictionary"] is { Length: > 0 } dictionary) sent = sent with { Dictionary = await BytesAsync(dictionary, cancel) };
        if (form["map"].ToString() is not { Length: > 0 } map) return sent;
        return SurveyMapping.Read(map) is { } mapping ? sent with { Mapping = mapping } : new Problem.Invalid("map", "The mapping of columns is not as it should be. Preview the file to get one.");
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(IFormFile file, CancellationToken cancel)
    {
        using var bytes = new MemoryStream((int)Math.Min(file.Length, int.MaxValue / 2));
        await file.CopyToAsync(bytes, cancel);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
