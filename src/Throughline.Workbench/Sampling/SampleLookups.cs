using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

internal static class SampleLookups
{
    /// <summary>A sample by its id or name; without either, the only or the newest one.</summary>
    public static async Task<Outcome<Sample>> SampleAsync(this StudyScope scope, string? named)
    {
        var all = await scope.Samples.ToListAsync(scope.Cancel);
        if (string.IsNullOrWhiteSpace(named))
            return all.OrderByDescending(s => s.CreatedAt).FirstOrDefault() is { } newest ? newest : new Problem.NotFound("sample", "any");
        if (Guid.TryParse(named, out var id) && all.Find(s => s.Id == id) is { } byId) return byId;
        var key = NameKey.Of(named);
        return all.Find(s => s.NameKey == key) is { } found ? found : new Problem.NotFound("sample", named);
    }

    /// <summary>A sample that may be altered: one that is frozen stays as it was.</summary>
    public static async Task<Outcome<Sample>> OpenSampleAsync(this StudyScope scope, string? named)
    {
        if (!(await scope.SampleAsync(named)).Is(out var sample, out var problem)) return problem;
        return sample.FrozenAt is null ? sample : Frozen(sample);
    }

    /// <summary>A sample in which somebody may be picked: once it is frozen, only in the place of one who declined, withdrew or did not answer.</summary>
    public static async Task<Outcome<Sample>> PickableSampleAsync(this StudyScope scope, string? named, string? inPlaceOf)
    {
        if (inPlaceOf is null) return await scope.OpenSampleAsync(named);
        if (!(await scope.SampleAsync(named)).Is(out var sample, out var problem)) return problem;
        if (sample.FrozenAt is null) return sample;
        if (!(await scope.RespondentAsync(inPlaceOf)).Is(out var leaving, out problem)) return problem;
        var steps = await scope.Approaches.Where(a => a.SampleId == sample.Id && a.RespondentId == leaving.Id).ToListAsync(scope.Cancel);
        return steps.OrderBy(a => a.On, StringComparer.Ordinal).ThenBy(a => a.At).LastOrDefault() is { } last && Approach.IsGone(last.Kind) ? sample : Frozen(sample);
    }

    private static Problem.Conflict Frozen(Sample sample) => new(
        $"{sample.Name} is frozen", "The sample stays as it was frozen; only one who declined, withdrew or did not answer can be replaced. Undo the freezing first, or make another sample. The log of approaches goes on.");

    public static async Task<Outcome<Respondent>> RespondentAsync(this StudyScope scope, string named)
    {
        var key = NameKey.Of(named);
        var isId = Guid.TryParse(named, out var id);
        return await scope.Respondents.FirstOrDefaultAsync(r => isId ? r.Id == id : r.CodeKey == key, scope.Cancel) is { } found ? found : new Problem.NotFound("respondent", named);
    }

    /// <summary>Those in the sample now, in the order in which they were picked.</summary>
    public static Task<List<Pick>> StandingAsync(this StudyScope scope, Guid sample) =>
        scope.Picks.Where(p => p.SampleId == sample && p.DroppedAt == null).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(scope.Cancel);
}
