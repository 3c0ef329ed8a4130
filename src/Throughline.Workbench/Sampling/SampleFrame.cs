using Throughline.Methods.Sampling;
using Throughline.Methods.Survey;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>The respondents of a study as the frame of a sample, and its wishes as the method takes them. People are known by their study codes.</summary>
public sealed class SampleFrame
{
    private SampleFrame(RespondentData data, Frame frame, IReadOnlyDictionary<Guid, string> codes, SampleWishes wishes, IReadOnlyList<VariableColumn> columns)
    {
        (Frame, Codes, Wishes, Columns, Withdrawn) = (frame, codes, wishes, columns, data.Withdrawn);
        Ids = data.Respondents.ToDictionary(r => r.Code, r => r.Id, StringComparer.Ordinal);
    }

    public Frame Frame { get; }
    public SampleWishes Wishes { get; }

    /// <summary>The varied variables, in the order of the frame's attributes.</summary>
    public IReadOnlyList<VariableColumn> Columns { get; }

    public IReadOnlyDictionary<Guid, string> Codes { get; }
    public IReadOnlyDictionary<string, Guid> Ids { get; }

    /// <summary>How many had answered and took that back: they are not in the frame.</summary>
    public int Withdrawn { get; }

    /// <summary>How many may be picked.</summary>
    public int Open => Frame.People.Count - Wishes.Excluded.Count;

    /// <summary>Differs where the best sample may differ.</summary>
    internal string Print => field ??= BestOfSample.PrintOf(this);

    /// <summary>Reads the frame: for acts, which must see what is not committed.</summary>
    public static async Task<Outcome<SampleFrame>> OfAsync(StudyScope scope, int size, Wishes wishes) =>
        Of(await RespondentData.OfAsync(scope, VariedIn(wishes)), size, wishes);

    /// <summary>The frame for a question: read once, and kept until respondents or variables change.</summary>
    public static async Task<Outcome<SampleFrame>> KeptAsync(StudyScope scope, int size, Wishes wishes) =>
        (await VariedRespondents.KeptAsync(scope, VariedIn(wishes))).FrameFor(size, wishes);

    internal static IReadOnlyCollection<Guid> VariedIn(Wishes wishes) => [.. wishes.Vary.Select(v => v.Variable)];

    internal static Outcome<SampleFrame> Of(RespondentData data, int size, Wishes wishes)
    {
        if (wishes.Vary.Count == 0) return new Problem.Invalid("vary", "Choose at least one variable on which people are to differ.");
        if (data.Respondents.Count == 0) return new Problem.Conflict("There is nobody to choose from", "Bring in respondents first: answers to a questionnaire, or a table.");
        var columns = new List<VariableColumn>();
        foreach (var vary in wishes.Vary)
        {
            if (data.Column(vary.Variable) is not { } column) return new Problem.NotFound("variable", vary.Variable.ToString());
            if (column.Known == 0) return new Problem.Invalid("vary", $"Nobody has a value for {column.Variable.Name}, so people cannot differ on it.");
            columns.Add(column);
        }
        if (wishes.Vary.All(v => v.Weight == 0)) return new Problem.Invalid("weight", "No variable counts: give one a weight above 0.");
        var titles = Variable.Titles(columns.Select(c => c.Variable));
        var frame = Frame.Of([.. columns.Select((c, i) => Attribute(c, titles[c.Variable.Id], wishes.Vary[i].Weight))],
            data.Respondents.Select((r, row) => new FramePerson(r.Code, [.. columns.Select(c => Value(c, row))])));
        var away = data.Respondents.Where(r => (wishes.OnlyAgreed && r.MayContact != true && !wishes.Must.Contains(r.Id)) || wishes.Excluded.Contains(r.Id)).Select(r => r.Code);
        var codes = data.Respondents.ToDictionary(r => r.Id, r => r.Code);
        var asked = new SampleWishes(size)
        {
            Must = [.. wishes.Must.Where(codes.ContainsKey).Select(m => codes[m])], Excluded = [.. away],
            Quotas = [.. wishes.Cells.Select(c => Quota(c, titles)).Where(q => q is not null && q.Cell.All(b => frame.Bands(b.Attribute).Contains(b.Band))).OfType<Quota>()],
        };
        return new SampleFrame(data, frame, codes, asked, columns);
    }

    private static Quota? Quota(CellWish wish, IReadOnlyDictionary<Guid, string> titles)
    {
        var cell = wish.Bands.Select(b => titles.TryGetValue(b.Variable, out var title) ? new FrameBand(title, b.Band) : null).ToList();
        return cell.Contains(null) ? null : new([.. cell.OfType<FrameBand>()], wish.Least, wish.Most);
    }

    private static FrameAttribute Attribute(VariableColumn column, string name, double weight)
    {
        if (column.IsNumber) return new(name, AttributeKind.Numeric) { Weight = weight, Banding = Bands(column) };
        string[] levels = [.. column.Categories.Select(c => c.Label).Distinct()];
        var isOrdered = column.Variable.Kind == Variable.Ordinal && levels.Length > 1 && column.Texts.OfType<string>().All(t => levels.Contains(column.Label(t)));
        return new(name, isOrdered ? AttributeKind.Ordinal : AttributeKind.Nominal) { Weight = weight, Levels = levels, Banding = column.Bands.Count > 0 ? Bands(column) : null };
    }

    private static FrameValue Value(VariableColumn column, int row) => column.IsNumber ? FrameValue.Of(column.Numbers[row]) : FrameValue.Of(column.Shown(row));

    /// <summary>The bands of the variable; without any, each value where there are few, and thirds where there are more.</summary>
    private static Banding? Bands(VariableColumn column)
    {
        if (column.Bands.Count > 0)
        {
            var rows = Enumerable.Range(0, column.Texts.Length).Where(r => column.BandOf(r) is not null).ToLookup(r => column.BandOf(r)!.Value, r => Value(column, r).ToString());
            return Banding.BySets([.. column.Bands.Select((b, i) => (b.Name, (IReadOnlyList<string>)[.. rows[i].Distinct()]))]);
        }
        return Banding.ByItself(column.Numbers);
    }
}
