using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Participants;

/// <summary>Enters a participant, or changes what is known of one. The same id twice is one participant.</summary>
public sealed class EditParticipant(StudyStore store) : IVerb
{
    public sealed record Request(Guid Id, string Name, IReadOnlyList<KeyValuePair<string, string>> Values);

    public Task<Outcome<Done<Participant>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Participant>(study, actor, Right.EditSources, async scope =>
        {
            if ((ParticipantText.CheckName(request.Name) ?? ParticipantText.CheckValues(request.Values)) is { } wrong) return wrong;
            var key = NameKey.Of(request.Name);
            if (await scope.Participants.AnyAsync(p => p.NameKey == key && p.Id != request.Id, cancel))
                return new Problem.Invalid("name", $"There is a participant “{request.Name.Trim()}” already.");
            var row = await scope.Participants.FirstOrDefaultAsync(p => p.Id == request.Id, cancel);
            var isNew = row is null;
            row ??= scope.Add(new Participant { Id = request.Id });
            (row.Name, row.NameKey, row.Values) = (request.Name.Trim(), key, ParticipantText.Written(request.Values));
            if (isNew) await SpeakerTies.TieAsync(scope, [row]);
            scope.Record(nameof(EditParticipant), $"{(isNew ? "entered" : "changed")} the participant {row.Name}");
            return row;
        }, cancel);
}

/// <summary>Takes a participant out. Voices that were tied to them are tied to nobody. Removing what is gone changes nothing.</summary>
public sealed class RemoveParticipant(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid participant, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditSources, async scope =>
        {
            if (await scope.Participants.FirstOrDefaultAsync(p => p.Id == participant, cancel) is not { } row) return default(Nothing);
            foreach (var speaker in await scope.Speakers.Where(s => s.ParticipantId == participant).ToListAsync(cancel)) speaker.ParticipantId = null;
            foreach (var note in await scope.Notes.Where(n => n.TargetId == participant).ToListAsync(cancel)) scope.Remove(note);
            foreach (var link in await scope.NoteLinks.Where(l => l.TargetId == participant || scope.Notes.Any(n => n.Id == l.NoteId && n.TargetId == participant)).ToListAsync(cancel)) scope.Remove(link);
            scope.Remove(row);
            scope.Record(nameof(RemoveParticipant), $"removed the participant {row.Name}");
            return default(Nothing);
        }, cancel);
}

internal static class SpeakerTies
{
    /// <summary>Ties voices that are tied to nobody to new participants of the same name. Returns how many.</summary>
    public static async Task<int> TieAsync(StudyScope scope, IReadOnlyCollection<Participant> participants)
    {
        var byKey = participants.ToDictionary(p => p.NameKey, p => p.Id);
        var free = await scope.Speakers.Where(s => s.ParticipantId == null && s.Role != Speaker.Interviewer).Select(s => new { s.Id, s.Name }).ToListAsync(scope.Cancel);
        var tied = 0;
        foreach (var some in free.Where(s => byKey.ContainsKey(NameKey.Of(s.Name))).Select(s => s.Id).Chunk(500))
            foreach (var speaker in await scope.Speakers.Where(s => some.Contains(s.Id)).ToListAsync(scope.Cancel))
            {
                (speaker.ParticipantId, speaker.Role) = (byKey[NameKey.Of(speaker.Name)], Speaker.InParticipant);
                tied++;
            }
        return tied;
    }
}
