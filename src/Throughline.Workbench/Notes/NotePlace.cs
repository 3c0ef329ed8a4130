using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>Where a note stands, once what was named has been found. Positions are UTF-16 code units.</summary>
public sealed record NotePlace(string On, Guid? Target, int? Start = null, int? End = null)
{
    public sealed record Named(string On, string? Target, int? Start = null, int? End = null, bool InPoints = false);

    public static async Task<Outcome<NotePlace>> FindAsync(StudyScope scope, Named named)
    {
        if (!NoteOn.Places.Contains(named.On))
            return new Problem.Invalid("on", $"A note is on one of: {string.Join(", ", NoteOn.Places)}. “{named.On}” is none of them.");
        if (named.On is NoteOn.Journal or NoteOn.Study) return new NotePlace(named.On, null);
        if (string.IsNullOrWhiteSpace(named.Target)) return new Problem.Invalid("target", $"Say which {What(named.On)} the note is on, by its id.");
        if (named.On is NoteOn.Words) return await WordsAsync(scope, named);
        return (await TargetAsync(scope, named.On, named.Target)).Is(out var id, out var problem) ? new NotePlace(named.On, id) : problem;
    }

    /// <summary>The id of a thing, by its id or its name.</summary>
    public static async Task<Outcome<Guid>> TargetAsync(StudyScope scope, string on, string named) => on switch
    {
        NoteOn.Source => (await scope.SourceAsync(named)).Is(out var source, out var problem) ? source.Id : problem,
        NoteOn.Code => (await scope.CodeAsync(named)).Is(out var code, out var problem) ? code.Id : problem,
        NoteOn.Segment => await ByIdAsync(scope.Segments, on, named, scope.Cancel),
        NoteOn.Note => await ByIdAsync(scope.Notes, on, named, scope.Cancel),
        NoteOn.Theme => One(on, named, await scope.Themes.Select(t => new KeyValuePair<Guid, string>(t.Id, t.Label)).ToListAsync(scope.Cancel)),
        _ => One(on, named, await scope.Participants.Select(p => new KeyValuePair<Guid, string>(p.Id, p.Name)).ToListAsync(scope.Cancel)),
    };

    private static async Task<Outcome<NotePlace>> WordsAsync(StudyScope scope, Named named)
    {
        if (!(await scope.SourceAsync(named.Target!)).Is(out var source, out var problem)) return problem;
        var request = new Coding.ApplyCode.Request(Guid.Empty, named.Target!, "", named.Start ?? 0, named.End ?? 0, named.InPoints);
        return Coding.ApplyCode.Stretch(source, request).Is(out var stretch, out problem)
            ? new NotePlace(named.On, source.Id, stretch.Start, stretch.End)
            : new Problem.Invalid("end", problem.Detail.Replace("A segment lies", "A note on words lies", StringComparison.Ordinal));
    }

    private static async Task<Outcome<Guid>> ByIdAsync<T>(IQueryable<T> rows, string on, string named, CancellationToken cancel) where T : class, IStudyRow =>
        Guid.TryParse(named, out var id) && await rows.AnyAsync(r => r.Id == id, cancel) ? id : new Problem.NotFound(on, named);

    private static Outcome<Guid> One(string on, string named, List<KeyValuePair<Guid, string>> all)
    {
        var key = NameKey.Of(named);
        var found = all.Where(r => Guid.TryParse(named, out var id) ? r.Key == id : NameKey.Of(r.Value) == key).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0].Key,
            0 => new Problem.NotFound(on, named),
            _ => Problem.Conflict.Several(named, on),
        };
    }

    private static string What(string on) => on == NoteOn.Words ? "source's words" : on;
}
