using CsCheck;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.RefiQda;

public sealed class RefiRoundTripTests
{
    private static readonly Gen<RefiGuid> Guids = Gen.Select(Gen.Guid, Gen.Int[0, 3], (guid, form) => new RefiGuid(form switch
    {
        0 => guid.ToString("D"), 1 => guid.ToString("D").ToUpperInvariant(), 2 => guid.ToString("B"), _ => guid.ToString("B").ToUpperInvariant(),
    }));

    private static readonly Gen<string> Names = Any("Stress", "a & <b> \"c\"", "🌱 growth", "two\nlines", " spaces ", "Ж", "e\u0301", "]]>");
    private static readonly Gen<string?> Words = Gen.OneOf(Gen.Const((string?)null), Names.Select(n => (string?)n));
    private static readonly Gen<string> Texts = Any("word ", "\n", "🌱", "two words, ", "é", "\n\n", "\u0001", "中文 ").Array[0, 40].Select(string.Concat);
    private static readonly Gen<string?> Colors = Any<string?>(null, "#abc", "#A1B2C3");
    private static readonly Gen<DateTimeOffset?> Times = Gen.Long[0, 4_000_000_000].Select(s => s % 5 == 0 ? null : (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(s));

    private static Gen<T> Any<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    /// <summary>What is made so far, to refer to.</summary>
    private sealed record Known(RefiGuid[] Users, RefiCode[] Codes, RefiVariable[] Variables, RefiGuid[] Notes);

    private static Gen<RefiCoding[]> Codings(Known known) => Gen.Select(Guids, Any(known.Codes), Any(known.Users), Times, Any(known.Notes), Gen.Bool,
        (id, code, by, at, note, noted) => new RefiCoding(id, code.Guid, by, at) { NoteRefs = noted ? [note] : [] }).Array[0, 3];

    private static Gen<RefiStamp> Stamps(Known known) =>
        Gen.Select(Any(known.Users), Times, Any(known.Users), Times, (by, at, changedBy, changedAt) => new RefiStamp(by, at, changedBy, changedAt));

    private static Gen<T> Selection<T>(Known known, Gen<T> bare)
        where T : RefiSelection =>
        Gen.Select(bare, Words, Words, Stamps(known), Codings(known), (s, name, said, stamp, codings) => (T)(s with { Name = name, Description = said, Stamp = stamp, Codings = codings }));

    private static Gen<T> Source<T>(Known known, Gen<T> bare)
        where T : RefiSource =>
        Gen.Select(bare, Words, Words, Stamps(known), Codings(known), Values(known), (s, name, said, stamp, codings, values) =>
            (T)(s with { Name = name, Description = said, Stamp = stamp, Codings = codings, Values = values }));

    private static Gen<RefiValue[]> Values(Known known) => Any(known.Variables).Select(v => new RefiValue(v.Guid, v.Type, v.Type switch
    {
        RefiVariableType.Boolean => "true", RefiVariableType.Integer => "-42", RefiVariableType.Float => "0.50", RefiVariableType.Date => "2024-02-29",
        RefiVariableType.DateTime => "2024-02-29T09:30:00Z", _ => "a & b 🌱",
    })).Array[0, 1];

    private static Gen<RefiTextSource> Text(Known known) => Source(known,
        from id in Guids
        from text in Texts
        from cuts in Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, text.Length]).Array[0, 6]
        from found in Selections(known, text, cuts)
        select new RefiTextSource(id) { Text = text, Selections = found });

    private static Gen<RefiTextSelection[]> Selections(Known known, string text, (int, int)[] cuts) =>
        Selection(known, Gen.Select(Guids, Any(cuts.Length == 0 ? [(0, 0)] : cuts), (id, cut) =>
            new RefiTextSelection(id, Whole(text, Math.Min(cut.Item1, cut.Item2)), Whole(text, Math.Max(cut.Item1, cut.Item2))))).Array[0, 6];

    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static readonly Gen<long> Pixels = Gen.Long[-5, 5000];

    private static Gen<RefiSource> Picture(Known known) => Source(known, Gen.Select(Guids, Text(known), Gen.Bool,
        Selection(known, Gen.Select(Guids, Pixels, Pixels, Pixels, Pixels, (id, x, y, x2, y2) => new RefiPictureSelection(id, x, y, x2, y2))).Array[0, 3],
        (id, words, has, selections) => new RefiPictureSource(id)
        { Path = RefiPath.Internal($"{id.Value}.png"), TextDescription = has ? words with { Codings = [], Values = [] } : null, Selections = selections })).Select(s => (RefiSource)s);

    private static Gen<RefiSource> Pdf(Known known) => Source(known, Gen.Select(Guids, Text(known),
        Selection(known, Gen.Select(Guids, Pixels, Pixels, Pixels, Pixels, (id, x, y, x2, y2) => new RefiPdfSelection(id, 3, x, y, x2, y2))).Array[0, 3],
        (id, words, selections) => new RefiPdfSource(id) { Path = RefiPath.Internal($"{id.Value}.pdf"), Representation = words, Selections = selections })).Select(s => (RefiSource)s);

    private static Gen<RefiSource> Video(Known known) => Source(known, Gen.Select(Guids, Texts, Guids, Guids, Gen.Int[0, 30],
        Selection(known, Gen.Select(Guids, Pixels, Pixels, (id, from, to) => new RefiTimeSelection(id, from, to))).Array[0, 3],
        (id, text, transcript, point, at, selections) => new RefiVideoSource(id)
        {
            Path = new RefiPath("relative:///a/b.mp4"), Selections = selections,
            Transcripts = [new RefiTranscript(transcript) { Text = text, SyncPoints = [new RefiSyncPoint(point, 1500, Whole(text, Math.Min(at, text.Length)))], Selections = [new(id, point, point)] }],
        })).Select(s => (RefiSource)s);

    private static readonly Gen<RefiCode> Codes = Gen.Recursive<RefiCode>((depth, self) => Gen.Select(Guids, Names, Words, Colors, Gen.Bool, self.Array[0, depth < 3 ? 2 : 0],
        (id, name, said, color, codable, children) => new RefiCode(id, name) { Description = said, Color = color, IsCodable = codable, Children = children }));

    private static readonly Gen<Known> Start = Gen.Select(Guids.Array[1, 3], Codes.Array[1, 3], Guids.Array[6, 6], Guids.Array[1, 2], (users, codes, variables, notes) => new Known(
        users, codes, [.. Enum.GetValues<RefiVariableType>().Select((t, i) => new RefiVariable(variables[i], t.ToString(), t))], notes));

    private static readonly Gen<RefiProject> Projects =
        from known in Start
        from texts in Text(known).Select(t => (RefiSource)t).Array[0, 3]
        from others in Gen.OneOf(Picture(known), Pdf(known), Video(known)).Array[0, 3]
        from notes in Text(known).Array[known.Notes.Length]
        from ids in Guids.Array[5]
        from name in Names
        from said in Words
        select new RefiProject
        {
            Name = name, Description = said, NoteRefs = known.Notes, Users = [.. known.Users.Select(u => new RefiUser(u, name, said))], Codes = known.Codes, Variables = known.Variables,
            Sources = [.. texts, .. others], Notes = [.. notes.Zip(known.Notes, (n, id) => n with { Guid = id })],
            Cases = [new RefiCase(ids[0]) { Name = name, SourceRefs = [.. texts.Select(t => t.Guid)], Values = [new RefiValue(known.Variables[0].Guid, RefiVariableType.Text, name)],
                SelectionRefs = [.. texts.OfType<RefiTextSource>().SelectMany(t => t.Selections).Take(2).Select(s => s.Guid)] }],
            Sets = [new RefiSet(ids[1], name) { Codes = [known.Codes[0].Guid], Sources = [.. others.Select(o => o.Guid)], Notes = known.Notes }],
            Links = [new RefiLink(ids[2]) { Origin = known.Codes[0].Guid, Target = known.Notes[0], Direction = RefiDirection.OneWay, Color = "#123456" }],
            Graphs = [new RefiGraph(ids[3]) { Name = name, Vertices = [new RefiVertex(ids[4]) { FirstX = 1, Shape = RefiShape.Star, Represented = known.Codes[0].Guid }],
                Edges = [new RefiEdge(ids[0], ids[4], ids[4]) { LineStyle = RefiLineStyle.Dashed }] }],
        };

    [Fact]
    public void Any_project_comes_back_through_each_profile_saying_the_same_and_valid() => Projects.Sample(project =>
    {
        foreach (var profile in RefiProfile.All)
        {
            var bytes = RefiZip.WriteAsync(project, profile, _ => new MemoryStream([1, 2, 3])).GetAwaiter().GetResult();
            using var again = RefiZip.Read(bytes);
            Assert.Equal([], RefiDiff.Compare(project, again.Project, withTimes: true));
            Assert.Equal([], RefiValidator.Check(new MemoryStream(bytes), "p.qdpx").Where(f => f.Severity is RefiSeverity.Error));
            Assert.Equal(profile.Rule, again.Positions.Rule);
        }
    }, iter: 200, threads: 1);

    [Fact]
    public void Any_codebook_comes_back_saying_the_same_and_valid() => Codes.Array[1, 4].Sample(codes =>
    {
        using var stream = new MemoryStream();
        var project = new RefiProject { Codes = codes, Sets = [new RefiSet(new RefiGuid(Guid.NewGuid()), "s") { Codes = [codes[0].Guid] }] };
        RefiWriter.WriteCodebookAsync(project, stream, CancellationToken.None).GetAwaiter().GetResult();
        using var again = RefiReader.Read(stream, "c.qdc");
        Assert.Equal(RefiFileKind.Codebook, again.Kind);
        Assert.Equal([], RefiDiff.Compare(project, again.Project));
        Assert.Equal([], RefiValidator.Check(stream, "c.qdc"));
    }, iter: 100, threads: 1);

    [Fact]
    public async Task NVivo_gets_CRLF_and_a_mark_and_the_others_neither()
    {
        var project = new RefiProject { Sources = [new RefiTextSource(new RefiGuid(RefiZip.G(1))) { Text = "a\n🌱b", Selections = [new(new RefiGuid(RefiZip.G(2)), 4, 5)] }] };
        foreach (var (profile, start, first) in new[] { (RefiProfile.NVivo, 5, 0xEF), (RefiProfile.Standard, 3, 'a'), (RefiProfile.AtlasTi, 3, 'a'), (RefiProfile.Maxqda, 4, 'a') })
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await RefiZip.WriteAsync(project, profile)));
            using var xml = new StreamReader(zip.GetEntry("project.qde")!.Open());
            Assert.Contains($"startPosition=\"{start}\"", await xml.ReadToEndAsync(), StringComparison.Ordinal);
            using var text = zip.GetEntry($"sources/{RefiZip.G(1)}.txt")!.Open();
            Assert.Equal(first, text.ReadByte());
        }
    }

    [Fact]
    public async Task Where_files_lay_is_never_written_and_what_a_target_drops_is_told_before()
    {
        var picture = new RefiPictureSource(new RefiGuid(RefiZip.G(1)))
        {
            Path = RefiPath.Internal("a.png"), CurrentPath = new RefiPath("absolute:///Users/somebody/a.png"), Selections = [new(new RefiGuid(RefiZip.G(2)), 0, 0, 1, 1) { Description = "A memo" }],
        };
        var project = new RefiProject { BasePath = "/Users/somebody", Sources = [picture], Variables = [new(new RefiGuid(RefiZip.G(3)), "Age", RefiVariableType.Integer)] };
        var bytes = await RefiZip.WriteAsync(project, RefiProfile.Standard);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var xml = new StreamReader(zip.GetEntry("project.qde")!.Open());
        Assert.DoesNotContain("somebody", await xml.ReadToEndAsync(), StringComparison.Ordinal);
        string Told(RefiProfile profile) => string.Join('\n', profile.Losses(project).Select(l => $"{l.Place}: {l.Message}"));
        Assert.Contains("memo", Told(RefiProfile.NVivo), StringComparison.Ordinal);
        Assert.Contains("1 variable", Told(RefiProfile.AtlasTi), StringComparison.Ordinal);
        Assert.Contains("1 variable", Told(RefiProfile.Maxqda), StringComparison.Ordinal);
        Assert.DoesNotContain("variable", Told(RefiProfile.Standard), StringComparison.Ordinal);
        Assert.Contains("not written", Told(RefiProfile.Standard), StringComparison.Ordinal);
    }
}
