using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>Finds the voices that an act on one voice is meant for.</summary>
internal static class SpeakerChanges
{
    /// <summary>The voice, and where asked for all of the same name in the study: those of one name are taken for one person.</summary>
    public static async Task<Outcome<List<Speaker>>> FindAsync(StudyScope scope, Guid speaker, bool everywhere)
    {
        if (await scope.Speakers.FirstOrDefaultAsync(s => s.Id == speaker, scope.Cancel) is not { } one) return new Problem.NotFound("speaker", speaker.ToString());
        if (!everywhere) return new List<Speaker> { one };
        var key = NameKey.Of(one.Name);
        var all = await scope.Speakers.Select(s => new { s.Id, s.Name }).ToListAsync(scope.Cancel);
        var same = all.Where(s => s.Id != speaker && NameKey.Of(s.Name) == key).Select(s => s.Id).ToArray();
        return new List<Speaker> { one }.Concat(await scope.Speakers.Where(s => same.Contains(s.Id)).ToListAsync(scope.Cancel)).ToList();
    }

    /// <summary>“in P07 interview”, or “in 12 sources”.</summary>
    public static async Task<string> WhereAsync(StudyScope scope, List<Speaker> speakers)
    {
        var sources = speakers.Select(s => s.SourceId).Distinct().ToList();
        if (sources.Count > 1) return $"in {Told.Count(sources.Count, "source")}";
        var only = sources[0];
        return $"in {await scope.Sources.Where(s => s.Id == only).Select(s => s.Name).SingleAsync(scope.Cancel)}";
    }
}
