using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Keeps the wishes of a sample, as they are now, under a name. The same name keeps them anew.</summary>
public sealed class KeepWishes(StudyStore store) : IVerb
{
    public const int Most = 50;

    public Task<Outcome<Done<KeptWishes>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, (Guid Id, string Name) kept, CancellationToken cancel) =>
        store.ChangeAsync<KeptWishes>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await SampleDesk.OfAsync(scope, sampleNamed)).Is(out var desk, out var problem)) return problem;
            var (name, key) = (kept.Name.Trim(), NameKey.Of(kept.Name));
            if (key.Length == 0 || name.Length > KeptWishes.NameLength) return new Problem.Invalid("name", $"Name them in at most {KeptWishes.NameLength} characters, such as “rural first”.");
            var there = await scope.KeptWishes.Where(k => k.SampleId == desk.Sample.Id).ToListAsync(cancel);
            var row = there.Find(k => k.Id == kept.Id) ?? there.Find(k => k.NameKey == key);
            if (row is null && there.Count >= Most) return new Problem.Conflict("There are many already", $"{Most} sets of wishes are kept with {desk.Sample.Name}. Let one go first.");
            row ??= scope.Add(new KeptWishes { Id = kept.Id, SampleId = desk.Sample.Id });
            (row.Name, row.NameKey, row.Size, row.Seed) = (name, key, desk.Sample.Size, desk.Sample.Seed);
            (row.Wishes, row.Result, row.At, row.By) = ((desk.Wishes with { Letter = "" }).Written(), WishedSample.Of(desk)?.Written() ?? "", scope.Now, actor.Name);
            scope.Record(nameof(KeepWishes), $"kept the wishes of {desk.Sample.Name} as “{name}”");
            return row;
        }, cancel);
}

/// <summary>Puts kept wishes in force again. Who is picked stays until a sample is proposed anew.</summary>
public sealed class RecallWishes(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Sample>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, string keptNamed, CancellationToken cancel) =>
        store.ChangeAsync<Sample>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.OpenSampleAsync(sampleNamed)).Is(out var sample, out var problem)) return problem;
            if (!(await FindAsync(scope, sample, keptNamed)).Is(out var kept, out problem)) return problem;
            var letter = Wishes.Read(sample.Wishes).Letter;
            (sample.Size, sample.Seed, sample.Wishes) = (kept.Size, kept.Seed, (Wishes.Read(kept.Wishes) with { Letter = letter }).Written());
            scope.Record(nameof(RecallWishes), $"recalled the wishes “{kept.Name}” for {sample.Name}");
            return sample;
        }, cancel);

    internal static async Task<Outcome<KeptWishes>> FindAsync(StudyScope scope, Sample sample, string named)
    {
        var (key, isId) = (NameKey.Of(named), Guid.TryParse(named, out var id));
        return await scope.KeptWishes.FirstOrDefaultAsync(k => k.SampleId == sample.Id && (isId ? k.Id == id : k.NameKey == key), scope.Cancel) is { } found
            ? found
            : new Problem.NotFound("kept wishes", named);
    }
}

/// <summary>Lets kept wishes go. What the sample wishes now stays.</summary>
public sealed class DropWishes(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, string keptNamed, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.SampleAsync(sampleNamed)).Is(out var sample, out var problem)) return problem;
            if (!(await RecallWishes.FindAsync(scope, sample, keptNamed)).Is(out var kept, out _)) return default(Nothing);
            scope.Remove(kept);
            scope.Record(nameof(DropWishes), $"let the kept wishes “{kept.Name}” of {sample.Name} go");
            return default(Nothing);
        }, cancel);
}
