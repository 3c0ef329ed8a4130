using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.Storage.TextSearch;

/// <summary>FTS5, of which only the index is kept: its words are folded already, and the texts stand elsewhere.</summary>
internal sealed class SqliteTextIndex : ITextIndex
{
    /// <summary>Writes the index anew, without what was removed from it.</summary>
    public const string Anew = """INSERT INTO "Passages" ("Passages") VALUES ('optimize')""";

    private const string Asked = """FROM "Passages" WHERE "Passages" MATCH @words AND rowid >= @from AND rowid < @to""";

    public Task AddAsync(StudyDb db, long text, Passages passages, CancellationToken cancel)
    {
        using var command = Command(db, """INSERT INTO "Passages" (rowid, "Words") VALUES (@id, @words)""");
        var (id, words) = (command.Parameters.Add("@id", SqliteType.Integer), command.Parameters.Add("@words", SqliteType.Text));
        for (var i = 0; i < Math.Min(passages.Count, TextNumber.MostPassages); i++)
        {
            cancel.ThrowIfCancellationRequested();
            var (from, to) = passages[i];
            (id.Value, words.Value) = (TextNumber.FirstPassage(text) + i, passages.Words.Joined(from, to));
            command.ExecuteNonQuery();
        }
        return Task.CompletedTask;
    }

    public Task RemoveAsync(StudyDb db, long text, CancellationToken cancel)
    {
        using var command = Command(db, """DELETE FROM "Passages" WHERE rowid >= @from AND rowid < @to""");
        command.Parameters.AddWithValue("@from", TextNumber.FirstPassage(text));
        command.Parameters.AddWithValue("@to", TextNumber.FirstPassage(text + 1));
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    /// <summary>There is one writer at a time.</summary>
    public async Task<long> NextStudyAsync(StudyDb db, CancellationToken cancel) =>
        TextNumber.OfStudy(await db.IndexedTexts.MaxAsync(t => (long?)t.Number, cancel) ?? 0) + 1;

    public Task<IReadOnlyList<long>> PassagesAsync(StudyDb db, long study, WordQuery query, int most, CancellationToken cancel) =>
        AskAsync(db, $"SELECT rowid {Asked} LIMIT {most}", study, query);

    public Task<IReadOnlyList<long>> TextsAsync(StudyDb db, long study, WordQuery query, CancellationToken cancel) =>
        AskAsync(db, $"SELECT DISTINCT rowid >> {TextNumber.OfPassages} {Asked}", study, query);

    private static Task<IReadOnlyList<long>> AskAsync(StudyDb db, string sql, long study, WordQuery query)
    {
        using var command = Command(db, sql);
        var (from, to) = TextNumber.RangeOf(study);
        command.Parameters.AddWithValue("@words", Match(query));
        command.Parameters.AddWithValue("@from", from);
        command.Parameters.AddWithValue("@to", to);
        using var rows = command.ExecuteReader();
        var found = new List<long>();
        while (rows.Read()) found.Add(rows.GetInt64(0));
        return Task.FromResult<IReadOnlyList<long>>(found);
    }

    /// <summary>Folded words hold letters and digits only, so that within quotation marks nothing of them is syntax.</summary>
    private static string Match(WordQuery query) =>
        string.Join(" AND ", query.ForIndex.Select(t => $"\"{string.Join(' ', t.Words)}\"{(t.IsBeginning ? " *" : "")}"));

    private static SqliteCommand Command(StudyDb db, string sql)
    {
        var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
