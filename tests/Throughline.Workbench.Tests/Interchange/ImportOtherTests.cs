using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class ImportOtherTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("throughline-other-").FullName;

    [Theory, Engines]
    public async Task A_project_of_QualCoder_comes_in_with_its_picture_and_the_same_twice_changes_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllBytes(Path.Combine(folder, "images", "a.png"), [1, 2, 3]);
        Write("data.qda", """
            CREATE TABLE project (databaseversion text, date text, memo text);
            CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
            CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
            CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
            CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text);
            CREATE TABLE cases (caseid integer primary key, name text, memo text);
            CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
            INSERT INTO project VALUES ('v14', '2024-03-01 09:00:00', '');
            INSERT INTO source VALUES (1, 'Visit', 'Zoë 🌱 said no.', NULL, '', 'Maren', '2024-03-02'), (2, 'a.png', NULL, '/images/a.png', '', 'Maren', '2024-03-02');
            INSERT INTO code_name VALUES (1, 'Refusing', 'Says no', NULL, 'Maren', '2024-03-02', '#AA3300');
            INSERT INTO code_text VALUES (1, 1, 1, 'said no', 6, 13, 'Idris', '2024-03-03 10:00:00', 'Firmly');
            INSERT INTO code_image VALUES (1, 2, 10, 20, 30, 40, 1, '', '2024-03-03', 'Maren');
            INSERT INTO cases VALUES (1, 'Zoë', 'Carer');
            INSERT INTO case_text VALUES (1, 1, 1, 0, 15);
            """);
        var first = await ImportAsync(desk, folder);
        Assert.Equal((1, 2, 2, 1, 1), (first.Value.Read.Codes, first.Value.Read.Sources, first.Value.Read.Codings, first.Value.Read.Cases, first.Value.Read.Notes));
        Assert.Null((await ImportAsync(desk, folder)).Change);
        var segments = await desk.LookAsync(db => db.Segments.Where(s => s.StudyId == desk.Study).ToListAsync());
        Assert.Contains(segments, s => s is { Start: 7, End: 14 });
        Assert.Contains(segments, s => s is { X1: 10, Y1: 20, X2: 40, Y2: 60 });
        Assert.Equal(3, (await desk.LookAsync(db => db.Sources.SingleAsync(s => s.StudyId == desk.Study && s.Name == "a.png"))).FileBytes);
        Assert.True((await desk.UndoAsync(first.Change!.Number)).Succeeded);
        Assert.Equal(0, await desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study)));
    }

    [Theory, Engines]
    public async Task A_tag_added_in_Taguette_since_is_taken_and_nothing_else_changes(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        Write("p.sqlite3", """
            CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created DATETIME);
            CREATE TABLE project_members (project_id INTEGER, user_login TEXT);
            CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT, created DATETIME, project_id INTEGER, contents TEXT);
            CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
            CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT);
            CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
            INSERT INTO projects VALUES (1, 'Visits', '', '2024-02-01 10:00:00');
            INSERT INTO project_members VALUES (1, 'maren');
            INSERT INTO documents VALUES (1, 'Visit', '', 'v.txt', '2024-02-02', 1, '<p>Zoë said no.</p>');
            INSERT INTO tags VALUES (1, 1, 'refusal', 'Says no'), (2, 1, 'voice', '');
            INSERT INTO highlights VALUES (1, 1, 5, 12, 'said no');
            INSERT INTO highlight_tags VALUES (1, 1);
            """);
        await ImportAsync(desk, Path.Combine(folder, "p.sqlite3"));
        Write("p.sqlite3", "INSERT INTO highlight_tags VALUES (1, 2)");
        var second = await ImportAsync(desk, Path.Combine(folder, "p.sqlite3"));
        Assert.Equal([new KeyValuePair<string, int>(PlanLine.Added, 1)], second.Value.Did);
        var segments = await desk.LookAsync(db => db.Segments.Where(s => s.StudyId == desk.Study).ToListAsync());
        Assert.Equal([(4, 11), (4, 11)], segments.Select(s => (s.Start, s.End)));
        var coder = Assert.Single(segments.Select(s => s.CoderId).Distinct());
        Assert.Equal("maren", await desk.LookAsync(db => db.Coders.Where(c => c.StudyId == desk.Study && c.Id == coder).Select(c => c.Name).SingleAsync()));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, name), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<Done<ExchangeReport>> ImportAsync(Desk desk, string path)
    {
        var (reading, project) = OfferedProject.ReadOther(path).Value;
        using var _ = reading;
        var outcome = await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), project, ExchangeChoices.None), default);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
        return outcome.Value;
    }
}
