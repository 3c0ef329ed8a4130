using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Tests.Sources;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class ArchiveTests
{
    [Theory, Engines]
    public async Task A_study_comes_back_whole_on_another_engine_with_its_history(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await using var other = await Desk.OpenAsync(engine == Engine.Sqlite && TestDatabases.Postgres is not null ? Engine.Postgres : Engine.Sqlite);
        await desk.ImportOneAsync("P07.vtt", Imports.Interview);
        var source = await desk.SourceAsync("P08", "Ünïcode 😀 words of somebody");
        var code = await desk.CodeAsync("Saying no");
        await desk.CodeAsync("Below it", code.Id);
        await desk.CodeAsync(source, code, 0, 7);
        await desk.UndoAsync();
        await desk.RedoAsync();
        var archive = await ArchiveAsync(desk);

        var done = await other.Get<ImportArchive>().DoAsync(Desk.Idris, new("copy.throughline", archive), default);

        Assert.Equal(desk.Study, done.Value.Value.Study);
        Assert.Equal(await RowsAsync(desk, desk.Study), await RowsAsync(other, desk.Study));
        Assert.Equal(await HistoryAsync(desk), (await HistoryAsync(other, desk.Study))[..^1]);
        var undone = await other.Get<Workbench.History.UndoChange>().DoAsync(desk.Study, Desk.Idris, null, default);
        Assert.True(undone.Succeeded);
    }

    [Theory, Engines]
    public async Task A_study_that_is_here_already_is_not_touched_and_may_come_in_beside(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Saying no");
        var archive = await ArchiveAsync(desk);

        var refused = await desk.Get<ImportArchive>().DoAsync(Desk.Maren, new("copy.throughline", archive), default);
        archive.Position = 0;
        var beside = await desk.Get<ImportArchive>().DoAsync(Desk.Maren, new("copy.throughline", archive, Guid.CreateVersion7(), "A second one"), default);

        Assert.IsType<Problem.Conflict>(refused.Problem);
        Assert.Equal("A second one", beside.Value.Value.Name);
        Assert.Equal(2, (await desk.LookAsync(db => db.Codes.Select(c => c.Name).ToListAsync())).Count(n => n == "Saying no"));
    }

    [Fact]
    public async Task What_was_changed_since_it_was_written_is_refused_and_nothing_is_kept()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        await using var other = await Desk.OpenAsync(Engine.Sqlite);
        await desk.CodeAsync("Saying no");
        var archive = await ArchiveAsync(desk);
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("rows/Code.jsonl")!;
            string text;
            using (var reader = new StreamReader(entry.Open())) text = await reader.ReadToEndAsync();
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("rows/Code.jsonl").Open());
            await writer.WriteAsync(text.Replace("Saying no", "Saying so", StringComparison.Ordinal));
        }
        archive.Position = 0;

        var refused = await other.Get<ImportArchive>().DoAsync(Desk.Maren, new("copy.throughline", archive), default);

        Assert.Contains("rows/Code.jsonl", Assert.IsType<Problem.Unreadable>(refused.Problem).Detail);
        archive.Position = 0;
        Assert.Contains("rows/Code.jsonl", Assert.IsType<Problem.Unreadable>((await desk.Get<MergeCopy>().DoAsync(desk.Study, Desk.Maren, new("copy.throughline", archive, DryRun: true), default)).Problem).Detail);
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true)) zip.GetEntry("rows/Code.jsonl")!.Delete();
        archive.Position = 0;
        Assert.Contains("not in it", Assert.IsType<Problem.Unreadable>((await other.Get<ImportArchive>().DoAsync(Desk.Maren, new("copy.throughline", archive), default)).Problem).Detail);
        Assert.False(await other.LookAsync(db => db.Studies.AnyAsync(s => s.Id == desk.Study)));
    }

    [Theory]
    [InlineData("texts.jsonl", "\"layout\":\"\"", "\"layout\":null", "layout has no value")]
    [InlineData("texts.jsonl", "\"layout\":\"\"", "\"layout\":\"{\\\"turns\\\":[[1,0,9000,-1,-1]],\\\"pages\\\":[]}\"", "lies outside its words")]
    [InlineData("texts.jsonl", "\"layout\":\"\"", "\"layout\":\"{\\\"turns\\\":[[1]],\\\"pages\\\":[]}\"", "fewer than five")]
    [InlineData("rows/Code.jsonl", "\"name\":", "\"\":1,\"position\":\"x\",\"name\":", "a row")]
    public async Task Rows_that_are_not_as_such_rows_are_refused_by_name(string part, string from, string to, string told)
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        await using var other = await Desk.OpenAsync(Engine.Sqlite);
        var (source, code) = (await desk.SourceAsync("P07", "She said no."), await desk.CodeAsync("Saying no"));
        await desk.CodeAsync(source, code, 0, 3);
        await desk.LookAsync(db => db.Texts.ExecuteUpdateAsync(t => t.SetProperty(x => x.Layout, "")));
        var archive = await ArchiveAsync(desk);
        await ChangeAsync(archive, part, text => text.Replace(from, to, StringComparison.Ordinal));

        var refused = await other.Get<ImportArchive>().DoAsync(Desk.Maren, new("copy.throughline", archive), default);

        Assert.Contains(told, Assert.IsType<Problem.Unreadable>(refused.Problem).Detail);
        Assert.False(await other.LookAsync(db => db.Studies.AnyAsync(s => s.Id == desk.Study)));
    }

    /// <summary>Alters a part as somebody does who knows of the checksums.</summary>
    private static async Task ChangeAsync(MemoryStream archive, string part, Func<string, string> change)
    {
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
        {
            async Task<string> ReplaceAsync(string name, Func<string, string> with)
            {
                var entry = zip.GetEntry(name)!;
                string text;
                using (var reader = new StreamReader(entry.Open())) text = with(await reader.ReadToEndAsync());
                entry.Delete();
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                await writer.WriteAsync(text);
                return text;
            }
            string Sum(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
            var before = "";
            var after = await ReplaceAsync(part, text => change(before = text));
            Assert.NotEqual(before, after);
            await ReplaceAsync("checksums.sha256", sums => sums.Replace(Sum(before), Sum(after), StringComparison.Ordinal));
        }
        archive.Position = 0;
    }

    [Theory]
    [InlineData("not a zip at all")]
    [InlineData("")]
    public async Task What_is_no_archive_is_refused(string text)
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);

        var refused = await desk.Get<ImportArchive>().DoAsync(Desk.Maren, new("x.throughline", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))), default);

        Assert.IsType<Problem.Unreadable>(refused.Problem);
    }

    [Fact]
    public async Task The_vault_goes_with_it_only_where_it_is_asked_for_and_stays_closed()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        await using var other = await Desk.OpenAsync(Engine.Sqlite);
        await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, "four herons over water", default);
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, new VaultEntry("R001", "Agnes Quill"), default);

        using var without = new ZipArchive(await ArchiveAsync(desk));
        var archive = await ArchiveAsync(desk, withVault: true);
        var done = await other.Get<ImportArchive>().DoAsync(Desk.Maren, new("copy.throughline", archive), default);

        Assert.Null(without.GetEntry("identity.vault"));
        Assert.True(done.Value.Value.Vault);
        Assert.True((await other.Get<OpenVault>().DoAsync(desk.Study, Desk.Maren, "four herons over water", default)).Succeeded);
        Assert.Equal("Agnes Quill", (await other.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, null, default)).Value.Value[0].Name);
    }

    internal static async Task<MemoryStream> ArchiveAsync(Desk desk, Guid? study = null, bool withVault = false)
    {
        var to = new MemoryStream();
        var written = await desk.Get<ArchiveOfStudy>().WriteAsync(study ?? desk.Study, Desk.Maren, to, withVault, default);
        Assert.True(written.Succeeded, written.Problem?.Detail);
        to.Position = 0;
        return to;
    }

    private static Task<List<string>> HistoryAsync(Desk desk, Guid? study = null) => desk.LookAsync(async db =>
        (await db.Changes.Where(c => c.StudyId == (study ?? desk.Study)).OrderBy(c => c.Number).ToListAsync())
            .ConvertAll(c => $"{c.Number} {c.Verb} {c.Actor} {c.At} {c.Summary} {c.Reverses} {c.ReversedBy} {c.Edits}"));

    /// <summary>Every row of every kind, with all its fields, and the texts.</summary>
    private static Task<List<string>> RowsAsync(Desk desk, Guid study) => desk.LookAsync(async db =>
    {
        var rows = new List<string>();
        foreach (var kind in RecordedTypes.All)
            await foreach (var row in kind.AllAsync(db, study))
                rows.Add($"{kind.Name} {System.Text.Json.JsonSerializer.Serialize<object>(row)}");
        foreach (var text in await db.Texts.Where(t => t.StudyId == study).ToListAsync()) rows.Add($"{text.SourceId} {text.Version} {text.Text} {text.Layout}");
        return rows.Order(StringComparer.Ordinal).ToList();
    });
}
