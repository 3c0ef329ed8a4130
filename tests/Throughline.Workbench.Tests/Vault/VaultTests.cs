using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Backup;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Tests.Vault;

public sealed class VaultTests
{
    private const string Passphrase = "four herons over water";
    private static readonly VaultEntry Agnes = new("R017", "Agnes Quillfeather", "agnes@quill.example", "07700 900123", "3 Mill Lane");

    [Theory, Engines]
    public async Task What_goes_in_comes_out_and_stands_nowhere_in_the_clear(Engine engine)
    {
        await using var desk = await OpenAsync(engine);

        Assert.True((await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, Agnes, default)).Succeeded);
        var seen = (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, ["r017"], default)).Value.Value;

        Assert.Equal([Agnes], seen);
        Assert.Empty(await ClearAsync(desk, "Quillfeather", "07700 900123", Passphrase));
    }

    [Theory, Engines]
    public async Task A_closed_vault_shows_nothing_and_takes_sealed_details_that_only_opening_reads(Engine engine)
    {
        await using var desk = await OpenAsync(engine);
        await desk.Get<CloseVault>().DoAsync(desk.Study, Desk.Maren, default);

        Assert.Null(await desk.Get<IVaultDrop>().SealAsync(desk.Study, Agnes, default));
        var closed = await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, null, default);

        Assert.IsType<Problem.Conflict>(closed.Problem);
        Assert.Empty(await ClearAsync(desk, "Quillfeather"));
        Assert.True((await desk.Get<OpenVault>().DoAsync(desk.Study, Desk.Maren, Passphrase, default)).Succeeded);
        Assert.Equal([Agnes], (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, null, default)).Value.Value);
        Assert.Equal(1, (await desk.Get<VaultState>().AskAsync(desk.Study, Desk.Maren, default)).Value.People);
    }

    [Theory, Engines]
    public async Task Another_passphrase_opens_nothing_and_is_recorded(Engine engine)
    {
        await using var desk = await OpenAsync(engine);
        await desk.Get<CloseVault>().DoAsync(desk.Study, Desk.Maren, default);

        var refused = await desk.Get<OpenVault>().DoAsync(desk.Study, Desk.Idris, "four herons over land", default);

        Assert.IsType<Problem.Invalid>(refused.Problem);
        var state = (await desk.Get<VaultState>().AskAsync(desk.Study, Desk.Maren, default)).Value;
        Assert.Null(state.OpenUntil);
        Assert.Equal(("refused", "Idris Kaya"), (state.Log[0].What, state.Log[0].By));
    }

    [Theory, Engines]
    public async Task Each_look_is_recorded_without_a_name_and_is_never_undone(Engine engine)
    {
        await using var desk = await OpenAsync(engine);
        var code = await desk.CodeAsync("Saying no");
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, Agnes, default);
        var look = (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, ["R017"], default)).Value.Change!;

        var refused = await desk.UndoAsync(look.Number);
        var undone = (await desk.UndoAsync()).Value.Value;

        Assert.Equal("looked up who R017 is", look.Summary);
        Assert.Equal("This cannot be undone", refused.Problem!.Title);
        Assert.Contains(code.Name, undone.Summary);
    }

    [Theory, Engines]
    public async Task A_new_passphrase_takes_the_place_of_the_old_one(Engine engine)
    {
        await using var desk = await OpenAsync(engine);
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, Agnes, default);

        Assert.True((await desk.Get<ChangePassphrase>().DoAsync(desk.Study, Desk.Maren, "eleven quiet otters", default)).Succeeded);
        await desk.Get<CloseVault>().DoAsync(desk.Study, Desk.Maren, default);

        Assert.False((await desk.Get<OpenVault>().DoAsync(desk.Study, Desk.Maren, Passphrase, default)).Succeeded);
        Assert.True((await desk.Get<OpenVault>().DoAsync(desk.Study, Desk.Maren, "eleven quiet otters", default)).Succeeded);
        Assert.Equal([Agnes], (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, null, default)).Value.Value);
    }

    [Theory, Engines]
    public async Task A_table_of_names_is_taken_and_updated_row_by_row(Engine engine)
    {
        await using var desk = await OpenAsync(engine);
        IReadOnlyList<TableRow> first = [new(1, ["Code", "Name", "E-mail"]), new(2, ["R1", "Ann Ash", "ann@ash.example"]), new(3, ["", "Nobody", ""])];
        IReadOnlyList<TableRow> later = [new(1, ["code", "name", "telephone"]), new(2, ["r1", "", "0161"]), new(3, ["R2", "Bo Birch", ""])];

        var report = (await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, "names.csv", first, default)).Value.Value;
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, "names.csv", later, default);

        Assert.Equal((1, "row 3"), (report.Added, Assert.Single(report.Troubles).Place));
        var all = (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, null, default)).Value.Value;
        Assert.Equal([("Ann Ash", "ann@ash.example", "0161"), ("Bo Birch", "", "")], all.Select(e => (e.Name, e.Email, e.Telephone)));
    }

    [Theory, Engines]
    public async Task Destroying_it_leaves_a_certificate_and_nothing_else(Engine engine)
    {
        await using var desk = await OpenAsync(engine);
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, Agnes, default);

        Assert.False((await desk.Get<DestroyVault>().DoAsync(desk.Study, Desk.Maren, "yes", default)).Succeeded);
        var certificate = (await desk.Get<DestroyVault>().DoAsync(desk.Study, Desk.Maren, "destroy the vault", default)).Value;

        Assert.Contains("with 1 people was destroyed", certificate.Value.Detail);
        Assert.False(desk.Get<IdentityVaults>().IsSetUp(desk.Study));
        Assert.Empty(Directory.GetFiles(Path.Combine(desk.Folder.Path, "vaults")));
        Assert.False((await desk.UndoAsync(certificate.Change!.Number)).Succeeded);
    }

    [Theory, Engines]
    public async Task Without_a_vault_contact_details_are_refused_and_a_short_passphrase_too(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        Assert.IsType<Problem.Conflict>(await desk.Get<IVaultDrop>().SealAsync(desk.Study, Agnes, default));
        Assert.IsType<Problem.Invalid>((await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, "short", default)).Problem);
        Assert.IsType<Problem.Conflict>((await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, Agnes, default)).Problem);
    }

    [Fact]
    public async Task It_closes_by_itself_when_nobody_uses_it()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var clock = new Clock();
        using var vaults = new IdentityVaults(desk.Folder.Vaults, clock);
        await vaults.SetUpAsync(desk.Study, Passphrase, default);

        clock.Now += IdentityVaults.Idle - TimeSpan.FromSeconds(1);
        Assert.True((await vaults.EntriesAsync(desk.Study, default)).Succeeded);
        clock.Now += IdentityVaults.Idle - TimeSpan.FromSeconds(1);
        Assert.True((await vaults.EntriesAsync(desk.Study, default)).Succeeded);
        clock.Now += IdentityVaults.Idle;
        Assert.False((await vaults.EntriesAsync(desk.Study, default)).Succeeded);
    }

    [Fact]
    public async Task A_backup_leaves_it_out()
    {
        await using var desk = await OpenAsync(Engine.Sqlite);
        var zip = Path.Combine(desk.Folder.Path, "out.zip");

        Assert.True((await Archive.WriteAsync(desk.Folder, zip, default)).Succeeded);

        using var archive = System.IO.Compression.ZipFile.OpenRead(zip);
        Assert.DoesNotContain(archive.Entries, e => e.FullName.Contains("vault", StringComparison.Ordinal));
    }

    private static async Task<Desk> OpenAsync(Engine engine)
    {
        var desk = await Desk.OpenAsync(engine);
        Assert.True((await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, Passphrase, default)).Succeeded);
        return desk;
    }

    /// <summary>The files and changes in which one of the words can be read.</summary>
    private static async Task<List<string>> ClearAsync(Desk desk, params string[] words)
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(desk.Folder.Path, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "in-use"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            found.AddRange(words.Where(w => text.Contains(w, StringComparison.Ordinal)).Select(w => $"{w} in {file}"));
        }
        var changes = await desk.LookAsync(db => db.Changes.Select(c => c.Summary + c.Edits).ToListAsync());
        found.AddRange(words.Where(w => changes.Exists(c => c.Contains(w, StringComparison.Ordinal))));
        return found;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2025, 11, 12, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
