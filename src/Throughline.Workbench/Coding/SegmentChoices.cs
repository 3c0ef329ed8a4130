using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>All by which a list of segments, or of notes, can be narrowed.</summary>
public sealed class SegmentChoices(StudyStore store) : IQuestion
{
    public sealed record Choice(Guid Id, string Name);

    public sealed record Answer(
        IReadOnlyList<SegmentCode> Codes, IReadOnlyList<Choice> Sources, IReadOnlyList<Choice> Participants, IReadOnlyList<string> Coders, IReadOnlyList<Choice> Themes);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var names = await SegmentNames.LoadAsync(scope);
            var retired = (await scope.Codes.Where(c => c.RetiredAt != null).Select(c => c.Id).ToListAsync(cancel)).ToHashSet();
            var themes = await scope.Themes.OrderBy(t => t.Number).Select(t => new Choice(t.Id, t.Label)).ToListAsync(cancel);
            return new Answer(
                [.. names.Codes.Values.Where(c => !retired.Contains(c.Told.Id)).OrderBy(c => c.Rank).Select(c => c.Told)],
                Sorted(names.Sources.Values.Select(s => new Choice(s.Id, s.Name))), Sorted(names.People.Values.Select(p => new Choice(p.Id, p.Name))),
                [.. names.Coders.Values.Order(NaturalOrder.Names)], themes);
        }, cancel);

    private static IReadOnlyList<Choice> Sorted(IEnumerable<Choice> choices) => [.. choices.OrderBy(c => c.Name, NaturalOrder.Names)];
}
