using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>Which notes. What is null does not narrow.</summary>
public sealed record NoteFilter
{
    public string? Kind { get; init; }
    public string? On { get; init; }
    public Guid? Target { get; init; }

    /// <summary>Whatever concerns this source: on it, on its words, on its segments. By id or name.</summary>
    public string? Source { get; init; }
    public string? Author { get; init; }

    /// <summary>UTC microseconds, inclusive.</summary>
    public long? From { get; init; }

    /// <summary>UTC microseconds, exclusive.</summary>
    public long? To { get; init; }

    /// <summary>Words that title or text contain, without regard to case.</summary>
    public string? Text { get; init; }
}

/// <summary>Notes by any combination of what is asked, the newest first.</summary>
public sealed class NotesWhere(StudyStore store) : IQuestion
{
    public const int Most = 500;

    /// <param name="Notes">The page asked for.</param>
    /// <param name="Found">How many notes answer to the filter.</param>
    /// <param name="All">How many notes there are.</param>
    /// <param name="Next">What to ask on with; null at the end.</param>
    /// <param name="Authors">All who have written notes, by name.</param>
    public sealed record Answer(IReadOnlyList<NoteLine> Notes, int Found, int All, string? Next, IReadOnlyList<string> Authors);

    private sealed record Key(Guid Id, long At);

    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which notes.</param>
    /// <param name="cursor">The <see cref="Answer.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many at most; null for all.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Answer>> AskAsync(
        StudyRef study, Actor actor, NoteFilter filter, string? cursor, int? limit, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var authors = await scope.Coders.Where(c => scope.Notes.Any(n => n.AuthorId == c.Id)).ToDictionaryAsync(c => c.Name, c => c.Id, cancel);
            if (!(await WhereAsync(scope, filter, authors)).Is(out var where, out var problem)) return problem;
            var keys = await KeysAsync(where, filter, cancel);
            var first = Page.After(keys, k => k.Id, cursor);
            var page = keys.Skip(first).Take(limit is { } most ? Math.Clamp(most, 1, Most) : int.MaxValue).ToList();
            var rows = new Dictionary<Guid, Note>();
            foreach (var some in page.Select(k => k.Id).Chunk(500))
                foreach (var row in await scope.Notes.Where(n => some.Contains(n.Id)).ToListAsync(cancel)) rows[row.Id] = row;
            var lines = await NoteLines.WithLinksAsync(scope, [.. page.Select(k => rows[k.Id])]);
            var next = first + page.Count < keys.Count ? Page.Cursor(first + page.Count - 1, page[^1].Id) : null;
            return new Answer(lines, keys.Count, await scope.Notes.CountAsync(cancel), next, [.. authors.Keys.Order(StringComparer.CurrentCulture)]);
        }, cancel);

    private static async Task<Outcome<IQueryable<Note>>> WhereAsync(StudyScope scope, NoteFilter filter, Dictionary<string, Guid> authors)
    {
        var notes = scope.Notes;
        if (filter.Kind is { } kind) notes = notes.Where(n => n.Kind == kind);
        if (filter.On is { } on) notes = notes.Where(n => n.On == on);
        if (filter.Target is { } target) notes = notes.Where(n => n.TargetId == target);
        if (filter.Author is { } author)
        {
            var id = authors.FirstOrDefault(a => NameKey.Of(a.Key) == NameKey.Of(author)).Value;
            notes = notes.Where(n => n.AuthorId == id);
        }
        if (filter.From is { } from) notes = notes.Where(n => n.At >= from);
        if (filter.To is { } to) notes = notes.Where(n => n.At < to);
        if (filter.Source is not { } named) return Outcome.Of(notes);
        if (!(await scope.SourceAsync(named)).Is(out var source, out var problem)) return problem;
        return Outcome.Of(notes.Where(n => ((n.On == NoteOn.Source || n.On == NoteOn.Words) && n.TargetId == source.Id)
            || (n.On == NoteOn.Segment && scope.Segments.Any(s => s.Id == n.TargetId && s.SourceId == source.Id))));
    }

    private static async Task<List<Key>> KeysAsync(IQueryable<Note> notes, NoteFilter filter, CancellationToken cancel)
    {
        var keys = string.IsNullOrWhiteSpace(filter.Text)
            ? await notes.Select(n => new Key(n.Id, n.At)).ToListAsync(cancel)
            : [.. (await notes.Select(n => new { n.Id, n.At, n.Title, n.Text }).ToListAsync(cancel))
                .Where(n => Holds(n.Title, filter.Text) || Holds(n.Text, filter.Text)).Select(n => new Key(n.Id, n.At))];
        keys.Sort((a, b) => b.At != a.At ? b.At.CompareTo(a.At) : b.Id.CompareTo(a.Id));
        return keys;
    }

    private static bool Holds(string text, string sought) => text.Contains(sought.Trim(), StringComparison.CurrentCultureIgnoreCase);
}
