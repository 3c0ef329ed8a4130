using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Codebook;

/// <summary>One code and where it stands on the line: its definitions, its themes, its segments, the codes beside it.</summary>
public sealed class CodeOf(StudyStore store) : IQuestion
{
    public const int LastShown = 5, LastMost = 2000, TogetherShown = 8, MentionedShown = 40;

    /// <summary>A segment as it is told in a line. Turn counts from 1; time is of the recording.</summary>
    public sealed record Said(Guid Id, Guid Source, string SourceName, string? Speaker, int? Turn, long? TimeMs, string Words, string Coder, long At);

    /// <summary>Another code, and how many of this code's segments it overlaps.</summary>
    public sealed record Beside(Guid Id, string Name, bool InVivo, int Dye, int Weave, int Segments);

    public sealed record Answer(Code Code)
    {
        /// <summary>From the top down, without the code itself.</summary>
        public IReadOnlyList<Code> Path { get; init; } = [];
        public IReadOnlyList<Code> Under { get; init; } = [];
        public Reach Own { get; init; }
        public Reach Whole { get; init; }
        public int AllSources { get; init; }
        public int AllVoices { get; init; }

        /// <summary>The one in force first.</summary>
        public IReadOnlyList<CodeDefinition> Versions { get; init; } = [];

        /// <summary>Segments that were coded under another definition than the one in force.</summary>
        public int Older { get; init; }

        /// <summary>Those of them that were coded under none: before there was one, or with a code that was merged into this.</summary>
        public int Undefined { get; init; }
        public IReadOnlyList<Said> Last { get; init; } = [];
        public IReadOnlyList<Beside> Together { get; init; } = [];
        public IReadOnlyList<Theme> Themes { get; init; } = [];
        public Theme? Overarching { get; init; }
        public int SuggestedDye { get; init; }

        /// <summary>Other codes that its definition names.</summary>
        public IReadOnlyList<Code> Mentioned { get; init; } = [];
        public long LastChange { get; init; }
        public CodeMeaning Meaning => CodeMeaning.Of(Versions.Count > 0 ? Versions[0] : null);
    }

    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="code">By id, name or path.</param>
    /// <param name="last">How many of its segments, the latest first.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string code, int last, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.CodeAsync(code)).Is(out var row, out var problem)) return problem;
            var change = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            var codes = await scope.Codes.ToListAsync(cancel);
            var older = await scope.Segments.Where(s => s.CodeId == row.Id && s.DefinitionVersion < row.DefinitionVersion)
                .GroupBy(s => s.DefinitionVersion == 0).Select(g => new { None = g.Key, Count = g.Count() }).ToListAsync(cancel);
            var (own, whole, reach) = await ReachAsync(scope, row, codes);
            var together = await TogetherAsync(scope, row, codes);
            var themes = await ThemesAsync(scope, row);
            var versions = await scope.Definitions.Where(d => d.CodeId == row.Id).OrderByDescending(d => d.Version).ToListAsync(cancel);
            return new Answer(row)
            {
                Path = Path(row, codes), Under = [.. codes.Where(c => c.ParentId == row.Id).Sorted()], Own = own, Whole = whole,
                AllSources = reach.AllSources, AllVoices = reach.AllVoices,
                Versions = versions, Mentioned = Mentioned(row, codes, versions),
                Older = older.Sum(o => o.Count), Undefined = older.Where(o => o.None).Sum(o => o.Count), Last = await LastAsync(scope, row, Math.Clamp(last, 0, LastMost)),
                Together = [.. together.Take(TogetherShown)], Themes = [.. themes.Where(t => !t.Overarching)],
                Overarching = await scope.Themes.FirstOrDefaultAsync(t => t.Overarching, cancel),
                SuggestedDye = Suggest(together), LastChange = change,
            };
        }, cancel);

    private static List<Code> Path(Code code, List<Code> codes)
    {
        var byId = codes.ToDictionary(c => c.Id);
        var path = new List<Code>();
        for (var at = code.ParentId; at is { } id && byId.TryGetValue(id, out var parent) && path.Count < codes.Count; at = parent.ParentId) path.Add(parent);
        path.Reverse();
        return path;
    }

    private static List<Code> Mentioned(Code code, List<Code> codes, List<CodeDefinition> versions)
    {
        if (versions.Count == 0) return [];
        var words = string.Join('\n', CodeMeaning.Of(versions[0]).Fields.Select(f => f.Text));
        return [.. codes.Where(c => c.Id != code.Id && c.Name.Length > 3 && words.Contains(c.Name, StringComparison.OrdinalIgnoreCase)).Take(MentionedShown)];
    }

    private static async Task<(Reach Own, Reach Whole, CodeReach Counted)> ReachAsync(StudyScope scope, Code code, List<Code> codes)
    {
        var parents = codes.ToDictionary(c => c.Id, c => c.ParentId);
        var tree = CodeOrder.Tree([.. codes.Where(c => CodeOrder.IsWithin(parents, c.Id, code.Id))]);
        var reach = await CodeReach.OfAsync(scope, tree.Count <= 500 ? tree.Select(t => t.Code.Id).ToList() : null);
        var own = reach.Own(code.Id);
        return (own, reach.Whole(tree)[code.Id], reach);
    }

    private static async Task<List<Beside>> TogetherAsync(StudyScope scope, Code code, List<Code> codes)
    {
        var counts = await (from one in scope.Segments
                            where one.CodeId == code.Id
                            from other in scope.Segments
                            where other.SourceId == one.SourceId && other.CodeId != code.Id && other.Start < one.End && other.End > one.Start
                            group one.Id by other.CodeId into g
                            select new { Code = g.Key, Count = g.Distinct().Count() }).ToListAsync(scope.Cancel);
        var byId = codes.ToDictionary(c => c.Id);
        return [.. counts.Select(c => byId[c.Code] is var b ? new Beside(b.Id, b.Name, b.InVivo, b.Dye, b.Weave, c.Count) : null!)
            .OrderByDescending(b => b.Segments).ThenBy(b => b.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static int Suggest(List<Beside> together) =>
        Dyes.Furthest(together.GroupBy(b => b.Dye).ToDictionary(g => g.Key, g => g.Sum(b => b.Segments)));

    private static async Task<List<Theme>> ThemesAsync(StudyScope scope, Code code) =>
        await scope.ThemeCodes.Where(t => t.CodeId == code.Id).Join(scope.Themes, t => t.ThemeId, t => t.Id, (_, theme) => theme)
            .OrderBy(t => t.Number).ToListAsync(scope.Cancel);

    private static async Task<IReadOnlyList<Said>> LastAsync(StudyScope scope, Code code, int most)
    {
        var rows = await (from s in scope.Segments
                          where s.CodeId == code.Id
                          join source in scope.Sources on s.SourceId equals source.Id
                          join coder in scope.Coders on s.CoderId equals coder.Id
                          orderby s.At descending, s.Id descending
                          select new { s.Id, s.Start, s.End, s.At, Source = source, Coder = coder.Name }).Take(most).ToListAsync(scope.Cancel);
        var sources = rows.Select(r => r.Source.Id).Distinct().ToList();
        var speakers = await scope.Speakers.Where(s => sources.Contains(s.SourceId)).ToDictionaryAsync(s => (s.SourceId, s.Number), s => s.Name, scope.Cancel);
        var said = new List<Said>();
        foreach (var row in rows)
        {
            var content = await scope.ContentAsync(row.Source);
            var turn = content.Layout.TurnAt(row.Start);
            var speaker = turn is { } index ? speakers.GetValueOrDefault((row.Source.Id, content.Layout.Turns[index].Speaker)) : null;
            said.Add(new(row.Id, row.Source.Id, row.Source.Name, speaker, turn + 1, content.Layout.TimeAt(row.Start), content.Words(row.Start, row.End), row.Coder, row.At));
        }
        return said;
    }
}
