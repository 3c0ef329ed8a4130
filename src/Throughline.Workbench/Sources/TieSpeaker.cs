using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>Says which participant a voice is, or that it is none.</summary>
public sealed class TieSpeaker(StudyStore store) : IVerb
{
    /// <param name="Speaker">The voice.</param>
    /// <param name="Participant">Name or id. A name that nobody has yet makes a participant of that name. Null or empty unties.</param>
    /// <param name="Everywhere">All voices of its name, not only this one.</param>
    /// <param name="NewId">The id of a participant that is made on the way.</param>
    public sealed record Request(Guid Speaker, string? Participant, bool Everywhere = false, Guid? NewId = null);

    public Task<Outcome<Done<IReadOnlyList<Speaker>>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<IReadOnlyList<Speaker>>(study, actor, Right.EditSources, async scope =>
        {
            if (!(await SpeakerChanges.FindAsync(scope, request.Speaker, request.Everywhere)).Is(out var speakers, out var problem)) return problem;
            var where = await SpeakerChanges.WhereAsync(scope, speakers);
            if (string.IsNullOrWhiteSpace(request.Participant))
            {
                foreach (var speaker in speakers) speaker.ParticipantId = null;
                scope.Record(nameof(TieSpeaker), $"untied the speaker {speakers[0].Name} {where}");
                return speakers;
            }
            if (!(await ParticipantAsync(scope, request)).Is(out var participant, out problem)) return problem;
            foreach (var speaker in speakers)
            {
                speaker.ParticipantId = participant.Id;
                if (speaker.Role == Speaker.Other) speaker.Role = Speaker.InParticipant;
            }
            scope.Record(nameof(TieSpeaker), $"tied the speaker {speakers[0].Name} {where} to the participant {participant.Name}");
            return speakers;
        }, cancel);

    private static async Task<Outcome<Participant>> ParticipantAsync(StudyScope scope, Request request)
    {
        var named = request.Participant!;
        if (Guid.TryParse(named, out var id))
            return await scope.Participants.FirstOrDefaultAsync(p => p.Id == id, scope.Cancel) is { } known ? known : new Problem.NotFound("participant", named);
        var key = NameKey.Of(named);
        if (await scope.Participants.FirstOrDefaultAsync(p => p.NameKey == key, scope.Cancel) is { } there) return there;
        if (ParticipantText.CheckName(named) is { } wrong) return wrong;
        return scope.Add(new Participant { Id = request.NewId ?? Guid.CreateVersion7(), Name = named.Trim(), NameKey = key });
    }
}
