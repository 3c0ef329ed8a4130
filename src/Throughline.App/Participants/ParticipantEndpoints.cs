using Throughline.App.Shell;
using Throughline.App.Sources;
using Throughline.Formats;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.App.Participants;

public static class ParticipantEndpoints
{
    public sealed record Body(string Name, OrderedDictionary<string, string>? Values);

    public static void MapParticipants(this RouteGroupBuilder study)
    {
        var participants = study.MapGroup("/participants").WithTags("Participants");
        participants.MapGet("/", async (string study, LaunchToken token, ParticipantList list, CancellationToken cancel) =>
            Answers.Ok(await list.AskAsync(study, token.Actor, cancel), lines => lines.Select(ParticipantAnswer.Of)));
        participants.MapPost("/import", ImportAsync);
        participants.MapPut("/{id:guid}", async (string study, Guid id, Body body, LaunchToken token, EditParticipant edit, CancellationToken cancel) =>
            Answers.Done(await edit.DoAsync(study, token.Actor, new(id, body.Name, [.. body.Values ?? []]), cancel), ParticipantAnswer.Of));
        participants.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveParticipant remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
    }

    /// <summary>One table, CSV or XLSX, as a part with a file name.</summary>
    private static async Task<IResult> ImportAsync(string study, HttpRequest request, LaunchToken token, ImportParticipants import, CancellationToken cancel)
    {
        if (Upload.Of(request, new ReadLimits { FileBytes = 20 << 20 }) is { } upload)
            await foreach (var file in upload.FilesAsync(cancel))
                return file.Refused is { } refused
                    ? Answers.Of(new Problem.TooLarge(file.ShownName, refused.Message, refused.Remedy ?? ""))
                    : Answers.Done(await import.DoAsync(study, token.Actor, new(file.ShownName, file.Bytes), cancel), ParticipantsImportedAnswer.Of);
        return Answers.Of(new Problem.Invalid("file", "Send one table as multipart/form-data, the part with a file name."));
    }
}

public sealed record ParticipantsImportedAnswer(int Added, int Changed, int Unchanged, int SpeakersTied, IReadOnlyList<WarningAnswer> Warnings) : Answer
{
    public static ParticipantsImportedAnswer Of(ImportParticipants.Report report) =>
        new(report.Added, report.Changed, report.Unchanged, report.SpeakersTied, [.. report.Warnings.Select(WarningAnswer.Of)]);
}

/// <param name="Respondent">The study code of the respondent whom they were.</param>
public sealed record ParticipantAnswer(Guid Id, string Name, OrderedDictionary<string, string> Values, IReadOnlyList<Guid>? Sources, string? Respondent) : Answer
{
    public static ParticipantAnswer Of(ParticipantList.Line line) => new(line.Participant.Id, line.Participant.Name, new(line.Values), line.Sources, line.Respondent);

    public static ParticipantAnswer Of(Participant participant) => new(participant.Id, participant.Name, new(ParticipantText.Values(participant)), null, null);
}
