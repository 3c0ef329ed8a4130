using Throughline.App.Shell;
using Throughline.Workbench.Studies;

namespace Throughline.App.Studies;

public static class StudyEndpoints
{
    public sealed record Body(string Name, string? Description, string? Aim, string? Background, string? Questions, string? Approach)
    {
        public StudyText Text => new(Description ?? "", Aim ?? "", Background ?? "", Questions ?? "", Approach ?? "");
    }

    public static void MapStudies(this RouteGroupBuilder api)
    {
        api.MapPost("/demonstration", async (LaunchToken token, Demonstration demonstration, CancellationToken cancel) =>
            Answers.Ok(await demonstration.LoadAsync(token.Actor, cancel), study => new { study })).WithTags("Studies");
        var studies = api.MapGroup("/studies").WithTags("Studies");
        studies.MapGet("/", async (StudyList list, CancellationToken cancel) =>
            Results.Json((await list.AskAsync(cancel)).Select(l => StudyAnswer.Of(l.Study)), Answers.Json));
        studies.MapGet("/{study}", async (string study, StudyList list, CancellationToken cancel) =>
            Answers.Ok(await list.OneAsync(study, cancel), StudyAnswer.Of));
        studies.MapPut("/{study:guid}", async (Guid study, Body body, LaunchToken token, CreateStudy create, DescribeStudy describe, StudyList list, CancellationToken cancel) =>
            (await list.OneAsync(study, cancel)).Succeeded
                ? Answers.Done(await describe.DoAsync(study, token.Actor, new(body.Name, body.Text.Description, body.Text.Aim, body.Text.Background, body.Text.Questions, body.Text.Approach), cancel), StudyAnswer.Of)
                : Answers.Done(await create.DoAsync(token.Actor, new(study, body.Name, body.Text), cancel), StudyAnswer.Of));
        studies.MapPatch("/{study}", async (string study, DescribeStudy.Request body, LaunchToken token, DescribeStudy describe, CancellationToken cancel) =>
            Answers.Done(await describe.DoAsync(study, token.Actor, body, cancel), StudyAnswer.Of));
        studies.MapDelete("/{study}", async (string study, LaunchToken token, DeleteStudy delete, CancellationToken cancel) =>
            Answers.Done(await delete.DoAsync(study, token.Actor, cancel), StudyAnswer.Of));
        studies.MapPut("/{study}/copies/{copy:guid}", async (string study, Guid copy, LaunchToken token, DuplicateStudy duplicate, CancellationToken cancel) =>
            Answers.Done(await duplicate.DoAsync(study, token.Actor, copy, cancel), StudyAnswer.Of));
        studies.MapPost("/{study}/archive", async (string study, LaunchToken token, ArchiveStudy archive, CancellationToken cancel) =>
            Answers.Done(await archive.DoAsync(study, token.Actor, true, cancel), StudyAnswer.Of));
        studies.MapDelete("/{study}/archive", async (string study, LaunchToken token, ArchiveStudy archive, CancellationToken cancel) =>
            Answers.Done(await archive.DoAsync(study, token.Actor, false, cancel), StudyAnswer.Of));
    }
}
