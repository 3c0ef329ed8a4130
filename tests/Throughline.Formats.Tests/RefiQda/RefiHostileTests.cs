using System.Text;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.RefiQda;

public sealed class RefiHostileTests
{
    private static readonly byte[] Whole = RefiZip.Of(RefiZip.OneText($"internal://{RefiZip.G(1)}.txt", "", "0-4"), ($"{RefiZip.G(1)}.txt", "Some words"));

    private static UnreadableFileException Refused(byte[] file, ReadLimits? limits = null)
    {
        var fault = Assert.Throws<UnreadableFileException>(() => RefiReader.Read(new MemoryStream(file), "p.qdpx", limits));
        Assert.False(string.IsNullOrWhiteSpace(fault.Remedy));
        return fault;
    }

    private static UnreadableFileException Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("../project.txt")]
    [InlineData("sources/../../x.txt")]
    [InlineData("/etc/x.txt")]
    [InlineData("sources\\..\\..\\x.txt")]
    [InlineData("C:/x.txt")]
    public void A_name_that_points_outside_is_refused_and_shown(string name) =>
        Assert.Contains("outside", Refused(RefiZip.Zip(("project.qde", Encoding.UTF8.GetBytes(RefiZip.Project(""))), (name, [1]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_bomb_of_a_project_is_refused_and_a_bomb_of_a_text_costs_that_text()
    {
        var zeros = new byte[50 << 20];
        Array.Fill(zeros, (byte)' ');
        var head = Encoding.UTF8.GetBytes(RefiZip.Project("")[..^10]);
        Assert.True(Refused(RefiZip.Zip(("project.qde", [.. head, .. zeros]))).TooLarge);
        using var reading = RefiZip.Read(RefiZip.Zip(
            ("project.qde", Encoding.UTF8.GetBytes(RefiZip.OneText($"internal://{RefiZip.G(1)}.txt", "", "0-4"))), ($"sources/{RefiZip.G(1)}.txt", zeros)));
        Assert.Null(((RefiTextSource)reading.Project.Sources[0]).Text);
        Assert.Contains(reading.Losses, l => l.Message.Contains("unpacks to far more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_billion_laughs_and_external_entities_are_refused()
    {
        const string Laughs = "<!DOCTYPE p [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>";
        Assert.NotNull(Refused(Laughs + RefiZip.Project("<Description>&c;</Description>")));
        Assert.NotNull(Refused("<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + RefiZip.Project("<Description>&x;</Description>")));
        Assert.NotNull(Refused(RefiZip.Of(Laughs + RefiZip.Project("<Description>&c;</Description>"))));
        var refused = Assert.Throws<UnreadableFileException>(() => RefiValidator.Check(new MemoryStream(Encoding.UTF8.GetBytes($"<?xml version='1.0'?>\n<!-- made by hand -->{Laughs}{RefiZip.Project("")}")), "p.qde"));
        Assert.Contains("declares a document type", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "web page")]
    [InlineData("\n <html lang='en'>", "web page")]
    [InlineData("SQLite format 3\0", "database")]
    [InlineData("Just words", "neither")]
    [InlineData("", "empty")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'/>", "neither a project nor a codebook")]
    public void What_is_something_else_is_said_to_be_that(string content, string said) => Assert.Contains(said, Refused(content).Message, StringComparison.Ordinal);

    [Fact]
    public void A_packed_file_cut_off_anywhere_is_refused_or_read()
    {
        for (var length = 1; length < Whole.Length; length++)
            Assert.NotNull(Refused(Whole[..length]).Place);
    }

    [Fact]
    public void XML_that_breaks_off_is_read_as_far_as_it_goes()
    {
        var xml = RefiZip.Project($"<Users><User guid='{RefiZip.G(1)}' name='A'/></Users><CodeBook><Codes><Code guid='{RefiZip.G(2)}' name='kept' isCodable='true'/><Code guid='{RefiZip.G(3)}' na");
        using var reading = RefiZip.ReadXml(xml[..xml.LastIndexOf(" na", StringComparison.Ordinal)]);
        Assert.Equal(("A", "kept"), (reading.Project.Users[0].Name, reading.Project.Codes[0].Name));
        Assert.Contains(reading.Losses, l => l.Message.Contains("broken off", StringComparison.Ordinal) && l.Place.Contains("line", StringComparison.Ordinal));
        Assert.True(reading.IsBrokenOff);
    }

    [Fact]
    public void Two_projects_or_none_are_refused()
    {
        var project = Encoding.UTF8.GetBytes(RefiZip.Project(""));
        Assert.Contains("two projects", Refused(RefiZip.Zip(("a.qde", project), ("B.QDE", project))).Message, StringComparison.Ordinal);
        Assert.Contains("no project", Refused(RefiZip.Zip(("sources/a.txt", [1]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project.qde", "sources/")]
    [InlineData("Project.qde", "Sources/")]
    [InlineData("My study.QDE", "SOURCES\\")]
    public void Names_are_found_in_any_case(string project, string folder)
    {
        var text = Encoding.UTF8.GetBytes("Words");
        using var reading = RefiZip.Read(RefiZip.Zip(
            ("sources/.root", []), (folder + "ABCDEF00-0000-4000-8000-000000000001.TXT", text),
            (project, Encoding.UTF8.GetBytes(RefiZip.OneText("internal://abcdef00-0000-4000-8000-000000000001.txt", "", "0-5")))));
        Assert.Equal("Words", ((RefiTextSource)reading.Project.Sources[0]).Text);
        Assert.Empty(reading.Losses);
    }

    [Fact]
    public void Too_many_parts_too_deep_and_too_many_items_are_refused()
    {
        var limits = RefiReader.Limits with { PackedParts = 5, Items = 50 };
        Assert.True(Refused(RefiZip.Zip([("project.qde", [1]), .. Enumerable.Range(0, 9).Select(i => ($"sources/{i}", Array.Empty<byte>()))]), limits).TooLarge);
        Assert.True(Refused(Encoding.UTF8.GetBytes(RefiZip.Project("<CodeBook><Codes>" + string.Concat(Enumerable.Repeat("<Code>", 400)))), limits).TooLarge);
        Assert.True(Refused(Encoding.UTF8.GetBytes(RefiZip.Project("<Users>" + string.Concat(Enumerable.Repeat("<User/>", 60)) + "</Users>")), limits).TooLarge);
    }

    [Fact]
    public void Positions_past_the_end_reversed_or_within_a_character_are_mended_and_told()
    {
        using var reading = RefiZip.Read(RefiZip.Of(
            RefiZip.OneText("internal://a.txt", "origin='NVivo for Windows 12'", "2-99999999999999", "-5-3", "4-1", "1-2"), ("a.txt", "a\U0001F600bc")));
        var text = (RefiTextSource)reading.Project.Sources[0];
        Assert.Equal([(1, 5), (0, 3), (1, 4), (1, 1)], text.Selections.Select(s => (s.Start, s.End)));
        Assert.Equal(2, reading.Losses.Count(l => l.Message.Contains("past the text", StringComparison.Ordinal)));
        Assert.Contains(reading.Losses, l => l.Message.Contains("exchanged", StringComparison.Ordinal));
        Assert.Contains(reading.Losses, l => l.Message.Contains("in two", StringComparison.Ordinal));
    }

    [Fact]
    public void One_bad_item_is_told_and_the_rest_is_read()
    {
        using var reading = RefiZip.ReadXml(RefiZip.Project($"""
            <Users><User guid='me' name='A'/><Guest/></Users>
            <CodeBook><Codes><Code guid='{RefiZip.G(2)}' name='x' isCodable='maybe' color='reddish' shade='1'/><Code name='no id' isCodable='true'/>
            <Code guid='{RefiZip.G(2)}' name='again' isCodable='true'/></Codes></CodeBook>
            <Sources><TextSource guid='{RefiZip.G(3)}' creationDateTime='yesterday'><PlainTextContent>Words here</PlainTextContent>
            <PlainTextSelection guid='{RefiZip.G(4)}' startPosition='x' endPosition='3'/>
            <PlainTextSelection guid='{RefiZip.G(5)}' startPosition='0' endPosition='5'><Coding guid='{RefiZip.G(6)}'/><Coding guid='{RefiZip.G(7)}' creatingUser='ME'><CodeRef targetGUID='{RefiZip.G(2)}'/></Coding></PlainTextSelection>
            </TextSource><ModelSource guid='{RefiZip.G(8)}'/></Sources><Sets/>
            """));
        var project = reading.Project;
        Assert.Equal(["x", "no id", "again"], project.Codes.Select(c => c.Name));
        Assert.Equal(3, project.Codes.Select(c => c.Guid).Distinct().Count());
        var selection = Assert.Single(((RefiTextSource)project.Sources[0]).Selections);
        Assert.Equal(project.Users[0].Guid, Assert.Single(selection.Codings).CreatedBy);
        foreach (var said in new[] { "Guest", "isCodable", "color", "shade", "has no id", "stands for two things", "creationDateTime", "begins and ends", "which code", "ModelSource", "no GUID" })
            Assert.Contains(reading.Losses, l => l.Message.Contains(said, StringComparison.Ordinal));
        Assert.All(reading.Losses, l => Assert.False(string.IsNullOrWhiteSpace(l.Place)));
    }

    [Fact]
    public void Another_version_is_read_and_told_and_not_valid()
    {
        var xml = RefiZip.Project("").Replace("project:1.0", "project:2.0", StringComparison.Ordinal);
        using var reading = RefiZip.ReadXml(xml);
        Assert.Contains("another version", Assert.Single(reading.Losses).Message, StringComparison.Ordinal);
        Assert.Contains(RefiValidator.Check(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "p.qde"), f => f.Severity is RefiSeverity.Error);
        using var transana = RefiZip.ReadXml(xml.Replace("2.0", "0:10", StringComparison.Ordinal));
        Assert.Empty(transana.Losses);
    }

    [Fact]
    public void Members_of_sets_are_found_however_they_are_written()
    {
        using var reading = RefiZip.ReadXml(RefiZip.Project(
            $"<Sets><Set guid='{RefiZip.G(1)}' name='s'><MemberCode guid='{RefiZip.G(2)}'/><MemberSource targetGUID='{RefiZip.G(3)}'/><MemberNote>{RefiZip.G(4)}</MemberNote></Set></Sets>"));
        var set = Assert.Single(reading.Project.Sets);
        Assert.Equal((new RefiGuid(RefiZip.G(2)), new RefiGuid(RefiZip.G(3)), new RefiGuid(RefiZip.G(4))), (set.Codes[0], set.Sources[0], set.Notes[0]));
    }

    [Fact]
    public void Rings_of_links_and_what_leads_nowhere_are_found_by_the_validator()
    {
        string Link(int id, int from, int to) => $"<Link guid='{RefiZip.G(id)}' direction='OneWay' originGUID='{RefiZip.G(from)}' targetGUID='{RefiZip.G(to)}'/>";
        var xml = RefiZip.Project(
            $"<CodeBook><Codes><Code guid='{RefiZip.G(1)}' name='a' isCodable='true'/><Code guid='{RefiZip.G(2)}' name='b' isCodable='true'/></Codes></CodeBook>"
            + $"<Links>{Link(10, 1, 2)}{Link(11, 2, 1)}{Link(12, 1, 99)}</Links>");
        var findings = RefiValidator.Check(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "p.qde");
        Assert.Contains(findings, f => f.Severity is RefiSeverity.Warning && f.Message.Contains("lead back", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Severity is RefiSeverity.Error && f.Message.Contains(RefiZip.G(99), StringComparison.Ordinal));
        Assert.Equal(2, findings.Count);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        Mutations.AreReadOrRefused(Whole, file => RefiZip.Read(file).Dispose());
        Mutations.AreReadOrRefused(Fixtures.Read("refi-qda/atlasti-8.4.qde"), file => RefiZip.Read(file, "p.qde").Dispose());
    }

    [Fact]
    public void Media_are_opened_when_asked_for_and_not_before()
    {
        var xml = RefiZip.Project($"<Sources><AudioSource guid='{RefiZip.G(1)}' path='internal://a.wav'/></Sources>");
        using var reading = RefiZip.Read(RefiZip.Zip(("project.qde", Encoding.UTF8.GetBytes(xml)), ("sources/a.wav", [.. Enumerable.Repeat((byte)7, 3 << 20)])));
        var path = ((RefiAudioSource)reading.Project.Sources[0]).Path!;
        Assert.Equal((true, 3L << 20), (reading.Has(path), reading.LengthOf(path)));
        using var stream = reading.Open(path)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal(3 << 20, copy.Length);
        Assert.Null(reading.Open(new RefiPath("internal://b.wav")));
        Assert.Null(reading.Open(new RefiPath("absolute:///etc/passwd")));
    }

    [Fact]
    public void Media_that_claim_more_than_2_GiB_are_told_and_not_unpacked()
    {
        var xml = RefiZip.Project($"<Sources><VideoSource guid='{RefiZip.G(1)}' name='Film' path='internal://film.mp4'/></Sources>");
        var file = RefiZip.Zip(("project.qde", Encoding.UTF8.GetBytes(xml)), ("sources/film.mp4", [1, 2, 3]));
        var header = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(header + 24), 0x8000_0001);
        using var reading = RefiZip.Read(file);
        Assert.Contains(reading.Losses, l => l.Place == "sources/film.mp4" && l.Message.Contains("2 GiB", StringComparison.Ordinal));
        Assert.Equal(0x8000_0001, reading.LengthOf(((RefiVideoSource)reading.Project.Sources[0]).Path!));
    }

    [Fact]
    public void Blanks_without_end_within_a_tag_are_refused_before_they_take_hours()
    {
        var xml = Encoding.UTF8.GetBytes($"<Project xmlns='{RefiZip.Namespace}' name='p'{string.Concat(Enumerable.Repeat(" \t\n\r ", 10 << 20))}/>");
        Assert.Contains("blanks in a row", Refused(xml).Message, StringComparison.Ordinal);
        Assert.Contains("blanks in a row", Refused(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(xml))).ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("blanks in a row", Assert.Throws<UnreadableFileException>(() => RefiValidator.Check(new MemoryStream(xml), "p.qde")).Message, StringComparison.Ordinal);
    }
}
