using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.History;

/// <summary>Where undoing puts another version of a text in force, what was coded since must find the same words in it.</summary>
internal sealed class WordsStand(StudyScope scope, Obstacles obstacles)
{
    public async Task<Problem?> CheckAsync()
    {
        foreach (var source in scope.Rows.ChangeTracker.Entries<Source>().Where(e => e.State == EntityState.Modified).ToList())
            if (source.OriginalValues.GetValue<int>(nameof(Source.TextVersion)) is var was && was != source.Entity.TextVersion
                && await MovedAsync(source.Entity, was) is { } problem) return problem;
        return null;
    }

    private async Task<Problem?> MovedAsync(Source source, int was)
    {
        if (!await scope.Texts.AnyAsync(t => t.SourceId == source.Id && t.Version == source.TextVersion, scope.Cancel)) return await obstacles.OnAsync(source.Id);
        var (old, now) = (await scope.ContentAsync(source.Id, was), await scope.ContentAsync(source.Id, source.TextVersion));
        var touched = scope.Rows.ChangeTracker.Entries<IRecorded>().Where(e => e.State is EntityState.Modified or EntityState.Deleted or EntityState.Added).Select(e => e.Entity.Id).ToHashSet();
        var segments = await scope.Segments.AsNoTracking().Where(s => s.SourceId == source.Id).Select(s => new { s.Id, s.Start, s.End }).ToListAsync(scope.Cancel);
        foreach (var segment in segments.Where(s => !touched.Contains(s.Id) && old.Words(s.Start, s.End) != now.Words(s.Start, s.End)))
            return await obstacles.OnAsync(segment.Id, $"The words in {source.Name} have been coded since.");
        return null;
    }
}
