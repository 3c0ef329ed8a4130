using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Makes a sample, or changes how many it wants, its seed, its name and its wishes. The same id twice is one sample.</summary>
public sealed class MakeSample(StudyStore store) : IVerb
{
    public const int Most = 5000;

    /// <param name="Wishes">Null leaves them as they are.</param>
    public sealed record Request(Guid Id, string? Name = null, int? Size = null, int? Seed = null, Wishes? Wishes = null)
    {
        /// <summary>Who has to be in it, by study codes; null leaves that to the wishes.</summary>
        public IReadOnlyCollection<string>? Must { get; init; }

        /// <summary>Who may not be in it, by study codes; null leaves that to the wishes.</summary>
        public IReadOnlyCollection<string>? Excluded { get; init; }
    }

    public Task<Outcome<Done<Sample>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Sample>(study, actor, Right.EditRecruitment, async scope =>
        {
            var there = await scope.Samples.FirstOrDefaultAsync(s => s.Id == request.Id, cancel);
            if (there?.FrozenAt is not null) return (await scope.OpenSampleAsync(there.Id.ToString())).Problem!;
            if (Wrong(request) is { } wrong) return wrong;
            var name = (request.Name ?? there?.Name ?? "Interviews").Trim();
            var key = NameKey.Of(name);
            if (await scope.Samples.AnyAsync(s => s.NameKey == key && s.Id != request.Id, cancel)) return new Problem.Invalid("name", $"There is a sample “{name}” already.");
            var sample = there ?? scope.Add(new Sample { Id = request.Id, CreatedAt = scope.Now, Size = 20, Seed = 1, Wishes = Wishes.None.Written() });
            (sample.Name, sample.NameKey) = (name, key);
            (sample.Size, sample.Seed) = (request.Size ?? sample.Size, request.Seed ?? sample.Seed);
            var wishes = request.Wishes ?? Wishes.Read(sample.Wishes);
            if (!(await NamedAsync(scope, request.Must, wishes.Must)).Is(out var must, out var problem)) return problem;
            if (!(await NamedAsync(scope, request.Excluded, wishes.Excluded)).Is(out var excluded, out problem)) return problem;
            wishes = wishes with { Must = must, Excluded = excluded };
            if (wishes.Wrong() is { } clash) return clash;
            sample.Wishes = wishes.Written();
            scope.Record(there is null ? nameof(MakeSample) : "WishSample", there is null ? $"made the sample {name}" : $"changed what the sample {name} is to be");
            return sample;
        }, cancel);

    private static async Task<Outcome<IReadOnlyList<Guid>>> NamedAsync(StudyScope scope, IReadOnlyCollection<string>? codes, IReadOnlyList<Guid> there)
    {
        if (codes is null) return Outcome.Of(there);
        var found = new Dictionary<string, Guid>();
        foreach (var keys in codes.Select(NameKey.Of).Distinct().Chunk(500))
            foreach (var one in await scope.Respondents.Where(r => keys.Contains(r.CodeKey)).Select(r => new { r.Id, r.CodeKey }).ToListAsync(scope.Cancel)) found[one.CodeKey] = one.Id;
        return codes.FirstOrDefault(c => !found.ContainsKey(NameKey.Of(c))) is { } nobody
            ? new Problem.NotFound("respondent", nobody)
            : Outcome.Of<IReadOnlyList<Guid>>([.. codes.Select(c => found[NameKey.Of(c)]).Distinct()]);
    }

    private static Problem? Wrong(Request request) =>
        request.Name is { } name && name.Trim().Length is 0 or > Sample.NameLength ? new Problem.Invalid("name", $"A sample has a name of at most {Sample.NameLength} characters.")
        : request.Size is < 1 or > Most ? new Problem.Invalid("size", $"A sample has 1 to {Most:N0} people.")
        : request.Wishes?.Wrong();
}

/// <summary>Takes a sample away, with its picks and its log.</summary>
public sealed class RemoveSample(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, string named, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.SampleAsync(named)).Is(out var sample, out var problem)) return problem is Problem.NotFound ? default(Nothing) : problem;
            foreach (var approach in await scope.Approaches.Where(a => a.SampleId == sample.Id).ToListAsync(cancel)) scope.Remove(approach);
            foreach (var pick in await scope.Picks.Where(p => p.SampleId == sample.Id).ToListAsync(cancel)) scope.Remove(pick);
            foreach (var kept in await scope.KeptWishes.Where(k => k.SampleId == sample.Id).ToListAsync(cancel)) scope.Remove(kept);
            scope.Remove(sample);
            scope.Record(nameof(RemoveSample), $"removed the sample {sample.Name}");
            return default(Nothing);
        }, cancel);
}
