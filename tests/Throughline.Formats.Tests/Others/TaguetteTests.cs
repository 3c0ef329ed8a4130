using System.Text;
using Throughline.Formats.Others;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.Others;

public sealed class TaguetteTests
{
    private const string Html = "\n<h1>Zoë’s visit</h1>\n<p>She said <b>“no”</b> 🌱\n twice,\n and left.</p><pre>one\n  two</pre><table><tr><td>café</td><td>thé</td></tr></table>";
    private const string Text = "Zoë’s visit\nShe said “no” 🌱 twice, and left.\none\n  two\ncafé\tthé";

    /// <summary>The text nodes one after the other, as the browser counts them.</summary>
    private const string Counted = "\nZoë’s visit\nShe said “no” 🌱\n twice,\n and left.one\n  twocaféthé";

    private static (int Start, int End) Bytes(string words)
    {
        var at = Counted.IndexOf(words, StringComparison.Ordinal);
        return (Encoding.UTF8.GetByteCount(Counted.AsSpan(0, at)), Encoding.UTF8.GetByteCount(Counted.AsSpan(0, at + words.Length)));
    }

    private static OtherFile File(string more = "", params string[] highlighted)
    {
        var rows = highlighted.Select((words, i) => $"INSERT INTO highlights VALUES ({i + 1}, 1, {Bytes(words).Start}, {Bytes(words).End}, '{words}');");
        return new OtherFile().With("p.sqlite3", $"""
            {OtherFile.Taguette}
            INSERT INTO users (login, created) VALUES ('maren', '2024-01-01'), ('idris', '2024-01-01');
            INSERT INTO projects VALUES (1, 'Visits', 'At home', '2024-02-01 10:00:00.123456');
            INSERT INTO project_members VALUES (1, 'maren', 'ADMIN'), (1, 'idris', 'TAG');
            INSERT INTO documents VALUES (1, 'Visit 1', 'The first', 'v1.docx', '2024-02-02 10:00:00.5', 1, 'LEFT_TO_RIGHT', $html);
            INSERT INTO tags VALUES (1, 1, 'refusal', 'Says no'), (2, 1, 'refusal.polite', '');
            {string.Concat(rows)}
            {more}
            """, ("$html", Html));
    }

    private static RefiTextSource Only(OtherProject read) => Assert.IsType<RefiTextSource>(Assert.Single(read.Project.Sources));

    [Fact]
    public void Bytes_of_the_text_nodes_become_places_in_the_lines_whatever_characters_come_before()
    {
        string[] words = ["“no”", "🌱\n twice", "twice,\n and left.", "Zoë’s", "  two", "é", "thé", "left.one"];
        using var file = File("", words);
        using var read = TaguetteReader.Read(file["p.sqlite3"]);
        var source = Only(read);
        Assert.Equal(("Visits", "At home", "Taguette"), (read.Project.Name, read.Project.Description, read.Project.Origin));
        Assert.Equal(Text, source.Text);
        Assert.Equal(["“no”", "🌱 twice", "twice, and left.", "Zoë’s", "  two", "é", "thé", "left.\none"], source.Selections.Select(s => source.Text![s.Start..s.End]));
        Assert.Empty(read.Losses);
        Assert.Equal((RefiUnit.Utf8, 8), (read.Positions!.Rule.Unit, read.Positions.Selections));
    }

    [Fact]
    public void Who_put_which_tag_on_a_highlight_is_read_from_the_log()
    {
        using var file = File("""
            INSERT INTO highlight_tags VALUES (1, 1), (1, 2);
            INSERT INTO commands VALUES (1, '2024-02-03 10:00:00', 'idris', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 1, "end_offset": 2, "tags": [1]}');
            INSERT INTO commands VALUES (2, '2024-02-04 10:00:00', 'maren', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 1, "end_offset": 2, "tags": [1, 2]}');
            INSERT INTO commands VALUES (3, '2024-02-05 10:00:00', 'maren', 1, NULL, '{"type": "highlight_add", "highlight_id": "x"');
            """, "“no”");
        using var read = TaguetteReader.Read(file["p.sqlite3"]);
        var users = read.Project.Users.ToDictionary(u => u.Guid, u => u.Name);
        var codes = read.Project.Codes.ToDictionary(c => c.Guid, c => c.Name);
        var selection = Assert.Single(Only(read).Selections);
        Assert.Equal("idris", users[selection.Stamp.CreatedBy!.Value]);
        Assert.Equal([("refusal", "idris"), ("refusal.polite", "maren")], selection.Codings.Select(c => (codes[c.Code], users[c.CreatedBy!.Value]!)));
        Assert.Equal(new DateTimeOffset(2024, 2, 4, 10, 0, 0, TimeSpan.Zero), selection.Codings[1].CreatedAt);
        Assert.Equal("Says no", read.Project.Codes[0].Description);
    }

    [Fact]
    public void An_exported_copy_that_numbers_its_rows_anew_has_the_same_ids()
    {
        using var one = File("INSERT INTO highlight_tags VALUES (1, 1), (2, 2);", "“no”", "twice");
        using var other = File("""
            INSERT INTO highlight_tags VALUES (1, 1), (2, 2);
            UPDATE documents SET id = 40; UPDATE tags SET id = id + 70; UPDATE highlights SET id = id + 5, document_id = 40; UPDATE highlight_tags SET highlight_id = highlight_id + 5, tag_id = tag_id + 70;
            UPDATE projects SET id = 9; UPDATE documents SET project_id = 9; UPDATE tags SET project_id = 9; UPDATE project_members SET project_id = 9;
            """, "“no”", "twice");
        using var first = TaguetteReader.Read(one["p.sqlite3"]);
        using var second = TaguetteReader.Read(other["p.sqlite3"]);
        Assert.Equal(2, Only(first).Selections.Count);
        Assert.Empty(RefiDiff.Compare(first.Project, second.Project));
    }

    [Fact]
    public void Of_several_projects_one_must_be_named()
    {
        using var file = File("INSERT INTO projects VALUES (2, 'Clinics', '', '2024-05-01'), (3, 'Twice', '', '2024-05-02'), (4, 'twice', 'Later', '2024-05-03');");
        var refusal = Assert.Throws<UnreadableFileException>(() => TaguetteReader.Read(file["p.sqlite3"]));
        Assert.Contains("“Visits”, “Clinics”", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["Visits", "Clinics", "Twice (3)", "twice (4)"], refusal.Choices);
        using var twin = TaguetteReader.Read(file["p.sqlite3"], refusal.Choices[3]);
        Assert.Equal("Later", twin.Project.Description);
        Assert.Equal(refusal.Choices, Assert.Throws<UnreadableFileException>(() => TaguetteReader.Read(file["p.sqlite3"], "twice")).Choices);
        using var read = TaguetteReader.Read(file["p.sqlite3"], "clinics");
        Assert.Equal("Clinics", read.Project.Name);
        Assert.Contains("no project “Wards”", Assert.Throws<UnreadableFileException>(() => TaguetteReader.Read(file["p.sqlite3"], "Wards")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_placed_is_told_and_costs_no_more_than_itself()
    {
        using var file = File("""
            INSERT INTO highlights VALUES (7, 1, 90000, 90010, ''), (8, 1, 3, 3, ''), (9, 99, 0, 4, ''), (10, 1, 5, 900, '');
            INSERT INTO highlights VALUES (11, 1, 1, 7, '<p>Other words</p>');
            INSERT INTO highlight_tags VALUES (1, 44), (10, 1);
            """, "“no”");
        using var read = TaguetteReader.Read(file["p.sqlite3"]);
        Assert.Equal(3, Only(read).Selections.Count);
        Assert.Equal(["past the text", "no words", "tag that is not in the project", "runs past", "Other words"],
            new[] { "past the text", "no words", "tag that is not in the project", "runs past", "Other words" }.Where(s => read.Losses.Any(l => l.Message.Contains(s, StringComparison.Ordinal))));
        Assert.All(read.Losses, l => Assert.Equal("“Visit 1”", l.Place));
    }
}
