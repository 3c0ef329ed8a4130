using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.Storage.TextSearch;

/// <summary>A row of words and positions for each passage, under a GIN index. The words are folded here, not by the server's dictionaries.</summary>
internal sealed class PostgresTextIndex : ITextIndex
{
    /// <summary>The lock under which a study gets its number.</summary>
    private const long NumbersOfStudies = 0x7468726f;

    private const string Asked = """FROM "Passages" WHERE "Words" @@ @words::tsquery AND "Id" >= @from AND "Id" < @to""";

    public async Task AddAsync(StudyDb db, long text, Passages passages, CancellationToken cancel)
    {
        var count = Math.Min(passages.Count, TextNumber.MostPassages);
        await using var command = Command(db, """INSERT INTO "Passages" ("Id", "Words") SELECT id, words::tsvector FROM unnest(@ids, @words) AS p (id, words)""");
        command.Parameters.AddWithValue("ids", Enumerable.Range(0, count).Select(i => TextNumber.FirstPassage(text) + i).ToArray());
        command.Parameters.AddWithValue("words", Enumerable.Range(0, count).Select(i => Vector(passages, i)).ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Vector(Passages passages, int index)
    {
        var (words, places) = (passages.Words, new Dictionary<string, StringBuilder>());
        var known = places.GetAlternateLookup<ReadOnlySpan<char>>();
        var (from, to) = passages[index];
        for (var i = from; i < to; i++)
        {
            if (known.TryGetValue(words[i], out var at)) at.Append(',');
            else known[words[i]] = at = new();
            at.Append(CultureInfo.InvariantCulture, $"{i - from + 1}");
        }
        var vector = new StringBuilder();
        foreach (var (word, at) in places) vector.Append('\'').Append(word).Append("':").Append(at).Append(' ');
        return vector.ToString();
    }

    public async Task RemoveAsync(StudyDb db, long text, CancellationToken cancel)
    {
        await using var command = Command(db, """DELETE FROM "Passages" WHERE "Id" >= @from AND "Id" < @to""");
        command.Parameters.AddWithValue("from", TextNumber.FirstPassage(text));
        command.Parameters.AddWithValue("to", TextNumber.FirstPassage(text + 1));
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<long> NextStudyAsync(StudyDb db, CancellationToken cancel)
    {
        await using var wait = Command(db, $"SELECT pg_advisory_xact_lock({NumbersOfStudies})");
        await wait.ExecuteNonQueryAsync(cancel);
        return TextNumber.OfStudy(await db.IndexedTexts.MaxAsync(t => (long?)t.Number, cancel) ?? 0) + 1;
    }

    public Task<IReadOnlyList<long>> PassagesAsync(StudyDb db, long study, WordQuery query, int most, CancellationToken cancel) =>
        AskAsync(db, $"SELECT \"Id\" {Asked} LIMIT {most}", (study, query), cancel);

    public Task<IReadOnlyList<long>> TextsAsync(StudyDb db, long study, WordQuery query, CancellationToken cancel) =>
        AskAsync(db, $"SELECT DISTINCT \"Id\" >> {TextNumber.OfPassages} {Asked}", (study, query), cancel);

    private static async Task<IReadOnlyList<long>> AskAsync(StudyDb db, string sql, (long Study, WordQuery Query) asked, CancellationToken cancel)
    {
        await using var command = Command(db, sql);
        var (from, to) = TextNumber.RangeOf(asked.Study);
        command.Parameters.AddWithValue("words", Match(asked.Query));
        command.Parameters.AddWithValue("from", from);
        command.Parameters.AddWithValue("to", to);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<long>();
        while (await rows.ReadAsync(cancel)) found.Add(rows.GetInt64(0));
        return found;
    }

    /// <summary>Folded words hold letters and digits only, so that within quotation marks nothing of them is syntax.</summary>
    private static string Match(WordQuery query) => string.Join(" & ", query.ForIndex.Select(t =>
        $"({string.Join(" <-> ", t.Words.Select(w => $"'{w}'"))}{(t.IsBeginning ? ":*" : "")})"));

    private static NpgsqlCommand Command(StudyDb db, string sql) =>
        new(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
}
