using Microsoft.Data.Sqlite;

namespace Throughline.Fuzz;

/// <summary>Databases of other programs, made here with small pages, so that damage reaches every part.</summary>
internal static class DatabaseSeeds
{
    public static IEnumerable<byte[]> Taguette() => Sizes("""
        CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created DATETIME);
        CREATE TABLE project_members (project_id INTEGER, user_login TEXT, privileges TEXT, PRIMARY KEY (project_id, user_login));
        CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT, created DATETIME, project_id INTEGER, text_direction TEXT, contents TEXT);
        CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
        CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT, parent_id INTEGER);
        CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
        CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login TEXT, project_id INTEGER, document_id INTEGER, payload TEXT);
        INSERT INTO projects VALUES (1, 'Visits', 'At home', '2024-02-01 10:00:00');
        INSERT INTO project_members VALUES (1, 'maren', 'ADMIN'), (1, 'idris', 'TAG');
        INSERT INTO documents VALUES (1, 'Visit', '', 'v.txt', '2024-02-02', 1, 'LEFT_TO_RIGHT', '<h1>Zoë</h1><p>She said <b>no</b> 🌱</p><table><tr><td>a<td>b</table><pre>x
         y</pre>'), (2, 'Other', '', 'o.txt', '2024-02-03', 1, '', '<p>Words</p>');
        INSERT INTO tags VALUES (1, 1, 'refusal', 'Says no', NULL), (2, 1, 'polite', '', 1), (3, 1, 'circle', '', 3);
        INSERT INTO highlights VALUES (1, 1, 5, 12, 'She sai'), (2, 1, 0, 4, 'Zoë'), (3, 2, 0, 5, 'Words'), (4, 2, 3, 99, '');
        INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2), (3, 1);
        INSERT INTO commands VALUES (1, '2024-02-03', 'idris', 1, 1, '{"type":"highlight_add","highlight_id":1,"tags":[1,2]}');
        """);

    public static IEnumerable<byte[]> QualCoder() => Sizes("""
        CREATE TABLE project (databaseversion text, date text, memo text, about text, codername text);
        CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, unique(name));
        CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer, pdf_page integer);
        CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
        CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
        CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
        CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
        CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
        CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
        CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer);
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
        CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
        INSERT INTO project VALUES ('v14', '2024-03-01 09:00:00', 'What', '', 'Maren');
        INSERT INTO source VALUES (1, 'Visit', 'Zoë 🌱 said no. She went.', NULL, 'm', 'Maren', '2024-03-02', NULL), (2, 'a.png', NULL, '/images/a.png', '', 'Maren', '', NULL),
            (3, 't.mp4', NULL, 'video:/t.mp4', '', 'Maren', '', 4), (4, 't.txt', '[00:00:05] Hello. [01:02:03] Bye.', NULL, '', '', '', NULL), (5, 'p.pdf', 'Plan', '/docs/p.pdf', '', '', '', NULL);
        INSERT INTO code_cat VALUES (1, 'A', '', '', '', 2), (2, 'B', '', '', '', NULL), (3, 'C', '', '', '', 3);
        INSERT INTO code_name VALUES (1, 'No', 'm', 1, '', '', '#AA3300'), (2, 'Go', '', 3, '', '', '');
        INSERT INTO code_text VALUES (1, 1, 1, 'said no', 6, 13, 'Maren', '2024-03-03', 'memo', NULL, 1), (2, 2, 4, 'Hello.', 11, 17, 'Idris', '', '', NULL, NULL), (3, 2, 1, 'absent', 7, 99, '', '', '', NULL, NULL);
        INSERT INTO code_image VALUES (1, 2, 1, 2, 3, 4, 1, '', '', '', NULL, NULL), (2, 5, 1, 2, 3, 4, 1, '', '', '', NULL, 1);
        INSERT INTO code_av VALUES (1, 3, 5, 95, 2, 'm', '', '', NULL);
        INSERT INTO annotation VALUES (1, 1, 0, 3, 'Name?', 'Idris', '');
        INSERT INTO cases VALUES (1, 'Zoë', 'Carer', '', '');
        INSERT INTO case_text VALUES (1, 1, 1, 0, 24, '', '', ''), (2, 1, 4, 11, 17, '', '', '');
        INSERT INTO attribute_type VALUES ('Age', '', '', '', 'case', 'numeric');
        INSERT INTO attribute VALUES (1, 'Age', 'case', '61', 1, '', '');
        INSERT INTO journal VALUES (1, 'Day', 'We began.', '', 'Maren');
        """);

    /// <summary>Reads a file by its path, as these readers do.</summary>
    public static Action<byte[]> At(string name, Action<string> read)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("throughline-fuzz-").FullName, name);
        return bytes =>
        {
            File.WriteAllBytes(path, bytes);
            read(path);
        };
    }

    private static IEnumerable<byte[]> Sizes(string sql)
    {
        foreach (var page in new[] { 512, 4096 })
        {
            var path = Path.GetTempFileName();
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = $"PRAGMA page_size = {page}; VACUUM; {sql}";
                command.ExecuteNonQuery();
            }
            yield return File.ReadAllBytes(path);
            File.Delete(path);
        }
    }
}
