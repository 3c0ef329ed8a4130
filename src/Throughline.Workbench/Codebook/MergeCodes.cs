using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>
/// Takes one code up into another: its segments, the codes under it, its themes and notes go there, and it is gone. A stretch
/// that one coder had coded with both is kept once. Its definitions are kept in the history, and undo brings back all of it.
/// </summary>
public sealed class MergeCodes(StudyStore store) : IVerb
{
    public sealed record Request(string Code, string Into);

    /// <param name="Into">The code that stays.</param>
    /// <param name="Gone">The name of the one that is gone; empty where it was gone already.</param>
    /// <param name="Moved">Segments that came over.</param>
    /// <param name="Doubled">Segments that stood in both and are kept once.</param>
    /// <param name="Children">Codes that stood under it and stand under the other now.</param>
    /// <param name="Renamed">Those of them whose name was taken there, with the name they have now.</param>
    public sealed record Merged(Code Into, string Gone, int Moved, int Doubled, int Children, IReadOnlyList<string> Renamed);

    public Task<Outcome<Done<Merged>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Merged>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.CodeAsync(request.Into)).Is(out var into, out var problem)) return problem;
            if (!(await scope.CodeAsync(request.Code)).Is(out var gone, out problem))
                return await IsDoneAsync(scope, request.Code) ? new Merged(into, "", 0, 0, 0, []) : problem;
            if (await RefusalAsync(scope, gone, into) is { } refusal) return refusal;
            var merged = await new Merging(scope, gone, into).DoAsync();
            scope.Record(nameof(MergeCodes), $"merged {gone.Name} into {into.Name}: {Summary(merged)}");
            return merged;
        }, cancel);

    /// <summary>12 segments moved, 3 that stood in both kept once.</summary>
    public static string Summary(Merged merged) => string.Join(", ", new[]
    {
        $"{Told.Count(merged.Moved, "segment")} moved",
        merged.Doubled > 0 ? $"{merged.Doubled:N0} that stood in both kept once" : "",
        merged.Children > 0 ? $"{Told.Count(merged.Children, "code")} now under {merged.Into.Name}" : "",
        merged.Renamed.Count > 0 ? $"renamed there: {string.Join("; ", merged.Renamed)}" : "",
    }.Where(part => part.Length > 0));

    /// <summary>The answer to an earlier try may have been lost; sent again, it has nothing left to do.</summary>
    private static async Task<bool> IsDoneAsync(StudyScope scope, string code) => Guid.TryParse(code, out var id)
        && id.ToString() is var text
        && await scope.Changes.AnyAsync(c => c.Verb == nameof(MergeCodes) && c.ReversedBy == null && c.Edits.Contains(text), scope.Cancel);

    private static async Task<Problem?> RefusalAsync(StudyScope scope, Code gone, Code into)
    {
        if (gone == into) return new Problem.Invalid("into", "A code cannot be merged into itself.");
        if (into.RetiredAt is not null) return new Problem.Conflict($"{into.Name} is retired", "Restore it first, or merge into another code.");
        var parents = await scope.Codes.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.ParentId, scope.Cancel);
        return CodeOrder.IsWithin(parents, into.Id, gone.Id)
            ? new Problem.Conflict($"{into.Name} stands under {gone.Name}", $"Move it out first, or merge {into.Name} into {gone.Name}.")
            : null;
    }

    private sealed class Merging(StudyScope scope, Code gone, Code into)
    {
        /// <summary>Segments that are dropped, each with the one that stays in its place.</summary>
        private readonly Dictionary<Guid, Guid> doubled = [];

        public async Task<Merged> DoAsync()
        {
            var moved = await SegmentsAsync();
            var (children, renamed) = await ChildrenAsync();
            await ThemesAsync();
            await NotesAsync();
            foreach (var some in doubled.Keys.Chunk(500)) await FollowAsync(some);
            foreach (var definition in await scope.Definitions.Where(d => d.CodeId == gone.Id).ToListAsync(scope.Cancel)) scope.Remove(definition);
            scope.Remove(gone);
            return new(into, gone.Name, moved, doubled.Count, children, renamed);
        }

        private async Task<int> SegmentsAsync()
        {
            var there = await scope.Segments.Where(s => s.CodeId == into.Id)
                .Select(s => new { s.Id, s.SourceId, s.Start, s.End, s.CoderId }).ToListAsync(scope.Cancel);
            var kept = new Dictionary<(Guid, int, int, Guid), Guid>();
            foreach (var s in there) kept.TryAdd((s.SourceId, s.Start, s.End, s.CoderId), s.Id);
            var moved = 0;
            foreach (var segment in await scope.Segments.Where(s => s.CodeId == gone.Id).OrderBy(s => s.At).ToListAsync(scope.Cancel))
            {
                if (kept.TryAdd((segment.SourceId, segment.Start, segment.End, segment.CoderId), segment.Id)) moved += Move(segment);
                else Drop(segment, kept[(segment.SourceId, segment.Start, segment.End, segment.CoderId)]);
            }
            return moved;
        }

        /// <summary>It was not coded under any wording of the other code, and so is offered for review.</summary>
        private int Move(CodedSegment segment)
        {
            (segment.CodeId, segment.DefinitionVersion) = (into.Id, 0);
            return 1;
        }

        private void Drop(CodedSegment segment, Guid kept)
        {
            doubled[segment.Id] = kept;
            scope.Remove(segment);
        }

        private async Task<(int Count, IReadOnlyList<string> Renamed)> ChildrenAsync()
        {
            var children = (await scope.Codes.Where(c => c.ParentId == gone.Id).ToListAsync(scope.Cancel)).Sorted().ToList();
            var there = (await scope.Codes.Where(c => c.ParentId == into.Id).ToListAsync(scope.Cancel)).Where(c => c != gone).Sorted().ToList();
            var renamed = new List<string>();
            foreach (var child in children)
            {
                if (there.Any(t => t.NameKey == child.NameKey)) renamed.Add(Rename(child, there));
                child.ParentId = into.Id;
                CodeOrder.Place(child, there, there.Count);
                there.Add(child);
            }
            return (children.Count, renamed);
        }

        private string Rename(Code child, List<Code> there)
        {
            var (was, ending, round) = (child.Name, $" ({Told.Words(gone.Name, Code.NameLength / 2)})", 1);
            do
            {
                var end = ending + (round == 1 ? "" : $" {round}");
                child.Name = was[..Math.Min(was.Length, Code.NameLength - end.Length)] + end;
                child.NameKey = NameKey.Of(child.Name);
                round++;
            }
            while (there.Any(t => t.NameKey == child.NameKey));
            return $"{was} is {child.Name}";
        }

        private async Task ThemesAsync()
        {
            var themes = await scope.ThemeCodes.Where(t => t.CodeId == into.Id || t.CodeId == gone.Id).ToListAsync(scope.Cancel);
            var has = themes.Where(t => t.CodeId == into.Id).Select(t => t.ThemeId).ToHashSet();
            foreach (var theme in themes.Where(t => t.CodeId == gone.Id))
            {
                if (has.Add(theme.ThemeId)) theme.CodeId = into.Id;
                else scope.Remove(theme);
            }
        }

        private async Task NotesAsync()
        {
            foreach (var note in await scope.Notes.Where(n => n.On == "code" && n.TargetId == gone.Id).ToListAsync(scope.Cancel)) note.TargetId = into.Id;
            var links = await scope.NoteLinks.Where(l => l.TargetId == gone.Id || l.TargetId == into.Id).ToListAsync(scope.Cancel);
            var has = links.Where(l => l.TargetId == into.Id).Select(l => l.NoteId).ToHashSet();
            foreach (var link in links.Where(l => l.TargetId == gone.Id))
            {
                if (has.Add(link.NoteId)) link.TargetId = into.Id;
                else scope.Remove(link);
            }
        }

        /// <summary>Notes on a dropped segment, and its places in themes, go to the one that stays.</summary>
        private async Task FollowAsync(Guid[] dropped)
        {
            var kept = dropped.Select(d => doubled[d]).ToList();
            foreach (var note in await scope.Notes.Where(n => n.On == "segment" && n.TargetId != null && dropped.Contains(n.TargetId.Value)).ToListAsync(scope.Cancel))
                note.TargetId = doubled[note.TargetId!.Value];
            foreach (var link in await scope.NoteLinks.Where(l => dropped.Contains(l.TargetId)).ToListAsync(scope.Cancel)) link.TargetId = doubled[link.TargetId];
            var places = await scope.ThemeSegments.Where(t => dropped.Contains(t.SegmentId) || kept.Contains(t.SegmentId)).ToListAsync(scope.Cancel);
            foreach (var place in places.Where(p => doubled.ContainsKey(p.SegmentId)).ToList())
            {
                var stays = doubled[place.SegmentId];
                if (places.FirstOrDefault(p => p.SegmentId == stays && p.ThemeId == place.ThemeId) is not { } there) place.SegmentId = stays;
                else
                {
                    there.Chosen |= place.Chosen;
                    scope.Remove(place);
                }
            }
        }
    }
}
