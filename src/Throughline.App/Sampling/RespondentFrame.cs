using System.Globalization;
using Throughline.App.Shell;
using Throughline.Methods.Sampling;
using Throughline.Methods.Survey;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

/// <summary>The rows of a file as a frame, and what is asked as wishes.</summary>
public sealed record RespondentFrame(Frame Frame, SampleWishes Wishes, IReadOnlyList<IReadOnlyList<string>> Cross)
{
    public static Outcome<RespondentFrame> Of(TableFile file, SampleFileWishes asked)
    {
        var heads = file.Rows[0].Cells;
        var rows = file.Rows.Skip(1).ToList();
        if (rows.Find(r => r.Cells.Skip(file.Given).Any(c => c.Length > 0)) is { } ragged)
            return new Problem.Unreadable(
                file.Name, $"Line {ragged.Line}", $"It has more cells than the heading, which has {file.Given}, so that its values may stand in the wrong columns.",
                "Put quotation marks around values with separators in them.");
        var id = asked.Id is null ? 0 : Place(heads, asked.Id);
        var named = asked.Vary.Concat(asked.Weights.Keys).Concat(asked.Cuts.Keys).Concat(asked.Nominal).Concat(asked.Numeric).Concat(asked.Cross.SelectMany(c => c))
            .Concat(asked.Minimums.Concat(asked.Maximums).SelectMany(m => m.Bands).Concat(asked.Only).Select(b => b.Key));
        if ((id < 0 ? asked.Id : named.FirstOrDefault(n => Place(heads, n) < 0)) is { } unknown)
            return new Problem.NotFound("column", unknown) { Detail = $"There is no column “{unknown}” in {file.Name}. Its columns are {string.Join(", ", heads)}." };
        if (Unasked(asked, heads) is { } besides) return new Problem.Invalid("vary", $"“{besides}” is not among the columns to vary on. Name it with --vary; with --weights {besides}=0 it does not count.");
        if (Ids(file, rows, id) is { } wrong) return wrong;
        var columns = asked.Vary.Select(v => Place(heads, v)).ToArray();
        if (columns.FirstOrDefault(c => rows.TrueForAll(r => Cell(r, c).Length == 0), -1) is >= 0 and var empty) return new Problem.Invalid("vary", $"The column “{heads[empty]}” is empty.");
        var attributes = columns.Select(c => Attribute(heads[c], [.. rows.Select(r => Cell(r, c))], asked)).ToList();
        if (attributes.All(a => a.Weight == 0)) return new Problem.Invalid("weights", "No column counts: give one a weight above 0.");
        var frame = Frame.Of(attributes, rows.Select(r => new FramePerson(Cell(r, id), [.. columns.Select((c, k) => Value(Cell(r, c), attributes[k].Kind))])));
        var away = rows.Where(r => asked.Only.Any(o => Cell(r, Place(heads, o.Key)) != o.Value)).Select(r => Cell(r, id));
        var wishes = new SampleWishes(asked.Size) { Must = asked.Must, Excluded = [.. asked.Exclude.Concat(away).Distinct()], Quotas = [.. Quotas(frame, asked)] };
        if (wishes.UnknownIn(frame) is [var nobody, ..]) return new Problem.NotFound("respondent or value", nobody) { Detail = $"There is no “{nobody}” in {file.Name}." };
        if (asked.Size > rows.Count) return new Problem.Invalid("size", $"{asked.Size:N0} people are wanted, and there are {Told.Count(rows.Count, "respondent")} in {file.Name}.");
        return new RespondentFrame(frame, wishes, [.. asked.Cross.Select(c => (IReadOnlyList<string>)[.. c.Select(n => heads[Place(heads, n)])])]);
    }

    private static string? Unasked(SampleFileWishes asked, IReadOnlyList<string> heads)
    {
        var varied = asked.Vary.Select(v => Place(heads, v)).ToHashSet();
        return asked.Minimums.Concat(asked.Maximums).SelectMany(m => m.Bands).Select(b => b.Key).Concat(asked.Cross.SelectMany(c => c)).Concat(asked.Weights.Keys).Concat(asked.Cuts.Keys)
            .FirstOrDefault(n => !varied.Contains(Place(heads, n)));
    }

    private static Problem? Ids(TableFile file, List<TableRow> rows, int id)
    {
        if (rows.Count == 0) return new Problem.Invalid("file", $"{file.Name} has a heading and no respondents.");
        var column = file.Rows[0].Cells[id];
        if (rows.Where(r => Cell(r, id).Length == 0).Select(r => r.Line).ToList() is { Count: > 0 } without)
            return new Problem.Invalid("id", $"The column “{column}” is to tell respondents apart, and is empty in line {Lines(without)}. Name another with --id.");
        if (rows.GroupBy(r => Cell(r, id), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new Problem.Invalid("id", $"“{twice.Key}” is in the column “{column}” more than once, in lines {Lines([.. twice.Select(r => r.Line)])}. Each respondent needs an id of their own; name another column with --id.");
        return null;
    }

    private static string Lines(IReadOnlyCollection<int> lines) => string.Join(", ", lines.Take(5)) + (lines.Count > 5 ? " …" : "");

    private static FrameAttribute Attribute(string name, string[] cells, SampleFileWishes asked)
    {
        var isNumeric = asked.Numeric.Contains(name) || asked.Cuts.ContainsKey(name) || (!asked.Nominal.Contains(name) && Array.TrueForAll(cells, c => c.Length == 0 || Number(c) is not null));
        var weight = asked.Weights.GetValueOrDefault(name, 1);
        return isNumeric ? new(name, AttributeKind.Numeric) { Weight = weight, Banding = Bands(name, [.. cells.Select(Number)], asked) } : new(name, AttributeKind.Nominal) { Weight = weight };
    }

    private static Banding? Bands(string name, double?[] numbers, SampleFileWishes asked) =>
        asked.Cuts.TryGetValue(name, out var cuts) ? Banding.ByCuts(cuts) : Banding.ByItself(numbers);

    private static IEnumerable<Quota> Quotas(Frame frame, SampleFileWishes asked)
    {
        IReadOnlyList<FrameBand> Cell(SampleFileWishes.Number number) =>
            [.. number.Bands.Select(b => new FrameBand(frame.Attributes.First(a => string.Equals(a.Name, b.Key, StringComparison.OrdinalIgnoreCase)).Name, b.Value))];
        return asked.Minimums.Select(m => new Quota(Cell(m), m.Count)).Concat(asked.Maximums.Select(m => new Quota(Cell(m), 0, m.Count)));
    }

    private static FrameValue Value(string cell, AttributeKind kind) => kind == AttributeKind.Numeric ? FrameValue.Of(Number(cell)) : FrameValue.Of(cell);

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string Cell(TableRow row, int column) => column < row.Cells.Count ? row.Cells[column].Trim() : "";

    private static int Place(IReadOnlyList<string> heads, string name)
    {
        for (var i = 0; i < heads.Count; i++)
            if (string.Equals(heads[i], name.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
