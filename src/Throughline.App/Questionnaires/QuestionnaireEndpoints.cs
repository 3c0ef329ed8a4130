using System.Text.Json;
using Throughline.App.Questionnaires.Public;
using Throughline.App.Shell;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

public static class QuestionnaireEndpoints
{
    /// <param name="WithStart">Begins with an information page and a consent.</param>
    public sealed record BeginBody(string Name, string? Title, string? Thanks, bool? WithStart);

    /// <param name="Cleared">endsAt, cap.</param>
    public sealed record DescribeBody(string? Name, string? Title, string? Thanks, DateTimeOffset? EndsAt, int? Cap, IReadOnlyList<string>? Cleared);

    public sealed record AddBody(QuestionFields? Fields, Guid? After, Guid? CopyOf);

    public sealed record AfterBody(Guid? After);

    public sealed record ReasonBody(string? Reason);

    public static void MapQuestionnaires(this RouteGroupBuilder study)
    {
        var all = study.MapGroup("/questionnaires").WithTags("Questionnaires");
        all.MapGet("/", async (string study, LaunchToken token, QuestionnaireDesk desk, CancellationToken cancel) =>
            Answers.Ok(await desk.ListAsync(study, token.Actor, cancel), found => found.Select(QuestionnaireDeskAnswer.Of)));
        all.MapGet("/{named}", async (string study, string named, LaunchToken token, QuestionnaireDesk desk, CancellationToken cancel) =>
            Answers.Ok(await desk.AskAsync(study, token.Actor, named, cancel), QuestionnaireDeskAnswer.Of));
        all.MapPut("/{id:guid}", async (string study, Guid id, BeginBody body, LaunchToken token, CreateQuestionnaire create, CancellationToken cancel) =>
            Answers.Done(await create.DoAsync(study, token.Actor, new(id, body.Name, body.Title, body.Thanks, body.WithStart ?? false), cancel), QuestionnaireAnswer.Of));
        all.MapPatch("/{named}", async (string study, string named, DescribeBody body, LaunchToken token, DescribeQuestionnaire describe, CancellationToken cancel) =>
            Answers.Done(await describe.DoAsync(study, token.Actor, new(
                named, body.Name, body.Title, body.Thanks, body.EndsAt is { } ends ? Instant.Micros(ends) : null, body.Cap, body.Cleared), cancel), QuestionnaireAnswer.Of));
        all.MapDelete("/{named}", async (string study, string named, LaunchToken token, RemoveQuestionnaire remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, named, cancel), _ => new DoneAnswer()));
        MapStanding(all);
        MapQuestions(all);
    }

    private static void MapStanding(RouteGroupBuilder all)
    {
        all.MapPut("/{named}/versions", async (string study, string named, ReasonBody? body, LaunchToken token, PublishVersion publish, CancellationToken cancel) =>
            Answers.Done(await publish.DoAsync(study, token.Actor, named, body?.Reason, cancel), VersionAnswer.Of));
        all.MapPut("/{named}/open", async (string study, string named, LaunchToken token, OpenQuestionnaire open, CancellationToken cancel) =>
            Answers.Done(await open.DoAsync(study, token.Actor, named, cancel), QuestionnaireAnswer.Of));
        all.MapPut("/{named}/closed", async (string study, string named, LaunchToken token, CloseQuestionnaire close, CancellationToken cancel) =>
            Answers.Done(await close.DoAsync(study, token.Actor, named, cancel), QuestionnaireAnswer.Of));
        all.MapGet("/{named}/export", async (string study, string named, string? kind, LaunchToken token, QuestionnaireDesk desk, CancellationToken cancel) =>
            (await desk.AskAsync(study, token.Actor, named, cancel)).Is(out var found, out var problem)
                ? Results.Bytes(QuestionnaireFileCommands.Written(QuestionnaireFile.Of(found.Questionnaire, found.Draft), Kind(kind, "json")), AnswersFile.Kinds[Kind(kind, "json")]) : Answers.Of(problem));
        all.MapGet("/{named}/answers", async (string study, string named, string? kind, bool? labels, LaunchToken token, AnswersTo answers, CancellationToken cancel) =>
            (await answers.AskAsync(study, token.Actor, named, cancel)).Is(out var found, out var problem)
                ? Results.File(AnswersFile.Written(found, Kind(kind, "csv"), labels ?? false), AnswersFile.Kinds[Kind(kind, "csv")], TableFile.NameOf(found.Questionnaire.Name, "answers", Kind(kind, "csv"))) : Answers.Of(problem));
        all.MapGet("/{named}/qr.svg", async (string study, string named, LaunchToken token, PublicAddress address, QuestionnaireDesk desk, CancellationToken cancel) =>
            !(await desk.AskAsync(study, token.Actor, named, cancel)).Is(out var found, out var problem) ? Answers.Of(problem)
            : found.Questionnaire.PublicKey.Length == 0 ? Answers.Of(new Problem.Conflict("It has no address yet", "Open it to respondents first: then it has one."))
            : Results.Text(PublicCode.Svg(address.Of(found.Questionnaire.PublicKey)), "image/svg+xml; charset=utf-8"));
        all.MapPut("/{id:guid}/import", async (string study, Guid id, JsonElement body, LaunchToken token, ImportQuestionnaire import, CancellationToken cancel) =>
            QuestionnaireFile.Read("The request", JsonSerializer.SerializeToUtf8Bytes(body)).Is(out var file, out var problem)
                ? Answers.Done(await import.DoAsync(study, token.Actor, id, file, cancel), QuestionnaireAnswer.Of) : Answers.Of(problem));
    }

    private static string Kind(string? asked, string usual) => asked is not null && AnswersFile.Kinds.ContainsKey(asked) ? asked : usual;

    private static void MapQuestions(RouteGroupBuilder all)
    {
        all.MapPut("/{named}/questions/{id:guid}", async (string study, string named, Guid id, AddBody? body, LaunchToken token, AddQuestion add, CancellationToken cancel) =>
            Answers.Done(await add.DoAsync(study, token.Actor, new(id, named, body?.Fields ?? new(), body?.After, body?.CopyOf), cancel), QuestionAnswer.Of));
        all.MapPatch("/{named}/questions/{id:guid}", async (string study, Guid id, QuestionFields body, LaunchToken token, EditQuestion edit, CancellationToken cancel) =>
            Answers.Done(await edit.DoAsync(study, token.Actor, id, body, cancel), QuestionAnswer.Of));
        all.MapPut("/{named}/questions/{id:guid}/place", async (string study, Guid id, AfterBody? body, LaunchToken token, MoveQuestion move, CancellationToken cancel) =>
            Answers.Done(await move.DoAsync(study, token.Actor, id, body?.After, cancel), QuestionAnswer.Of));
        all.MapDelete("/{named}/questions/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveQuestion remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
    }
}
