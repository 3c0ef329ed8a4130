using Throughline.Storage;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.App.Shell;

/// <summary>Takes texts into the index of words that an older version, or an older backup, has left there without; others' acts go between.</summary>
public sealed partial class IndexCatchUp(DataFolder folder, IndexTexts index, WebOptions options, TimeProvider clock, ILogger<IndexCatchUp> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(5), Begin = TimeSpan.FromSeconds(3), Between = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await options.Opened.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Begin, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = Often;
            try
            {
                foreach (var study in await index.WaitingAsync(stoppingToken))
                    while (await index.DoAsync(study, stoppingToken)) await Task.Delay(Between, clock, stoppingToken);
            }
            catch (Exception fault) when (folder.Dbs.Explain(fault) is not null)
            {
                Failed(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Texts could not be taken into the index of words. They are found by reading through them")]
    private partial void Failed(Exception fault);
}
