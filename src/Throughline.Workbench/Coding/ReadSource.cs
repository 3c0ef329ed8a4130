using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>A source with its words, its turns, and who speaks in it.</summary>
public sealed class ReadSource(StudyStore store) : IQuestion
{
    /// <param name="Participant">The study name of the participant that the voice is tied to, and what is known of them.</param>
    public sealed record Voice(int Number, string Name, string Role, Guid? ParticipantId, string? Participant, string? Values);

    public sealed record Answer(Source Source, SourceContent Content, IReadOnlyList<Voice> Voices);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            return new Answer(row, await scope.ContentAsync(row), await VoicesAsync(scope, row.Id));
        }, cancel);

    internal static async Task<IReadOnlyList<Voice>> VoicesAsync(StudyScope scope, Guid source) =>
        await scope.Speakers.Where(s => s.SourceId == source).OrderBy(s => s.Number)
            .Select(s => new { s.Number, s.Name, s.Role, Participant = scope.Participants.FirstOrDefault(p => p.Id == s.ParticipantId) })
            .Select(s => new Voice(s.Number, s.Name, s.Role, s.Participant!.Id, s.Participant.Name, s.Participant.Values)).ToListAsync(scope.Cancel);
}

/// <summary>Sources by their names, P2 before P10.</summary>
public sealed class SourcesInOrder(StudyStore store) : IQuestion
{
    private static readonly StringComparer ByName =
        StringComparer.Create(CultureInfo.GetCultureInfo("en-GB"), CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);

    public sealed record Line(Guid Id, string Name);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope => Outcome.Of(await OfAsync(scope)), cancel);

    internal static async Task<IReadOnlyList<Line>> OfAsync(StudyScope scope) =>
        [.. (await scope.Sources.Select(s => new Line(s.Id, s.Name)).ToListAsync(scope.Cancel)).OrderBy(s => s.Name, ByName).ThenBy(s => s.Id)];
}
