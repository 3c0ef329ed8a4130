using Microsoft.Data.Sqlite;
using Throughline.Formats.Tests.Others;

namespace Throughline.Fuzz;

/// <summary>Databases of other programs, made here with small pages, so that damage reaches every part.</summary>
internal static class DatabaseSeeds
{
    public static IEnumerable<byte[]> Taguette() => Sizes(OtherFile.Taguette + """
        INSERT INTO projects VALUES (1, 'Visits', 'At home', '2024-02-01 10:00:00');
        INSERT INTO project_members VALUES (1, 'maren', 'ADMIN'), (1, 'idris', 'TAG');
        INSERT INTO documents VALUES (1, 'Visit', '', 'v.txt', '2024-02-02', 1, 'LEFT_TO_RIGHT', '<h1>Zoë</h1><p>She said <b>no</b> 🌱</p><table><tr><td>a<td>b</table><pre>x
         y</pre>'), (2, 'Other', '', 'o.txt', '2024-02-03', 1, '', '<p>Words</p>');
        INSERT INTO tags VALUES (1, 1, 'refusal', 'Says no'), (2, 1, 'refusal.polite', ''), (3, 1, 'circle', '');
        INSERT INTO highlights VALUES (1, 1, 5, 12, 'She sai'), (2, 1, 0, 4, 'Zoë'), (3, 2, 0, 5, 'Words'), (4, 2, 3, 99, '');
        INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2), (3, 1);
        INSERT INTO commands VALUES (1, '2024-02-03', 'idris', 1, 1, '{"type":"highlight_add","highlight_id":1,"tags":[1,2]}');
        """);

    public static IEnumerable<byte[]> QualCoder() => Sizes(OtherFile.QualCoder + """
        INSERT INTO source (id, name, fulltext, mediapath, memo, owner, date, av_text_id) VALUES (1, 'Visit', 'Zoë 🌱 said no. She went.', NULL, 'm', 'Maren', '2024-03-02', NULL), (2, 'a.png', NULL, '/images/a.png', '', 'Maren', '', NULL),
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
