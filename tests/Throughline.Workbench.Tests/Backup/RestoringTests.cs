using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Throughline.Storage;
using Throughline.Storage.Backup;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Tests.Codebook;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Backup;

public sealed class RestoringTests : IDisposable
{
    private readonly string elsewhere = Directory.CreateTempSubdirectory("throughline-backup-").FullName;

    [Fact]
    public async Task A_backup_restored_elsewhere_is_the_same_study_with_its_originals()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        await desk.ImportOneAsync("P07.vtt", Imports.Interview);
        var (zip, picture) = (Path.Combine(elsewhere, "all.zip"), await desk.PictureAsync());
        Assert.True((await Archive.WriteAsync(desk.Folder, zip, default)).Value > 0);

        using var other = (await DataFolder.OpenAsync(Path.Combine(elsewhere, "other"), null, default)).Value;
        var before = await Archive.RestoreAsync(other, zip, default);

        Assert.Equal("before-restore", before.Value.Reason);
        await using var db = other.Dbs.Create();
        Assert.Equal(picture, await Picture.OfAsync(db, desk.Study));
        Assert.Empty(await new IntegrityCheck(other).RunAsync(default));
    }

    [Fact]
    public async Task What_stood_before_a_restore_is_kept_and_comes_back_by_restoring_it()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var kept = Snapshots.Keep(desk.Folder, "daily");
        await desk.CodeAsync("Being the only one");
        var (later, era) = (await desk.PictureAsync(), desk.Folder.Era);
        var told = 0;
        desk.Folder.Restored += () => told++;

        var before = await Snapshots.RestoreAsync(desk.Folder, kept.Name, default);
        Assert.DoesNotContain("Being the only one", await desk.PictureAsync(), StringComparison.Ordinal);
        Assert.Equal(1, told);
        Assert.NotEqual(era, desk.Folder.Era);

        Assert.True((await Snapshots.RestoreAsync(desk.Folder, before.Value.Name, default)).Succeeded);
        Assert.Equal(later, await desk.PictureAsync());
        await desk.CodeAsync("The list");
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));
    }

    [Fact]
    public async Task Restoring_the_oldest_of_those_kept_does_not_thin_it_out_first()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var oldest = Snapshots.Keep(desk.Folder, "before-restore");
        await desk.CodeAsync("Being the only one");
        for (var i = 0; i < 4; i++) Snapshots.Keep(desk.Folder, "before-restore");

        var before = await Snapshots.RestoreAsync(desk.Folder, oldest.Name, default);

        Assert.True(before.Succeeded, before.Problem?.Detail);
        Assert.Empty(await desk.TreeAsync());
        Assert.Contains(before.Value, Snapshots.List(desk.Folder));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_refused_and_nothing_is_touched()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var kept = Snapshots.Keep(desk.Folder, "daily");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(desk.Folder.SnapshotFolder, kept.Name));
        Array.Fill(bytes, (byte)0x5a, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(Path.Combine(desk.Folder.SnapshotFolder, kept.Name), bytes);
        var picture = await desk.PictureAsync();

        Assert.IsType<Problem.Unreadable>((await Snapshots.RestoreAsync(desk.Folder, kept.Name, default)).Problem);

        Assert.Equal(picture, await desk.PictureAsync());
        Assert.Single(Snapshots.List(desk.Folder));
    }

    [Fact]
    public async Task What_a_newer_version_made_is_refused()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var kept = Snapshots.Keep(desk.Folder, "daily");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(desk.Folder.SnapshotFolder, kept.Name)};Pooling=False"))
        {
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0')";
            await command.ExecuteNonQueryAsync();
        }

        var problem = Assert.IsType<Problem.Unreadable>((await Snapshots.RestoreAsync(desk.Folder, kept.Name, default)).Problem);

        Assert.Contains("newer version", problem.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData("not a zip"), InlineData(null)]
    public async Task A_file_that_is_no_backup_is_refused_and_named(string? content)
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var path = Path.Combine(elsewhere, "odd.zip");
        if (content is not null) await File.WriteAllTextAsync(path, content);
        else await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create)) zip.CreateEntry("readme.txt");

        var problem = Assert.IsType<Problem.Unreadable>((await Archive.RestoreAsync(desk.Folder, path, default)).Problem);

        Assert.Equal("odd.zip", problem.File);
        Assert.Empty(Snapshots.List(desk.Folder));
    }

    [Fact]
    public async Task Seven_days_and_four_weeks_are_kept_and_five_of_the_others()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var first = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        for (var day = 0; day < 40; day++) Snapshots.Keep(desk.Folder, "daily", first.AddDays(day));
        for (var day = 0; day < 8; day++) Snapshots.Keep(desk.Folder, "before-migration", first.AddDays(day));

        var kept = Snapshots.List(desk.Folder);

        var last = first.AddDays(39);
        var daily = kept.Where(s => s.Reason == "daily").Select(s => s.At).ToList();
        for (var day = 0; day < 7; day++) Assert.Contains(last.AddDays(-day), daily);
        Assert.Equal(4, daily.Select(at => System.Globalization.ISOWeek.GetWeekOfYear(at.Date)).Distinct().Count());
        Assert.Equal(5, kept.Count(s => s.Reason == "before-migration"));
        Assert.Contains(first.AddDays(7), kept.Select(s => s.At));
    }

    public void Dispose() => Directory.Delete(elsewhere, recursive: true);
}
