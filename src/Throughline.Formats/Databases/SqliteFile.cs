using Microsoft.Data.Sqlite;
using Throughline.Formats.RefiQda;
using static SQLitePCL.raw;

namespace Throughline.Formats.Databases;

/// <summary>
/// The database of another program, as it was sent by a stranger. It is opened as a file that nobody changes: nothing is written, no
/// journal is looked for. Only plain tables are read, row after row, without sorting; views, triggers, virtual tables and attached files
/// have no part in it. What one value, all values and the work of reading them may cost is bounded.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private const int Defensive = 1010, TrustedSchema = 1017;
    private const int StepsBetweenLooks = 100_000, MostLooks = 20_000;
    private const int LargestValue = 40 << 20;
    private readonly SqliteConnection connection;
    private readonly ReadLimits limits;
    private readonly RefiFindings findings;
    private readonly Dictionary<string, IReadOnlyList<string>> tables = new(StringComparer.OrdinalIgnoreCase);
    private long allowance;
    private int items, looks;

    private SqliteFile(SqliteConnection connection, ReadLimits limits, RefiFindings findings) =>
        (this.connection, this.limits, this.findings, allowance) = (connection, limits, findings, limits.UnpackedBytes);

    /// <summary>Whether the bytes begin as a database does.</summary>
    public static bool Looks(ReadOnlySpan<byte> beginning) => beginning.StartsWith("SQLite format 3\0"u8);

    /// <summary>Opens a file and lists its tables.</summary>
    /// <exception cref="UnreadableFileException">It is no database, damaged, too large, or was not closed by its program.</exception>
    public static SqliteFile Open(string path, ReadLimits limits, RefiFindings findings)
    {
        var file = new FileInfo(path);
        if (file.Length > limits.FileBytes) throw Refusal.FileTooLarge(file.Length, limits);
        RefuseUnfinished(path);
        SqliteFile? opened = null;
        try
        {
            opened = new SqliteFile(new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = $"{new Uri(file.FullName).AbsoluteUri}?immutable=1", Mode = SqliteOpenMode.ReadOnly, Pooling = false,
            }.ToString()), limits, findings);
            opened.Begin();
            return opened;
        }
        catch (SqliteException)
        {
            opened?.Dispose();
            throw new UnreadableFileException("the file", "It is damaged, or not a database.", "Open it in the program that it belongs to; copy or export the project again from there.");
        }
    }

    /// <summary>Whether there is a plain table of that name.</summary>
    public bool Has(string table) => tables.ContainsKey(table);

    /// <summary>
    /// The rows of a table as they stand, each with the columns that were asked for, in their order; a column that the table does not have is
    /// empty. What follows a damaged place is left out, and told.
    /// </summary>
    public IEnumerable<SqliteRow> Rows(string table, params string[] columns)
    {
        if (!tables.TryGetValue(table, out var has)) yield break;
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(c => has.Contains(c, StringComparer.OrdinalIgnoreCase) ? Bounded(c) : "NULL"))} FROM main.{Quoted(table)} NOT INDEXED";
        var read = 0;
        SqliteDataReader? reader = null;
        try
        {
            while (Next(command, table, ref reader, ref read) is { } row) yield return row;
        }
        finally
        {
            reader?.Dispose();
        }
    }

    public void Dispose() => connection.Dispose();

    private void Begin()
    {
        connection.Open();
        var handle = connection.Handle;
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, LargestValue * 2);
        sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
        sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
        sqlite3_db_config(handle, Defensive, 1, out _);
        sqlite3_db_config(handle, TrustedSchema, 0, out _);
        sqlite3_progress_handler(handle, StepsBetweenLooks, _ => ++looks > MostLooks ? 1 : 0, null);
        Do("PRAGMA query_only = 1");
        Do("PRAGMA cell_size_check = 1");
        Do("PRAGMA mmap_size = 0");
        Do("PRAGMA cache_size = -8192");
        List();
    }

    private void List()
    {
        var names = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 LIMIT 1000";
            using var reader = command.ExecuteReader();
            while (reader.Read()) names.Add(reader.GetString(0));
        }
        foreach (var name in names)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT name FROM pragma_table_info($name) LIMIT 2000";
            command.Parameters.AddWithValue("$name", name);
            using var reader = command.ExecuteReader();
            var columns = new List<string>();
            while (reader.Read()) columns.Add(reader.GetString(0));
            tables.TryAdd(name, columns);
        }
    }

    private SqliteRow? Next(SqliteCommand command, string table, ref SqliteDataReader? reader, ref int read)
    {
        try
        {
            reader ??= command.ExecuteReader();
            if (!reader.Read()) return null;
            read++;
            if (++items > limits.Items) throw Refusal.TooMany("rows", limits);
            var cells = new object?[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = Spend(reader.IsDBNull(i) ? null : reader.GetValue(i), table);
            return new SqliteRow(cells);
        }
        catch (SqliteException fault)
        {
            findings.Tell("damaged tables", $"table {table}", fault.SqliteErrorCode == SQLITE_INTERRUPT
                ? $"Reading it took far more work than a table of its size needs. What comes after row {Refusal.Count(read)} was left out."
                : $"It is damaged after row {Refusal.Count(read)}. What comes after was left out.");
            return null;
        }
    }

    private object? Spend(object? value, string table)
    {
        if (value is not string words) return value;
        allowance -= words.Length;
        return allowance >= 0 ? words : throw Refusal.TooLarge(
            $"table {table}", "It holds far more words than a project does, so it was not read further.", "Do not trust this file. Ask for it again from where it was made.");
    }

    /// <summary>A value that is too large is not fetched; it comes as bytes, which no column of ours holds.</summary>
    private static string Bounded(string column) => $"CASE WHEN octet_length({Quoted(column)}) > {LargestValue} THEN x'' ELSE {Quoted(column)} END";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void Do(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>What a program has not yet written into its file lies beside it, and would be missing.</summary>
    private static void RefuseUnfinished(string path)
    {
        foreach (var beside in new[] { "-wal", "-journal" })
            if (new FileInfo(path + beside) is { Exists: true, Length: > 0 })
                throw new UnreadableFileException(
                    Path.GetFileName(path) + beside, "The project is open in its program, or that ended before it had written everything.", "Close the program (open the project once more and close it), then import again.");
    }
}
