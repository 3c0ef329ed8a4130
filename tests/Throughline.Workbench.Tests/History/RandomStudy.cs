using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Backup;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.History;

/// <summary>A small study on which anything may be done, chosen by numbers. What cannot be done is refused, as for anybody.</summary>
internal sealed class RandomStudy(Desk desk)
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left. I kept the list, and the list kept me.";

    private readonly List<Guid> sources = [];

    /// <summary>What to do, and to which things.</summary>
    public readonly record struct Step(int Act, int One, int Other, int Third)
    {
        public static readonly CsCheck.Gen<Step> Gen =
            CsCheck.Gen.Select(CsCheck.Gen.Int[0, 17], CsCheck.Gen.Int[0, 50], CsCheck.Gen.Int[0, 50], CsCheck.Gen.Int[0, 50], (a, b, c, d) => new Step(a, b, c, d));
    }

    public async Task BeginAsync()
    {
        foreach (var name in new[] { "P07", "P09" }) sources.Add((await desk.SourceAsync(name, Words)).Id);
        foreach (var name in new[] { "Being the only one", "The list" }) await desk.CodeAsync(name);
    }

    public async Task DoAsync(Step step)
    {
        var (codes, segments, themes, notes) = await desk.LookAsync(async db => (
            await db.Codes.Where(c => c.StudyId == desk.Study).OrderBy(c => c.Id).ToListAsync(), await db.Segments.Where(s => s.StudyId == desk.Study).OrderBy(s => s.Id).ToListAsync(),
            await db.Themes.Where(t => t.StudyId == desk.Study).OrderBy(t => t.Id).ToListAsync(), await db.Notes.Where(n => n.StudyId == desk.Study).OrderBy(n => n.Id).ToListAsync()));
        var (code, other) = (At(codes, step.One), At(codes, step.Other));
        var (segment, theme, note) = (At(segments, step.One), At(themes, step.Other), At(notes, step.One));
        var (start, end) = (step.Other, step.Other + 1 + step.Third);
        Task act = step.Act switch
        {
            0 => Codebook<AddCode>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), $"Code {step.One % 7}", step.Third % 3 == 0 ? null : code?.Id), default),
            1 or 2 or 3 when code is not null => Apply(Guid.CreateVersion7(), sources[step.Third % 2], code.Id, start, end),
            4 when segment is not null => Apply(segment.Id, segment.SourceId, segment.CodeId, start, end),
            5 when segment is not null && other is not null => Apply(segment.Id, segment.SourceId, other.Id, segment.Start, segment.End),
            6 when segment is not null => Codebook<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, segment.Id, default),
            7 when code is not null && other is not null => desk.Get<MergeCodes>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), other.Id.ToString()), default),
            8 when code is not null => Codebook<RenameCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), $"Code {step.Other % 7}"), default),
            9 when code is not null => Codebook<MoveCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), step.Third % 3 == 0 ? null : other?.Id.ToString()), default),
            10 when code is not null => Codebook<DefineCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), CodeMeaning.None with { Definition = $"Meaning {step.Other}" }), default),
            11 when code is not null => Codebook<DeleteCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), step.Third % 2 == 0), default),
            12 => Codebook<WriteTheme>().DoAsync(desk.Study, Desk.Idris, new(step.Third % 2 == 0 || theme is null ? Guid.CreateVersion7() : theme.Id, $"Theme {step.One}", Overarching: step.Third % 5 == 0 ? true : null), default),
            13 when theme is not null && code is not null => Codebook<PlaceCode>().DoAsync(desk.Study, Desk.Idris, new(theme.Id, code.Id.ToString()), default),
            14 when theme is not null && code is not null => desk.Get<PlaceCode>().TakeOutAsync(desk.Study, Desk.Idris, theme.Id, code.Id, default),
            15 when theme is not null && segment is not null => Codebook<PlaceSegment>().DoAsync(desk.Study, Desk.Idris, new(theme.Id, segment.Id, step.Third % 2 == 0 ? ThemeSegment.Supporting : ThemeSegment.Contrary), default),
            16 when theme is not null => step.Third % 2 == 0 ? Codebook<RemoveTheme>().DoAsync(desk.Study, Desk.Idris, theme.Id, default) : Codebook<MoveTheme>().DoAsync(desk.Study, Desk.Idris, theme.Id, 1 + step.One % 3, default),
            17 when note is not null && step.Third % 2 == 0 => Codebook<RemoveNote>().DoAsync(desk.Study, Desk.Idris, note.Id, default),
            _ => Codebook<WriteNote>().DoAsync(desk.Study, Desk.Idris, new(Guid.CreateVersion7(), Note.Analytic, new("source", sources[step.Third % 2].ToString()), "", $"Thought {step.One}"), default),
        };
        await act;
    }

    private T Codebook<T>() where T : notnull => desk.Get<T>();

    private Task Apply(Guid id, Guid source, Guid code, int start, int end) =>
        desk.Get<ApplyCode>().DoAsync(desk.Study, Desk.Maren, new(id, source.ToString(), code.ToString(), start, Math.Min(end, Words.Length)), default);

    private static T? At<T>(List<T> all, int index) where T : class => all.Count == 0 ? null : all[index % all.Count];

    /// <summary>The acts that can be taken back, the oldest first.</summary>
    public Task<List<(long Number, bool Stands)>> ActsAsync() => desk.LookAsync(async db =>
        (await db.Changes.Where(c => c.StudyId == desk.Study && c.Reverses == null && c.Verb != "CreateStudy").OrderBy(c => c.Number)
            .Select(c => new { c.Number, c.ReversedBy }).ToListAsync()).ConvertAll(c => (c.Number, c.ReversedBy is null)));

    /// <summary>What no act and no undoing may ever break.</summary>
    public async Task AssertWholeAsync()
    {
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));
        await desk.LookAsync<bool>(async db =>
        {
            var codes = await db.Codes.Where(c => c.StudyId == desk.Study).ToListAsync();
            Assert.Null(CodeOrder.Impossible(codes, codes.Select(c => c.Id).ToHashSet()));
            var themes = await db.Themes.Where(t => t.StudyId == desk.Study).ToListAsync();
            Assert.Distinct(themes.Where(t => !t.Overarching).Select(t => t.Number));
            Assert.True(themes.Count(t => t.Overarching) <= 1);
            Assert.Distinct((await db.ThemeCodes.Where(t => t.StudyId == desk.Study).ToListAsync()).Select(t => (t.ThemeId, t.CodeId)));
            Assert.Distinct((await db.ThemeSegments.Where(t => t.StudyId == desk.Study).ToListAsync()).Select(t => (t.ThemeId, t.SegmentId)));
            var versions = (await db.Definitions.Where(d => d.StudyId == desk.Study).ToListAsync()).Select(d => (d.CodeId, d.Version)).ToList();
            Assert.Distinct(versions);
            foreach (var segment in await db.Segments.Where(s => s.StudyId == desk.Study && s.DefinitionVersion > 0).ToListAsync())
                Assert.Contains((segment.CodeId, segment.DefinitionVersion), versions);
            return true;
        });
    }
}
