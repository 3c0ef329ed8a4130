using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SQLitePCL;
using Throughline.Workbench.Shared;
using static SQLitePCL.raw;

namespace Throughline.Storage;

/// <summary>Many rows of one kind at once: a statement that is prepared once and bound by place on SQLite, COPY on PostgreSQL.</summary>
internal static class ManyInserts
{
    public static Task IntoSqliteAsync(StudyDb db, IEntityType kind, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        var columns = Columns(kind);
        var file = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        Check(sqlite3_prepare_v2(file, $"INSERT INTO {Quoted(kind)} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})", out var statement), file);
        using var prepared = statement;
        var words = Array.Empty<byte>();
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++) Check(Bind(statement, i + 1, columns[i].Of(row), ref words), file);
            if (sqlite3_step(statement) is var done and not SQLITE_DONE) Check(done, file);
            Check(sqlite3_reset(statement), file);
        }
        return Task.CompletedTask;
    }

    /// <summary>By its place: the usual way seeks each parameter of each row by its name.</summary>
    private static int Bind(sqlite3_stmt statement, int place, object? value, ref byte[] words) => value switch
    {
        null => sqlite3_bind_null(statement, place),
        byte[] bytes => sqlite3_bind_blob(statement, place, bytes),
        string { Length: 0 } none => sqlite3_bind_text(statement, place, none),
        string text => sqlite3_bind_text(statement, place, Written(text, ref words)),
        int number => sqlite3_bind_int(statement, place, number),
        long number => sqlite3_bind_int64(statement, place, number),
        bool flag => sqlite3_bind_int(statement, place, flag ? 1 : 0),
        double measure => sqlite3_bind_double(statement, place, measure),
        _ => throw new NotSupportedException($"A row cannot hold {value.GetType()}."),
    };

    /// <summary>In memory that all rows share: the engine keeps a copy of its own.</summary>
    private static ReadOnlySpan<byte> Written(string text, ref byte[] words)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length >= words.Length) words = new byte[Math.Max(length + 1, 1 << 10)];
        return words.AsSpan(0, Encoding.UTF8.GetBytes(text, words));
    }

    private static void Check(int result, sqlite3 file) => SqliteException.ThrowExceptionForRC(result, file);

    public static async Task IntoPostgresAsync(StudyDb db, IEntityType kind, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        var columns = Columns(kind);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {Quoted(kind)} ({Names(columns)}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in columns)
            {
                if (column.Of(row) is { } value) await copy.WriteAsync(value, column.StoreType, cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    private static List<Column> Columns(IEntityType kind) => [.. kind.GetProperties().Select(p => new Column(p))];

    private static string Quoted(IEntityType kind) => $"\"{kind.GetTableName()}\"";

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string StoreType { get; } = property.GetRelationalTypeMapping().StoreType;

        public object? Of(object row)
        {
            var value = getter.GetClrValue(row);
            return value is null || convert is null ? value : convert(value);
        }
    }
}
