using Throughline.Storage;
using Throughline.Storage.Backup;

namespace Throughline.App.Shell;

/// <summary>Keeps a snapshot a day while the workbench runs, the first as soon as the last one is a day old.</summary>
public sealed partial class DailySnapshot(DataFolder folder, WebOptions options, TimeProvider clock, ILogger<DailySnapshot> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!folder.OnSqlite) return;
        await options.Opened.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        do
        {
            try
            {
                if (IsDue()) await Task.Run(() => Snapshots.Keep(folder, "daily"), stoppingToken);
            }
            catch (Exception fault) when (fault is IOException or Microsoft.Data.Sqlite.SqliteException)
            {
                Failed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsDue() =>
        File.Exists(folder.DatabaseFile) &&
        (Snapshots.List(folder).FirstOrDefault(s => s.Reason == "daily") is not { } last || clock.GetUtcNow() - last.At > TimeSpan.FromHours(24));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The daily snapshot could not be kept")]
    private partial void Failed(Exception fault);
}
