using System.IO.Compression;
using Throughline.Formats.Others;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.Others;

public sealed class QualCoderTests
{
    private const string Words = "Zoë 🌱 said no.\nShe went home.";

    private static OtherFile Project(string more = "") => new OtherFile().With("Visits.qda/data.qda", $"""
        {OtherFile.QualCoder}
        INSERT INTO source VALUES (1, 'Visit 1', $words, '/docs/v1.docx', 'The first', 'Maren', '2024-03-02 10:00:00', NULL, NULL);
        INSERT INTO source VALUES (2, 'garden.png', NULL, '/images/garden.png', '', 'Maren', '2024-03-02 10:00:00', NULL, NULL);
        INSERT INTO source VALUES (3, 'talk.mp4', NULL, 'video:/home/maren/talk.mp4', '', 'Maren', '2024-03-02 10:00:00', 4, NULL);
        INSERT INTO source VALUES (4, 'talk.mp4.txt', '[00:00:05] Hello.' || char(10) || '[01:02:03] Bye.', NULL, '', 'Maren', '2024-03-02 10:00:00', NULL, NULL);
        INSERT INTO source VALUES (5, 'plan.pdf', 'The plan', '/docs/plan.pdf', '', 'Maren', '2024-03-02 10:00:00', NULL, NULL);
        INSERT INTO code_cat VALUES (1, 'Answers', 'Maren', '2024-03-02', 'All answers', NULL), (2, 'Hard', 'Maren', '2024-03-02', '', 1);
        INSERT INTO code_name VALUES (1, 'Refusing', 'Says no', 2, 'Maren', '2024-03-02', '#AA3300'), (2, 'Leaving', '', NULL, 'Maren', '2024-03-02', 'red');
        INSERT INTO code_text VALUES (1, 1, 1, 'said no', 6, 13, 'Maren', '2024-03-03 10:00:00', 'By hand', NULL, 1);
        INSERT INTO code_text VALUES (2, 2, 1, 'went home', 19, 28, 'Idris', '2024-03-03 10:00:00', '', NULL, NULL);
        INSERT INTO code_text VALUES (3, 1, 4, 'Hello.', 11, 17, 'Maren', '2024-03-03 10:00:00', '', NULL, NULL);
        INSERT INTO code_text VALUES (4, 1, 5, 'plan', 4, 8, 'Maren', '2024-03-03 10:00:00', '', NULL, NULL);
        INSERT INTO code_image VALUES (1, 2, 10, 20, 100, 50, 1, '', '2024-03-03 10:00:00', 'Maren', NULL, NULL), (2, 5, 1, 2, 3, 4, 2, '', '2024-03-03 10:00:00', 'Maren', NULL, 3);
        INSERT INTO code_av VALUES (1, 3, 5000, 9500, 2, 'In the film', '2024-03-03 10:00:00', 'Maren', NULL);
        INSERT INTO annotation VALUES (1, 1, 0, 3, 'Her own name?', 'Idris', '2024-03-04 10:00:00');
        INSERT INTO cases VALUES (1, 'Zoë', 'Carer', 'Maren', '2024-03-02');
        INSERT INTO case_text VALUES (1, 1, 1, 0, 30, 'Maren', '2024-03-02', ''), (2, 1, 4, 11, 17, 'Maren', '2024-03-02', ''), (3, 1, 2, 0, 0, 'Maren', '2024-03-02', '');
        INSERT INTO attribute_type VALUES ('Age', '2024-03-02', 'Maren', 'In years', 'case', 'numeric'), ('Place', '2024-03-02', 'Maren', '', 'file', 'character');
        INSERT INTO attribute VALUES (1, 'Age', 'case', '61', 1, '2024-03-02', 'Maren'), (2, 'Place', 'file', 'Leeds', 1, '2024-03-02', 'Maren'), (3, 'Age', 'case', '', 1, '2024-03-02', 'Maren');
        INSERT INTO journal VALUES (1, 'Day one', 'We began.', '2024-03-02 18:00:00', 'Maren');
        {more}
        """, ("$words", Words)).With("Visits.qda/images/garden.png", [1, 2, 3]).With("Visits.qda/documents/v1.docx", [4]);

    [Fact]
    public void Everything_that_a_project_holds_comes_in()
    {
        using var file = Project();
        using var read = QualCoderReader.Read(file["Visits.qda"]);
        var project = read.Project;
        Assert.Equal(("Visits", "QualCoder", "What carers say"), (project.Name, project.Origin, project.Description));
        var tree = project.AllCodes().ToDictionary(c => c.Code.Name);
        Assert.Equal(("Hard", "#AA3300", true), (tree["Refusing"].Parent!.Name, tree["Refusing"].Code.Color, tree["Refusing"].Code.IsCodable));
        Assert.Equal(("Answers", false), (tree["Hard"].Parent!.Name, tree["Hard"].Code.IsCodable));
        Assert.Null(tree["Leaving"].Code.Color);
        Assert.Equal(["Visit 1", "garden.png", "talk.mp4", "plan.pdf"], project.Sources.Select(s => s.Name));
        Assert.Equal(["Idris", "Maren"], project.Users.Select(u => u.Name).Order());

        var text = Assert.IsType<RefiTextSource>(project.Sources[0]);
        Assert.Equal([Words[7..14], Words[20..29], Words[..3]], text.Selections.Select(s => text.Text![s.Start..s.End]));
        Assert.Equal("Leeds", Assert.Single(text.Values).Text);
        var picture = Assert.Single(Assert.IsType<RefiPictureSource>(project.Sources[1]).Selections);
        Assert.Equal((10, 20, 110, 70), (picture.FirstX, picture.FirstY, picture.SecondX, picture.SecondY));
        var video = Assert.IsType<RefiVideoSource>(project.Sources[2]);
        Assert.Equal((5000, 9500, "absolute:///home/maren/talk.mp4"), (video.Selections[0].BeginMs, video.Selections[0].EndMs, video.Path!.Text));
        var transcript = Assert.Single(video.Transcripts);
        Assert.Equal([5000L, 3_723_000L], transcript.SyncPoints.Select(p => p.TimeMs).OfType<long>());
        Assert.Equal(2, transcript.Selections.Count);
        var pdf = Assert.IsType<RefiPdfSource>(project.Sources[3]);
        Assert.Equal((4, 8, 3L), (pdf.Representation!.Selections[0].Start, pdf.Representation.Selections[0].End, pdf.Selections[0].Page));

        var person = Assert.Single(project.Cases);
        Assert.Equal(("Zoë", "Carer", "61", 2, 1), (person.Name, person.Description, Assert.Single(person.Values).Text, person.SourceRefs.Count, person.SelectionRefs.Count));
        Assert.Equal(RefiVariableType.Float, project.Variables.Single(v => v.Name == "Age").Type);
        Assert.Equal(["By hand", "Her own name?", "In the film", "We began."], project.Notes.Select(n => n.Text).Order());
        Assert.Contains(read.Losses, l => l.Message.Contains("1 marked important", StringComparison.Ordinal));
        Assert.Contains(read.Losses, l => l.Message.Contains("A region of page 4", StringComparison.Ordinal));
        using var image = read.Open(RefiPath.Internal("images/garden.png"));
        Assert.Equal(3, image!.Length);
    }

    [Fact]
    public void What_a_person_marked_counts_half_pairs_and_what_the_program_found_counts_characters()
    {
        using var file = Project("INSERT INTO code_text VALUES (9, 2, 1, 'said no', 7, 14, 'Maren', '2024-03-03', '', NULL, NULL);");
        using var read = QualCoderReader.Read(file["Visits.qda/data.qda"]);
        var text = (RefiTextSource)read.Project.Sources[0];
        Assert.Equal(2, text.Selections.Count(s => text.Text![s.Start..s.End] == "said no"));
        Assert.Equal((RefiRuleBasis.Scored, 1.0), (read.Positions!.Basis, read.Positions.Score));
    }

    [Theory]
    [InlineData("a\r\nbc said", 2, 4)]
    [InlineData("a\r\nbc said", 3, 5)]
    [InlineData("\uFEFFa\nbc said", 3, 5)]
    [InlineData("🌱a\nbc said", 3, 5)]
    [InlineData("🌱a\nbc said", 4, 6)]
    public void The_words_beside_a_coding_tell_how_its_place_counts(string words, int from, int to)
    {
        using var file = new OtherFile().With("p/data.qda", OtherFile.QualCoder + """
            INSERT INTO source (id, name, fulltext) VALUES (1, 'A', $words);
            INSERT INTO code_name (cid, name) VALUES (1, 'C');
            INSERT INTO code_text (ctid, cid, fid, seltext, pos0, pos1) VALUES (1, 1, 1, 'bc', $from, $to);
            """, ("$words", words), ("$from", from), ("$to", to));
        using var read = QualCoderReader.Read(file["p"]);
        var text = (RefiTextSource)read.Project.Sources[0];
        Assert.Equal("bc", text.Text![text.Selections[0].Start..text.Selections[0].End]);
        Assert.Empty(read.Losses);
    }

    [Fact]
    public void A_packed_project_says_the_same_as_its_folder_and_the_same_each_time()
    {
        using var file = Project();
        ZipFile.CreateFromDirectory(file["Visits.qda"], file["sent.zip"], CompressionLevel.Fastest, includeBaseDirectory: true);
        Assert.True(OtherProjectReading.Looks(file["sent.zip"]));
        using var folder = OtherProjectReading.Read(file["Visits.qda"]);
        using var packed = OtherProjectReading.Read(file["sent.zip"]);
        Assert.Empty(RefiDiff.Compare(folder.Project, packed.Project, true));
        using var image = packed.Open(RefiPath.Internal("images/garden.png"));
        Assert.Equal(1, image!.ReadByte());
        Assert.Null(packed.Open(RefiPath.Internal("images/../data.qda")));
    }

    [Fact]
    public void What_does_not_hold_together_is_told_and_costs_no_more_than_itself()
    {
        using var file = Project("""
            UPDATE code_cat SET supercatid = 2 WHERE catid = 1;
            INSERT INTO code_name VALUES (7, 'Lost', '', 77, '', '', '');
            INSERT INTO code_text VALUES (20, 99, 1, 'x', 0, 1, 'Maren', '', '', NULL, NULL), (21, 1, 99, 'x', 0, 1, 'Maren', '', '', NULL, NULL);
            INSERT INTO code_text VALUES (22, 1, 1, 'went home', 500, 900, 'Maren', '', '', NULL, NULL), (23, 1, 1, 'not there', -4, 9000000000, 'Maren', '', '', NULL, NULL);
            INSERT INTO code_av VALUES (9, 1, 0, 5, 1, '', '', '', NULL);
            INSERT INTO attribute VALUES (9, 'Mood', 'journal', 'good', 1, '', '');
            CREATE TABLE ris (risid integer, tag text, longtag text, value text); INSERT INTO ris VALUES (1, 'AU', '', 'X');
            """);
        using var read = QualCoderReader.Read(file["Visits.qda"]);
        string[] told = ["within itself", "is not there; it stands at the top", "names a code (99)", "a source (99)", "but once elsewhere", "not there” was coded", "no recording", "neither a case nor a file", "reference"];
        Assert.Equal(told, told.Where(t => read.Losses.Any(l => l.Message.Contains(t, StringComparison.Ordinal))));
        Assert.Equal(4, read.Project.AllCodes().Count() - 1);
        var text = (RefiTextSource)read.Project.Sources[0];
        Assert.Equal(2, text.Selections.Count(s => text.Text![s.Start..s.End] == "went home"));
    }
}
