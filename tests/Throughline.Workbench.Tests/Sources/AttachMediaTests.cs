using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Sources;

public sealed class AttachMediaTests
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1, 2, 3];

    [Theory, Engines]
    public async Task A_picture_that_did_not_come_with_its_source_is_attached_by_what_it_is_and_taken_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var kettle = await AddAsync(desk, "Kettle", "picture", "kettle.png");
        Assert.Equal("kettle.png", Assert.Single(await MissingAsync(desk)).File);

        Assert.IsType<Problem.Unreadable>((await AttachAsync(desk, kettle, "<html>kettle</html>"u8.ToArray())).Problem);
        Assert.Single(await MissingAsync(desk));
        var done = await AttachAsync(desk, kettle, Png);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        Assert.Empty(await MissingAsync(desk));
        var shown = (await desk.Get<SourceMedia>().AskAsync(desk.Study, Desk.Maren, kettle.ToString(), default)).Value;
        await using (shown.Bytes) Assert.Equal(("image/png", (long)Png.Length), (shown.Type?.ContentType, shown.Source.FileBytes));

        Assert.Null((await AttachAsync(desk, kettle, Png)).Value.Change);
        Assert.IsType<Problem.Conflict>((await AttachAsync(desk, kettle, [.. Png, 4])).Problem);
        Assert.True((await desk.UndoAsync(done.Value.Change!.Number)).Succeeded);
        Assert.Single(await MissingAsync(desk));
        Assert.IsType<Problem.Invalid>((await AttachAsync(desk, (await desk.SourceAsync("P07", "Not today.")).Id, Png)).Problem);
    }

    [Theory, Engines]
    public async Task What_is_marked_in_a_recording_is_told_by_its_place_and_found_with_all_segments(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (talk, code) = (await AddAsync(desk, "Talk", "audio", "talk.mp3"), await desk.CodeAsync("Saying no"));
        var selection = Guid.CreateVersion7();
        await desk.Get<StudyStore>().ChangeAsync<Source>(desk.Study, Desk.Maren, Right.Code, async scope =>
        {
            var coder = (await scope.CoderAsync(null)).Id;
            scope.Add(new Selection { Id = selection, SourceId = talk, Name = "The kettle", FromMs = 12_000, ToMs = 40_000 });
            scope.Add(new CodedSegment { Id = Guid.CreateVersion7(), SourceId = talk, CodeId = code.Id, CoderId = coder, FromMs = 12_000, ToMs = 40_000, SelectionId = selection });
            scope.Add(new CodedSegment { Id = Guid.CreateVersion7(), SourceId = talk, CodeId = code.Id, CoderId = coder, FromMs = 3_000, ToMs = 4_000 });
            scope.Add(new Selection { Id = Guid.CreateVersion7(), SourceId = talk, Name = "Silence", FromMs = 50_000, ToMs = 51_000 });
            scope.Record("Mark", "marked");
            return (await scope.Sources.FirstAsync(s => s.Id == talk));
        }, default);

        var marked = (await desk.Get<SelectionsOfSource>().AskAsync(desk.Study, Desk.Maren, talk.ToString(), default)).Value;
        Assert.False(marked.IsHere);
        Assert.Equal(["00:03–00:04", "00:12–00:40", "00:50–00:51"], marked.Selections.Select(s => s.Place.Told()));
        Assert.Equal(["", "The kettle", "Silence"], marked.Selections.Select(s => s.Name));
        Assert.Equal([1, 1, 0], marked.Selections.Select(s => s.Codings.Count));

        var rows = (await desk.Get<SegmentsWhere>().AskAsync(desk.Study, Desk.Maren, new(new() { Codes = ["Saying no"] }), default)).Value.Rows;
        Assert.Equal(["00:03–00:04", "00:12–00:40"], rows.Select(r => r.Place.Told()));
        var alone = await desk.CodeAsync("Alone with it");
        await desk.Get<StudyStore>().ChangeAsync<Code>(desk.Study, Desk.Maren, Right.Code, async scope =>
        {
            scope.Add(new CodedSegment { Id = Guid.CreateVersion7(), SourceId = talk, CodeId = alone.Id, CoderId = (await scope.CoderAsync(null)).Id, FromMs = 39_000, ToMs = 45_000 });
            scope.Record("Mark", "marked");
            return alone;
        }, default);
        var both = (await desk.Get<SegmentsWhere>().AskAsync(desk.Study, Desk.Maren, new(new() { Codes = ["Saying no", "Alone with it"], AllCodes = true }, Others: true), default)).Value.Rows;
        Assert.Equal(["00:12–00:40", "00:39–00:45"], both.Select(r => r.Place.Told()));
        Assert.Equal(["Alone with it", "Saying no"], both.Select(r => Assert.Single(r.Others).Name));
        Assert.Equal("00:03–00:04", SegmentColumns.Write(rows[0])[SegmentColumns.Own.ToList().IndexOf("place")]);
    }

    private static async Task<Guid> AddAsync(Desk desk, string name, string kind, string file)
    {
        var source = new Source { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Kind = kind, FileName = file };
        await desk.Get<StudyStore>().ChangeAsync<Source>(desk.Study, Desk.Maren, Right.EditSources, scope =>
        {
            scope.Add(source);
            scope.AddUnrecorded(new SourceText { StudyId = desk.Study, SourceId = source.Id, Version = 1, Layout = Layout.None.Write() });
            scope.Record("AddSource", $"added {name}");
            return Task.FromResult<Outcome<Source>>(source);
        }, default);
        return source.Id;
    }

    private static async Task<Outcome<Done<Source>>> AttachAsync(Desk desk, Guid source, byte[] bytes) =>
        await desk.Get<AttachMedia>().DoAsync(desk.Study, Desk.Maren, new(source.ToString(), "kettle.png", new MemoryStream(bytes)), default);

    private static async Task<IReadOnlyList<MissingMedia.Line>> MissingAsync(Desk desk) => (await desk.Get<MissingMedia>().AskAsync(desk.Study, Desk.Maren, default)).Value;
}
