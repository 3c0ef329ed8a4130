using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Backup;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Tests.Codebook;

namespace Throughline.Workbench.Tests.Shared;

public sealed class SharedCommitsTests
{
    private const int Acts = 200;

    [Theory, Engines]
    public async Task Acts_at_once_are_each_kept_or_refused_by_themselves_and_numbered_without_gaps(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, source) = (await desk.CodeAsync("Support"), await desk.SourceAsync("P01", new string('x', 1000)));
        using var heard = desk.Get<ChangeFeed>().Listen(desk.Study);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Acts).Select(i => Task.Run(() => TryAsync(desk, source, code, i))));

        var kept = outcomes.Where(o => o.Change is not null).ToList();
        Assert.All(outcomes, o => Assert.Equal(Expected(o.Act), o.How));
        Assert.Equal(kept.Select(k => k.Change!.Value).Order(), Enumerable.Range(0, kept.Count).Select(i => i + 4L));
        var segments = await desk.LookAsync(db => db.Segments.Select(s => s.Start).ToListAsync());
        Assert.Equal(outcomes.Where(o => o.How == "kept").Select(o => o.Act).Order(), segments.Order());
        Assert.Empty(await desk.LookAsync(db => db.Notes.ToListAsync()));
        foreach (var number in Enumerable.Range(4, kept.Count))
        {
            Assert.True(heard.Changes.TryRead(out var change));
            Assert.Equal(number, change.Number);
        }
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));
    }

    private sealed record Tried(int Act, string How, long? Change);

    /// <summary>What becomes of the act of a number: most are kept; one refuses, one throws, one breaks a key, one changes nothing.</summary>
    private static string Expected(int act) => (act % 8) switch { 1 => "refused", 3 => "thrown", 5 => "clash", 7 => "same", _ => "kept" };

    private static async Task<Tried> TryAsync(Desk desk, Source source, Code code, int act)
    {
        try
        {
            var outcome = await desk.Get<StudyStore>().ChangeAsync<int>(desk.Study, Desk.Maren, Right.Code, async scope =>
            {
                await scope.Codes.LoadAsync();
                if (Expected(act) == "same") return act;
                scope.Record("Try", $"tried {act}");
                var coder = await scope.CoderAsync();
                scope.Add(Segment(act, source.Id, Expected(act) == "clash" ? Guid.NewGuid() : code.Id, coder.Id));
                if (Expected(act) == "thrown") throw new FormatException("As wanted.");
                return Expected(act) == "refused" ? new Problem.Invalid("act", "As wanted.") : act;
            }, default);
            return outcome.Is(out var done, out var problem) ? new(act, done.Change is null ? "same" : "kept", done.Change?.Number)
                : new(act, problem is Problem.Conflict ? "clash" : "refused", null);
        }
        catch (FormatException)
        {
            return new(act, "thrown", null);
        }
    }

    private static CodedSegment Segment(int act, Guid source, Guid code, Guid coder) =>
        new() { Id = Guid.CreateVersion7(), SourceId = source, CodeId = code, CoderId = coder, Start = act, End = act + 1 };

    [Theory, Engines]
    public async Task Who_goes_away_before_their_turn_leaves_nothing_and_delays_nobody(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, source) = (await desk.CodeAsync("Support"), await desk.SourceAsync("P01", new string('x', 100)));
        using var gone = new CancellationTokenSource();
        var held = new TaskCompletionSource();
        var first = desk.Get<StudyStore>().ChangeAsync<int>(desk.Study, Desk.Maren, Right.Code, async _ =>
        {
            await held.Task;
            return 1;
        }, default);
        var second = desk.Get<ApplyCode>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), $"{source.Id}", $"{code.Id}", 1, 2), gone.Token);
        var third = desk.CodeAsync(source, code, 3, 4);
        await gone.CancelAsync();
        held.SetResult();
        Assert.True((await first).Succeeded);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True((await third).Succeeded);
        Assert.Equal(3, Assert.Single(await desk.SegmentsAsync(source)).Start);
    }

    [Theory, Engines]
    public async Task Codings_that_wait_together_are_each_recorded_and_undone_by_themselves(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, other, source) = (await desk.CodeAsync("Support"), await desk.CodeAsync("Change"), await desk.SourceAsync("P01", new string('x', 1000)));
        var (there, same) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.True((await CodeAsync(Desk.Maren, there, 1, 2)).Succeeded && (await CodeAsync(Desk.Idris, same, 1, 2)).Succeeded);
        var before = await desk.LookAsync(db => db.Changes.MaxAsync(c => c.Number));

        foreach (var refused in new[] { false, true })
        {
            var held = new TaskCompletionSource();
            var first = desk.Get<StudyStore>().ChangeAsync<int>(desk.Study, Desk.Maren, Right.Code, async _ =>
            {
                await held.Task;
                return 1;
            }, default);
            var from = refused ? 500 : 100;
            var fresh = Enumerable.Range(0, 20).Select(i => CodeAsync(i % 2 == 0 ? Desk.Maren : Desk.Idris, Guid.CreateVersion7(), from + i, from + i + 5)).ToList();
            var changed = CodeAsync(Desk.Idris, there, from, from + 9);
            var unchanged = CodeAsync(Desk.Maren, same, 1, 2);
            var wrong = refused ? CodeAsync(Desk.Maren, Guid.CreateVersion7(), 0, 5000) : null;
            var twice = CodeAsync(Desk.Maren, there, from, from + 10, $"{other.Id}");
            held.SetResult();
            await first;

            var done = (await Task.WhenAll([.. fresh, changed, twice])).Select(o => o.Value).ToList();
            Assert.Equal(Enumerable.Range(1, 22).Select(i => before + i), done.Select(d => d.Change!.Number).Order());
            Assert.All(done, d => Assert.Equal(1, d.Change!.EditCount));
            Assert.Null((await unchanged).Value.Change);
            if (wrong is not null) Assert.IsType<Problem.Invalid>((await wrong).Problem);
            before += 22;
        }

        var segments = await desk.SegmentsAsync(source);
        Assert.Equal(42, segments.Count);
        Assert.Equal(other.Id, segments.Single(s => s.Id == there).Code);
        var full = await desk.PictureAsync();
        for (var i = 0; i < 44; i++) Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Equal([(1, 2), (1, 2)], (await desk.SegmentsAsync(source)).Select(s => (s.Start, s.End)));
        for (var i = 0; i < 44; i++) Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Equal(full, await desk.PictureAsync());
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));

        Task<Outcome<Done<PlacedSegment>>> CodeAsync(Actor who, Guid id, int start, int end, string? with = null) =>
            desk.Get<ApplyCode>().DoAsync(desk.Study, who, new(id, $"{source.Id}", with ?? $"{code.Id}", start, end), default);
    }

    [Theory, Engines]
    public async Task Many_rows_at_once_stand_as_if_they_had_come_one_by_one(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P01", new string('x', 1000));
        var codes = Enumerable.Range(0, 300).Select(i => new Code { Id = Guid.CreateVersion7(), Name = $"Code {i}", NameKey = $"code {i}", Position = i }).ToList();
        for (var i = 1; i < codes.Count; i++) codes[codes.Count - 1 - i].ParentId = codes[codes.Count - i].Id;
        var done = await desk.Get<StudyStore>().ChangeAsync<int>(desk.Study, Desk.Idris, Right.EditCodebook, async scope =>
        {
            var coder = await scope.CoderAsync();
            for (var i = 0; i < 1000; i++)
                scope.Add(Segment(i % 900, source.Id, codes[i % codes.Count].Id, coder.Id));
            foreach (var code in codes) scope.Add(code);
            scope.Record("Fill", "filled it");
            return 1;
        }, default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        Assert.Equal(1300, done.Value.Change!.EditCount);
        Assert.Equal(1000, (await desk.SegmentsAsync(source)).Count);
        Assert.Equal(codes.Select(c => (c.Id, c.ParentId)).Order(), (await desk.LookAsync(db => db.Codes.ToListAsync())).Select(c => (c.Id, c.ParentId)).Order());
        var full = await desk.PictureAsync();
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Empty(await desk.SegmentsAsync(source));
        Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Equal(full, await desk.PictureAsync());
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));
    }

    [Theory, Engines]
    public async Task Many_rows_of_which_one_does_not_fit_leave_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, source) = (await desk.CodeAsync("Support"), await desk.SourceAsync("P01", new string('x', 1000)));
        var outcome = await desk.Get<StudyStore>().ChangeAsync<int>(desk.Study, Desk.Maren, Right.Code, async scope =>
        {
            var coder = await scope.CoderAsync();
            for (var i = 0; i < 500; i++) scope.Add(Segment(i, source.Id, i == 400 ? Guid.NewGuid() : code.Id, coder.Id));
            scope.Record("Fill", "filled it");
            return 1;
        }, default);
        Assert.IsType<Problem.Conflict>(outcome.Problem);
        Assert.Empty(await desk.SegmentsAsync(source));
        Assert.Equal(4, (await desk.CodeAsync(source, code, 1, 2)).Value.Change!.Number);
    }
}
