using Throughline.App.Shell;
using Throughline.Workbench.Participants;

namespace Throughline.App.Participants;

public static class ParticipantEndpoints
{
    public sealed record Body(string Name, OrderedDictionary<string, string>? Values);

    public static void MapParticipants(this RouteGroupBuilder study)
    {
        var participants = study.MapGroup("/participants").WithTags("Participants");
        participants.MapGet("/", async (string study, LaunchToken token, ParticipantList list, CancellationToken cancel) =>
            Answers.Ok(await list.AskAsync(study, token.Actor, cancel), lines => lines.Select(ParticipantAnswer.Of)));
        participants.MapPut("/{id:guid}", async (string study, Guid id, Body body, LaunchToken token, EditParticipant edit, CancellationToken cancel) =>
            Answers.Done(await edit.DoAsync(study, token.Actor, new(id, body.Name, [.. body.Values ?? []]), cancel), ParticipantAnswer.Of));
        participants.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveParticipant remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
    }
}

public sealed record ParticipantAnswer(Guid Id, string Name, OrderedDictionary<string, string> Values, IReadOnlyList<Guid>? Sources) : Answer
{
    public static ParticipantAnswer Of(ParticipantList.Line line) => new(line.Participant.Id, line.Participant.Name, new(line.Values), line.Sources);

    public static ParticipantAnswer Of(Participant participant) => new(participant.Id, participant.Name, new(ParticipantText.Values(participant)), null);
}
