using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>The wishes in force and those that were kept, side by side: what each asks for, and what the sample was like under it.</summary>
public sealed class CompareWishes(StudyStore store) : IQuestion
{
    /// <param name="Kept">Null for the wishes in force.</param>
    /// <param name="Shared">How many of its people are in the sample now.</param>
    public sealed record Side(KeptWishes? Kept, int Size, int Seed, Wishes Wishes, WishedSample? Result, int Shared);

    /// <param name="Rows">What is asked for, a cell for each side; those in which the sides differ are marked.</param>
    public sealed record Answer(Sample Sample, IReadOnlyList<Side> Sides, IReadOnlyList<Row> Rows);

    public sealed record Row(string Asked, IReadOnlyList<string> Cells)
    {
        public bool Differs => Cells.Distinct().Skip(1).Any();
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string? sampleNamed, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await SampleDesk.KeptAsync(scope, sampleNamed)).Is(out var desk, out var problem)) return problem;
            var now = desk.Picks.Select(l => l.Code).ToHashSet();
            var kept = await scope.KeptWishes.Where(k => k.SampleId == desk.Sample.Id).OrderBy(k => k.At).ToListAsync(cancel);
            List<Side> sides =
            [
                new(null, desk.Sample.Size, desk.Sample.Seed, desk.Wishes, WishedSample.Of(desk), now.Count),
                .. kept.Select(k => new Side(k, k.Size, k.Seed, Wishes.Read(k.Wishes), WishedSample.Read(k.Result), WishedSample.Read(k.Result)?.Picked.Count(now.Contains) ?? 0)),
            ];
            var titles = Variable.Titles(await scope.Variables.Where(v => v.Of == Variable.OfRespondents).ToListAsync(cancel));
            var named = sides.SelectMany(s => s.Wishes.Must.Concat(s.Wishes.Excluded)).Distinct().ToList();
            var codes = new Dictionary<Guid, string>();
            foreach (var some in named.Chunk(500))
                foreach (var one in await scope.Respondents.Where(r => some.Contains(r.Id)).Select(r => new { r.Id, r.Code }).ToListAsync(cancel)) codes[one.Id] = one.Code;
            return new Answer(desk.Sample, sides, Rows(sides, id => titles.GetValueOrDefault(id, "a variable that was removed"), codes));
        }, cancel);

    private static List<Row> Rows(List<Side> sides, Func<Guid, string> title, Dictionary<Guid, string> codes)
    {
        Row Of(string asked, Func<Side, string> cell) => new(asked, sides.ConvertAll(s => cell(s)));
        string People(IReadOnlyList<Guid> ids) => ids.Count > 12 ? Told.Count(ids.Count, "person", "people") : string.Join(", ", ids.Where(codes.ContainsKey).Select(i => codes[i]).Order(NaturalOrder.Names));
        var varied = sides.SelectMany(s => s.Wishes.Vary.Select(v => v.Variable)).Distinct();
        var cells = sides.SelectMany(s => s.Wishes.Cells.Select(c => Key(c, title))).Distinct();
        return
        [
            Of("How many", s => s.Size.ToString(CultureInfo.InvariantCulture)),
            .. varied.Select(id => Of($"Weight of {title(id)}", s => s.Wishes.Vary.FirstOrDefault(v => v.Variable == id)?.Weight.ToString("0.##", CultureInfo.InvariantCulture) ?? "")),
            .. cells.Select(key => Of(key, s => string.Join("; ", s.Wishes.Cells.Where(c => Key(c, title) == key).Select(Numbers)))),
            Of("Only those who agreed", s => s.Wishes.OnlyAgreed ? "yes" : "no"),
            Of("Must be in", s => People(s.Wishes.Must)), Of("Must not be in", s => People(s.Wishes.Excluded)),
            Of("Seed", s => s.Seed.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static string Key(CellWish cell, Func<Guid, string> title) => string.Join(" and ", cell.Bands.Select(b => $"{title(b.Variable)} {b.Band}"));

    private static string Numbers(CellWish cell) =>
        string.Join(", ", new[] { cell.Least > 0 ? $"at least {cell.Least}" : "", cell.Most is { } most ? $"at most {most}" : "" }.Where(n => n.Length > 0));
}
