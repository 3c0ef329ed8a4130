using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>Gives a voice another name, in its source or wherever a voice has that name. What the file had is kept.</summary>
public sealed class RenameSpeaker(StudyStore store) : IVerb
{
    public sealed record Request(Guid Speaker, string Name, bool Everywhere = false);

    public Task<Outcome<Done<IReadOnlyList<Speaker>>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<IReadOnlyList<Speaker>>(study, actor, Right.EditSources, async scope =>
        {
            var name = request.Name.Trim();
            if (name.Length is 0 or > Speaker.NameLength) return new Problem.Invalid("name", $"A speaker needs a name, of at most {Speaker.NameLength} characters.");
            if (!(await SpeakerChanges.FindAsync(scope, request.Speaker, request.Everywhere)).Is(out var speakers, out var problem)) return problem;
            var old = speakers[0].Name;
            foreach (var speaker in speakers) speaker.Name = name;
            scope.Record(nameof(RenameSpeaker), $"renamed the speaker {old} to {name} {await SpeakerChanges.WhereAsync(scope, speakers)}");
            return speakers;
        }, cancel);
}

/// <summary>Says who interviews and who takes part.</summary>
public sealed class MarkSpeaker(StudyStore store) : IVerb
{
    /// <param name="Speaker">The voice.</param>
    /// <param name="Role">interviewer, participant or other.</param>
    /// <param name="Everywhere">All voices of its name, not only this one.</param>
    public sealed record Request(Guid Speaker, string Role, bool Everywhere = false);

    public Task<Outcome<Done<IReadOnlyList<Speaker>>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<IReadOnlyList<Speaker>>(study, actor, Right.EditSources, async scope =>
        {
            if (request.Role is not (Speaker.Interviewer or Speaker.InParticipant or Speaker.Other))
                return new Problem.Invalid("role", "A speaker is an interviewer, a participant or other.");
            if (!(await SpeakerChanges.FindAsync(scope, request.Speaker, request.Everywhere)).Is(out var speakers, out var problem)) return problem;
            foreach (var speaker in speakers) speaker.Role = request.Role;
            scope.Record(nameof(MarkSpeaker), $"marked {speakers[0].Name} as {request.Role} {await SpeakerChanges.WhereAsync(scope, speakers)}");
            return speakers;
        }, cancel);
}
