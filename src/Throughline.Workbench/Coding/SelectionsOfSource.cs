using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>Everything that is marked in one source, whatever its kind: words, regions, pages, stretches of time, and the source as a whole.</summary>
public sealed class SelectionsOfSource(StudyStore store) : IQuestion
{
    /// <param name="Segment">The coding.</param>
    public sealed record Coding(Guid Segment, SegmentCode Code, string Coder, long At);

    /// <param name="Id">Of the selection, or of the first coding on it.</param>
    /// <param name="Name">What the selection is called; mostly nothing.</param>
    /// <param name="Words">What is said there, in short; empty where the place has no words.</param>
    public sealed record Line(Guid Id, SelectionPlace Place, string Name, string Description, string Words, IReadOnlyList<Coding> Codings);

    /// <summary>The words of a recording that are a source of their own.</summary>
    public sealed record Transcript(Source Source, SourceContent Content, IReadOnlyDictionary<int, string> Speakers);

    /// <param name="IsHere">Whether the picture, PDF or recording itself is here.</param>
    /// <param name="Media">The recording whose words this source holds.</param>
    public sealed record Answer(Source Source, IReadOnlyList<Line> Selections, bool IsHere, IReadOnlyList<Transcript> Transcripts, Source? Media, long LastChange);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            var media = row.MediaId is { } of ? await scope.Sources.FirstOrDefaultAsync(s => s.Id == of, cancel) : null;
            return new Answer(row, await LinesAsync(scope, row), MissingMedia.IsHere(store.Blobs, row.Blob), await TranscriptsAsync(scope, row), media, last);
        }, cancel);

    private static async Task<IReadOnlyList<Line>> LinesAsync(StudyScope scope, Source source)
    {
        var names = await SegmentNames.LoadAsync(scope);
        var segments = await scope.Segments.AsNoTracking().Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel);
        var own = await scope.Selections.AsNoTracking().Where(s => s.SourceId == source.Id).ToDictionaryAsync(s => s.Id, scope.Cancel);
        var content = await scope.ContentAsync(source);
        var lines = new List<Line>();
        foreach (var group in segments.GroupBy(s => (Place: SelectionPlace.Of(s), Own: s.SelectionId is { } id && own.ContainsKey(id) ? s.SelectionId : null)))
        {
            var named = group.Key.Own is { } id ? own[id] : null;
            var codings = group.Select(s => new Coding(s.Id, names.Codes[s.CodeId].Told, names.Coders[s.CoderId], s.At));
            lines.Add(Of(named?.Id ?? group.First().Id, group.Key.Place, named, content, [.. codings.OrderBy(c => c.Code.Path, NaturalOrder.Names).ThenBy(c => c.Coder)]));
            if (named is not null) own.Remove(named.Id);
        }
        lines.AddRange(own.Values.Select(s => Of(s.Id, s.Place, s, content, [])));
        return [.. lines.OrderBy(l => l.Place.Page ?? 0).ThenBy(l => l.Place.FromMs ?? 0).ThenBy(l => l.Place.Start).ThenBy(l => l.Place.Y1 ?? 0).ThenBy(l => l.Place.X1 ?? 0).ThenBy(l => l.Id)];
    }

    private static Line Of(Guid id, SelectionPlace place, Selection? named, SourceContent content, IReadOnlyList<Coding> codings) => new(
        id, place, named?.Name ?? "", named?.Description ?? "", Told.Words(content.Words(Math.Min(place.Start, content.Text.Length), Math.Min(place.End, content.Text.Length)), 240), codings);

    private static async Task<IReadOnlyList<Transcript>> TranscriptsAsync(StudyScope scope, Source media)
    {
        var found = new List<Transcript>();
        foreach (var one in await scope.Sources.Where(s => s.MediaId == media.Id).OrderBy(s => s.Name).ToListAsync(scope.Cancel))
            found.Add(new(one, await scope.ContentAsync(one), await scope.Speakers.Where(s => s.SourceId == one.Id).ToDictionaryAsync(s => s.Number, s => s.Name, scope.Cancel)));
        return found;
    }
}
