using System.IO.Compression;
using System.Text;
using Throughline.Formats.Others;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.Others;

public sealed class HostileDatabaseTests
{
    private const string Rows = """
        INSERT INTO projects VALUES (1, 'P', '', '2024-02-01');
        INSERT INTO documents VALUES (1, 'D', '', 'd.txt', '2024-02-02', 1, 'LEFT_TO_RIGHT', '<p>Some words here</p>');
        INSERT INTO tags VALUES (1, 1, 't', '');
        INSERT INTO highlights VALUES (1, 1, 5, 10, 'words');
        INSERT INTO highlight_tags VALUES (1, 1);
        """;

    private static UnreadableFileException Refused(string path)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => OtherProjectReading.Read(path));
        Assert.False(string.IsNullOrWhiteSpace(refusal.Remedy));
        return refusal;
    }

    [Theory]
    [InlineData("ALTER TABLE documents RENAME TO d; CREATE VIEW documents AS SELECT * FROM d")]
    [InlineData("DROP TABLE documents; CREATE VIEW documents AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) SELECT id, 1 AS project_id, 'x' AS name, '' AS contents FROM r")]
    [InlineData("DROP TABLE documents; CREATE VIRTUAL TABLE documents USING fts5(id, project_id, name, contents)")]
    public void Views_and_virtual_tables_are_no_tables(string sql)
    {
        using var file = new OtherFile().With("p.db", OtherFile.Taguette + Rows + sql);
        Assert.Contains("neither of Taguette nor of QualCoder", Refused(file["p.db"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Triggers_and_values_of_other_types_are_read_around()
    {
        using var file = new OtherFile().With("p.db", OtherFile.Taguette + Rows + """
            CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM documents; END;
            INSERT INTO highlights VALUES ('2', 1, 'five', x'00FF', zeroblob(5000000));
            INSERT INTO documents VALUES (2, x'00', '', 7.5, 'never', 1, '', zeroblob(90000000));
            """);
        using var read = OtherProjectReading.Read(file["p.db"]);
        Assert.Equal("words", Assert.IsType<RefiTextSource>(read.Project.Sources[0]) is { } text ? text.Text![text.Selections[0].Start..text.Selections[0].End] : "");
        Assert.Contains(read.Losses, l => l.Message.Contains("longer than", StringComparison.Ordinal));
    }

    [Fact]
    public void A_computed_column_without_end_stops_before_long()
    {
        using var file = new OtherFile().With("p.db", OtherFile.Taguette + Rows + """
            CREATE TABLE h2 (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet AS (hex(zeroblob(40000000))));
            INSERT INTO h2 (document_id, start_offset, end_offset) VALUES (1, 5, 10), (1, 0, 4);
            DROP TABLE highlights; ALTER TABLE h2 RENAME TO highlights;
            """);
        using var read = OtherProjectReading.Read(file["p.db"]);
        Assert.Single(read.Project.Sources);
    }

    [Fact]
    public void A_damaged_page_costs_what_comes_after_it()
    {
        using var file = new OtherFile().With("p.db", OtherFile.Taguette + Rows + """
            WITH RECURSIVE r(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM r WHERE n < 3000) INSERT INTO documents SELECT n, 'Document ' || n, '', 'd.txt', '2024-02-02 10:00:' || n, 1, '', '<p>Words of it</p>' FROM r;
            """);
        var bytes = File.ReadAllBytes(file["p.db"]);
        var at = bytes.AsSpan().IndexOf("Document 2000"u8) / 4096 * 4096;
        bytes.AsSpan(at, 4096).Fill(0xEE);
        file.With("damaged.db", bytes).With("cut.db", bytes[..(bytes.Length / 2)]).With("short.db", bytes[..700]);
        using var read = OtherProjectReading.Read(file["damaged.db"]);
        Assert.InRange(read.Project.Sources.Count, 1500, 2000);
        Assert.Contains(read.Losses, l => l.Place == "table documents" && l.Message.StartsWith("It is damaged after row 1,", StringComparison.Ordinal));
        Assert.Contains("damaged", Refused(file["short.db"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_is_still_open_in_its_program_is_refused()
    {
        using var file = new OtherFile().With("p.db", OtherFile.Taguette + Rows).With("p.db-journal", [1, 2, 3]);
        Assert.Contains("open in its program", Refused(file["p.db"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_and_no_other_file_is_opened()
    {
        using var file = new OtherFile().With("p?%20 #.db", OtherFile.Taguette + Rows);
        var before = (File.ReadAllBytes(file["p?%20 #.db"]), Directory.GetFiles(Path.GetDirectoryName(file["x"])!).Length);
        using (OtherProjectReading.Read(file["p?%20 #.db"])) { }
        Assert.Equal(before.Item1, File.ReadAllBytes(file["p?%20 #.db"]));
        Assert.Equal(before.Length, Directory.GetFiles(Path.GetDirectoryName(file["x"])!).Length);
    }

    [Theory]
    [InlineData("not a database", "no database")]
    [InlineData("SQLite format 3\0 and then nothing", "damaged")]
    public void What_is_no_database_is_refused(string content, string said)
    {
        using var file = new OtherFile().With("p.sqlite3", Encoding.UTF8.GetBytes(content));
        Assert.Contains(said, Refused(file["p.sqlite3"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x/../../data.qda", "outside")]
    [InlineData("a/data.qda", "two projects")]
    public void A_packed_project_that_leads_outside_or_holds_two_is_refused(string second, string said)
    {
        using var file = new OtherFile().With("d/data.qda", OtherFile.QualCoder);
        using (var zip = ZipFile.Open(file["p.zip"], ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(file["d/data.qda"], "Visits.qda/data.qda");
            zip.CreateEntryFromFile(file["d/data.qda"], second == "a/data.qda" ? second : second.Replace("data.qda", "x.png", StringComparison.Ordinal));
        }
        Assert.Contains(said, Refused(file["p.zip"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        using var file = new OtherFile().With("p.qda/data.qda", OtherFile.QualCoder).With("secret.png", [1]);
        Directory.CreateDirectory(file["p.qda/images"]);
        File.CreateSymbolicLink(file["p.qda/images/a.png"], file["secret.png"]);
        using var read = OtherProjectReading.Read(file["p.qda"]);
        Assert.Null(read.Open(RefiPath.Internal("images/a.png")));
    }
}
