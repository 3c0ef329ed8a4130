using System.Globalization;
using Throughline.Formats.Databases;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>The tables of QualCoder as a project. Rows keep their numbers for life, so ids follow from these and from when the project began.</summary>
internal sealed class QualCoderProject(SqliteFile file, RefiFindings findings)
{
    private readonly QualCoderTally tally = new();
    private readonly Dictionary<string, RefiUser> users = new(StringComparer.Ordinal);
    private readonly List<RefiTextSource> notes = [];
    private readonly HashSet<long> codes = [];
    private readonly List<RefiVariable> variables = [];
    private readonly Dictionary<string, RefiVariable> variablesByName = new(StringComparer.Ordinal);
    private string key = "";

    /// <summary>Everything but the files. <paramref name="name"/> is the project's, after its folder.</summary>
    public (RefiProject Project, RefiPositions Positions) Read(string name)
    {
        var about = file.Rows("project", "date", "memo", "codername").FirstOrDefault();
        key = $"qualcoder\u001F{about?.Words(0) ?? name}";
        var tree = Codes();
        var values = Attributes();
        var sources = new QualCoderSources(file, findings, tally, this);
        sources.Read();
        var cases = Cases(sources, values);
        Journal();
        Untaken();
        return (new RefiProject
        {
            Name = name, Origin = "QualCoder", Description = about?.Words(1), Stamp = new(null, about?.Moment(0)), Codes = tree, Variables = variables, Cases = cases,
            Sources = [.. sources.All(id => values[("file", id)].ToList())], Notes = notes, Users = [.. users.Values],
        }, tally.Told());
    }

    /// <summary>The id of a row.</summary>
    public RefiGuid Id(string table, long row) => OtherProject.Made(key, table, row);

    /// <summary>Whoever a row names.</summary>
    public RefiGuid? Owner(string? owner)
    {
        if (owner is null) return null;
        if (!users.TryGetValue(owner, out var user)) user = users[owner] = new(OtherProject.Made("qualcoder user", owner), owner);
        return user.Guid;
    }

    /// <summary>The code of a number; null where there is none.</summary>
    public RefiGuid? Code(long? number) => number is { } id && codes.Contains(id) ? Id("code_name", id) : null;

    /// <summary>A memo as a note, to be named by what it is on.</summary>
    public IReadOnlyList<RefiGuid> Note(string table, long row, string? memo, RefiStamp stamp)
    {
        if (memo is null) return [];
        var guid = OtherProject.Made(key, "memo", table, row);
        notes.Add(new(guid) { Text = new TextCleaning(memo).Text, Stamp = stamp });
        return [guid];
    }

    private IReadOnlyList<RefiCode> Codes()
    {
        var rows = new List<CodeTree.Row>();
        foreach (var row in file.Rows("code_cat", "catid", "name", "memo", "supercatid"))
            if (row.Number(0) is { } id)
                rows.Add(new($"category {id}", Parent(row.Number(3)), new(Id("code_cat", id), row.Words(1) ?? $"Category {id}") { IsCodable = false, Description = row.Words(2) }));
        foreach (var row in file.Rows("code_name", "cid", "name", "memo", "catid", "color"))
            if (row.Number(0) is { } id && codes.Add(id))
                rows.Add(new($"code {id}", Parent(row.Number(3)), new(Id("code_name", id), row.Words(1) ?? $"Code {id}") { Description = row.Words(2), Color = Colour(row.Words(4)) }));
        return CodeTree.Of(rows, findings);
    }

    private static string? Parent(long? category) => category is { } id ? $"category {id}" : null;

    private static string? Colour(string? colour) => colour is ['#', ..] && colour.Length == 7 && colour.AsSpan(1).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0 ? colour : null;

    /// <summary>The variables, and the values by what they are of: case or file, and its number.</summary>
    private ILookup<(string, long), RefiValue> Attributes()
    {
        foreach (var row in file.Rows("attribute_type", "name", "memo", "valuetype"))
            if (row.Words(0) is { } name) Variable(name, row.Words(2) == "numeric" ? RefiVariableType.Float : RefiVariableType.Text, row.Words(1));
        var found = new List<((string, long) Of, RefiValue Value)>();
        foreach (var row in file.Rows("attribute", "name", "attr_type", "value", "id"))
        {
            if (row.Words(0) is not { } name || row.Number(3) is not { } id || row.Words(2) is not { } value) continue;
            if (row.Words(1) is not ("case" or "file"))
            {
                findings.Tell("attributes of journals", RefiFindings.Shown(name), "It is an attribute of neither a case nor a file. It was left out.");
                continue;
            }
            var variable = Variable(name, RefiVariableType.Text, null);
            var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
            found.Add(((row.Words(1)!, id), new(variable.Guid, variable.Type is RefiVariableType.Float && isNumber ? RefiVariableType.Float : RefiVariableType.Text, value)));
        }
        return found.ToLookup(f => f.Of, f => f.Value);
    }

    private RefiVariable Variable(string name, RefiVariableType type, string? memo)
    {
        if (variablesByName.TryGetValue(name, out var known)) return known;
        variables.Add(known = variablesByName[name] = new(OtherProject.Made(key, "attribute", name), name, type, memo));
        return known;
    }

    private List<RefiCase> Cases(QualCoderSources sources, ILookup<(string, long), RefiValue> values)
    {
        var (wholes, parts) = sources.Belonging();
        var cases = new List<RefiCase>();
        foreach (var row in file.Rows("cases", "caseid", "name", "memo"))
            if (row.Number(0) is { } id)
                cases.Add(new(Id("cases", id))
                {
                    Name = row.Words(1), Description = row.Words(2), Values = [.. values[("case", id)]], SourceRefs = [.. wholes[id].Distinct()], SelectionRefs = [.. parts[id].Distinct()],
                });
        return [.. cases.DistinctBy(c => c.Guid)];
    }

    private void Journal()
    {
        foreach (var row in file.Rows("journal", "jid", "name", "jentry", "date", "owner"))
            if (row.Number(0) is { } id)
                notes.Add(new(Id("journal", id)) { Name = row.Words(1), Text = new TextCleaning(row.Text(2) ?? "").Text, Stamp = new(Owner(row.Words(4)), row.Moment(3)) });
    }

    private void Untaken()
    {
        foreach (var (table, what, few) in new[] { ("graph", "graph", "Graphs of QualCoder are pictures of their own kind; draw them anew."), ("ris", "line of a reference", "References to literature have no place in a study.") })
            if (file.Rows(table, "rowid").Count() is var count and > 0)
                findings.Tell("things left out", $"table {table}", $"{Refusal.Count(count)} {what}{(count == 1 ? "" : "s")} left out. {few}");
    }
}
