using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Respondents;

public sealed class WithdrawRespondentTests
{
    private const string Words = "My supervisor listens, even on Fridays at five.";

    [Theory, Engines]
    public async Task What_they_gave_is_nowhere_in_the_database_and_what_others_gave_stays(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        var source = (await desk.Get<GatherAnswers>().DoAsync(desk.Study, Desk.Maren, ["why"], default)).Value.Value.Single();
        var code = await desk.CodeAsync("Colleagues");
        var text = (await desk.Get<SourceWords>().AskAsync(desk.Study, Desk.Maren, source.Id.ToString(), default)).Value.Content.Text;
        var at = text.IndexOf(Words, StringComparison.Ordinal);
        Assert.NotNull((await desk.CodeAsync(source, code, at, at + 22)).Value.Value);
        var other = text.IndexOf("honest truth", StringComparison.Ordinal);
        await desk.CodeAsync(source, code, other, other + 12);
        var kept = await OthersQuoteAsync(desk, source, at);
        Assert.Contains("listens", await EverythingAsync(desk));
        Assert.Contains("listens", await IndexAsync(desk));

        var done = await desk.Get<WithdrawRespondent>().DoAsync(desk.Study, Desk.Maren, "R003", default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        Assert.Equal((1, 1), (done.Value.Value.Answers, done.Value.Value.Segments));

        var all = await EverythingAsync(desk);
        foreach (var erased in new[] { "My supervisor", "listens", "Fridays at five", "\"28\"", "\"a3\"", "\na3\n" }) Assert.DoesNotContain(erased, all);
        Assert.Contains("The people keep me here", all);
        var index = await IndexAsync(desk);
        Assert.DoesNotContain("listens", index);
        Assert.Contains("keep", index);
        Assert.Equal(["honest truth"], await desk.CodedAsync(source));
        Assert.Contains("kept as it is", await desk.LookAsync(db => db.Exchanges.Where(e => e.Id == kept).Select(e => e.Report).SingleAsync()));
        Assert.Equal((0, 0), await desk.LookAsync(async db => (await db.Selections.CountAsync(), await db.Memberships.CountAsync())));
        var table = await desk.TableAsync();
        Assert.Equal((3, 1), (table.Respondents.Count, table.Withdrawn));
        Assert.Contains("R003", (await desk.LookAsync(db => db.Changes.OrderByDescending(c => c.Number).FirstAsync())).Summary);
        Assert.Equal("R003", (await desk.LookAsync(db => db.VaultEvents.SingleAsync())).Code);
    }

    [Theory, Engines]
    public async Task Nothing_brings_it_back_and_a_later_export_leaves_them_out(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync();
        await desk.Get<GatherAnswers>().DoAsync(desk.Study, Desk.Maren, ["why"], default);
        Assert.True((await desk.Get<WithdrawRespondent>().DoAsync(desk.Study, Desk.Maren, "R003", default)).Succeeded);
        var last = await desk.LookAsync(db => db.Changes.MaxAsync(c => c.Number));
        Assert.Equal("This cannot be undone", (await desk.UndoAsync(last)).Problem!.Title);
        Assert.Equal("It was erased", (await desk.UndoAsync()).Problem!.Title);
        var first = await desk.LookAsync(db => db.Changes.Where(c => c.Verb == nameof(ImportRespondents)).Select(c => c.Number).SingleAsync());
        var refused = (await desk.UndoAsync(first)).Problem!;
        Assert.Equal("It was erased", refused.Title);
        Assert.Contains("R003 withdrew", refused.Detail);
        var report = await desk.ImportAsync(guessed: true);
        Assert.Equal((0, 1), (report.Counts.Added, report.Counts.Left));
        Assert.DoesNotContain("listens", await EverythingAsync(desk));
        Assert.True((await desk.Get<WithdrawRespondent>().DoAsync(desk.Study, Desk.Maren, "R003", default)).Succeeded);
        Assert.IsType<Problem.NotFound>((await desk.Get<WithdrawRespondent>().DoAsync(desk.Study, Desk.Maren, "R999", default)).Problem);
    }

    /// <summary>A selection of another program in the words, in a set, and a report of an exchange that quotes them.</summary>
    private static async Task<Guid> OthersQuoteAsync(Desk desk, Source source, int at)
    {
        var exchange = Guid.CreateVersion7();
        await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditSources, scope =>
        {
            var selection = scope.Add(new Selection { Id = Guid.CreateVersion7(), SourceId = source.Id, Name = "listens, even on Fridays", Start = at, End = at + Words.Length });
            var set = scope.Add(new NamedSet { Id = Guid.CreateVersion7(), Name = "Good ones" });
            scope.Add(new Membership { Id = Guid.CreateVersion7(), OfId = set.Id, On = Membership.Selection, TargetId = selection.Id });
            scope.Add(new Exchange { Id = exchange, Report = """{"losses":[{"place":"why","reason":"“My supervisor listens, even on …” was left out; the rest was kept as it is."}],"lines":[{"here":"Fridays at five","there":null}]}""" });
            scope.Record("ImportProject", "took in a project");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        return exchange;
    }

    /// <summary>Every text in every table, and on SQLite every byte of its files.</summary>
    internal static async Task<string> EverythingAsync(Desk desk)
    {
        var all = await desk.LookAsync(async db =>
        {
            var found = new StringBuilder();
            foreach (var type in db.Model.GetEntityTypes())
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                if (command.Connection!.State != System.Data.ConnectionState.Open) await command.Connection.OpenAsync();
                command.CommandText = $"SELECT * FROM \"{type.GetTableName()}\"";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    for (var i = 0; i < reader.FieldCount; i++) found.Append(reader.GetValue(i)).Append('\n');
            }
            return found.ToString();
        });
        foreach (var file in Directory.GetFiles(desk.Folder.Path, "*.db*"))
        {
            await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(bytes, Encoding.Latin1);
            all += await reader.ReadToEndAsync();
        }
        return all;
    }

    /// <summary>The words that the index holds, those of rows that are marked as deleted too.</summary>
    private static Task<List<string>> IndexAsync(Desk desk) => desk.LookAsync(async db =>
    {
        if (!desk.Folder.OnSqlite) return await db.Database.SqlQueryRaw<string>("""SELECT DISTINCT unnest(tsvector_to_array("Words")) AS "Value" FROM "Passages" """).ToListAsync();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("CREATE VIRTUAL TABLE IF NOT EXISTS temp.IndexedWords USING fts5vocab('main', 'Passages', 'row')");
        return await db.Database.SqlQueryRaw<string>("SELECT term AS Value FROM temp.IndexedWords").ToListAsync();
    });
}
