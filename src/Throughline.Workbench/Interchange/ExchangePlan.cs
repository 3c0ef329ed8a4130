using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Interchange;

/// <summary>One thing that an exchange would alter, or that both sides altered.</summary>
/// <param name="Kind">Code, Source, CodedSegment …</param>
/// <param name="Name">What it is called.</param>
/// <param name="Did">added, changed, moved, removed, conflict, or kept out (removed here, and as it was there).</param>
/// <param name="Field">For a change or conflict, what is altered.</param>
/// <param name="Here">As it stands here; null where it is not here.</param>
/// <param name="There">As the file has it; null where the file has it no longer.</param>
public sealed record PlanLine(string Kind, Guid Id, string Name, string Did, string Field, string? Here, string? There)
{
    public const string Added = "added", Changed = "changed", Moved = "moved", Removed = "removed", Conflict = "conflict", KeptOut = "kept out";

    /// <summary>By this a person's choice is passed back.</summary>
    public string Key => $"{Kind}:{Id}";
}

/// <summary>How a person settles what both sides altered.</summary>
/// <param name="Settled"><see cref="PlanLine.Key"/> to ours or theirs.</param>
/// <param name="Others">What holds for all others: ours, theirs, or null where they are still open.</param>
/// <param name="Removals">Also remove here what the other side removed.</param>
public sealed record ExchangeChoices(IReadOnlyDictionary<string, string> Settled, string? Others = null, bool Removals = false)
{
    public const string Ours = "ours", Theirs = "theirs";
    public static readonly ExchangeChoices None = new(new Dictionary<string, string>());

    public string? Of(PlanLine line) => Settled.TryGetValue(line.Key, out var choice) ? choice : Others;
}

/// <summary>Compares what a file says with what stands here and with what was exchanged last: three ways, field by field.</summary>
internal sealed class ExchangePlan(StudyScope scope, SaidRows said, ExchangedItems before)
{
    private static readonly HashSet<string> Places = ["ParentId", "SourceId", "Start", "End", "Page", "X1", "Y1", "X2", "Y2", "FromMs", "ToMs", "#place"];
    private readonly Dictionary<(string Kind, Guid Id), IRecorded> here = [];
    private readonly Dictionary<Guid, string> definitions = [];

    public List<PlanLine> Lines { get; } = [];

    /// <summary>Rows to add, and of standing rows the fields to take.</summary>
    public List<(SaidRow Row, IRecorded? Standing, List<string> Fields)> Acts { get; } = [];

    public List<IRecorded> Removals { get; } = [];

    public int Unchanged { get; private set; }

    /// <summary>Sources whose words differ from those here: ours stay, and what stands on the other words is left out.</summary>
    public List<ExchangeLoss> OtherWords { get; } = [];

    private const int NamedOfKind = 500;
    private static readonly List<string> None = [];
    private readonly HashSet<Guid> differing = [];
    private readonly Dictionary<string, int> named = [];

    public IRecorded? Here(string kind, Guid id) => here.GetValueOrDefault((kind, id));

    public string Definition(Guid code) => definitions.GetValueOrDefault(code, "");

    public async Task MakeAsync(ExchangeChoices choices, IReadOnlyCollection<(string Kind, Guid Id)> gone)
    {
        foreach (var kind in said.All.GroupBy(r => r.Kind))
            foreach (var (id, row) in await StandingAsync(kind.Key, kind.Select(Id)))
                here[(kind.Key, id)] = row;
        if (here.Keys.Any(k => k.Kind == nameof(Code)))
            foreach (var definition in await scope.Definitions.AsNoTracking().Where(d => scope.Codes.Any(c => c.Id == d.CodeId && c.DefinitionVersion == d.Version)).ToListAsync(scope.Cancel))
                definitions[definition.CodeId] = Definitions.Written(CodeMeaning.Of(definition));
        foreach (var row in said.All)
            if (here.TryGetValue((row.Kind, Id(row)), out var standing)) Compare(row, standing, choices);
            else Missing(row, choices);
        LeaveOut();
        await GoneAsync(gone, choices);
    }

    /// <summary>Those of the ids that stand here. They are not tracked: most of them stay as they are, and whoever alters one attaches it.</summary>
    private async Task<Dictionary<Guid, IRecorded>> StandingAsync(string kind, IEnumerable<Guid> ids)
    {
        var type = RecordedTypes.Of(kind);
        var known = (await RecordedIds.OfAsync(scope, type.Clr)).ToHashSet();
        var tracking = scope.Rows.ChangeTracker.QueryTrackingBehavior;
        scope.Rows.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        try
        {
            return await type.LoadAsync(scope.Rows, scope.StudyId, [.. ids.Where(known.Contains).Distinct()], scope.Cancel);
        }
        finally
        {
            scope.Rows.ChangeTracker.QueryTrackingBehavior = tracking;
        }
    }

    private void LeaveOut()
    {
        foreach (var id in differing)
        {
            var left = Acts.RemoveAll(a => a.Row.Kind is nameof(CodedSegment) or nameof(Selection) && (Guid?)a.Row["SourceId"] == id && a.Row["End"] is > 0);
            OtherWords.Add(new(NameOf(here[(nameof(Source), id)]), $"Its words in the file differ from those here. Those here stay, and {Told.Count(left, "coding or selection", "codings and selections")} on the other words were left out."));
        }
    }

    private Guid Id(SaidRow row) => row.Kind == nameof(Study) ? scope.StudyId : row.Id;

    private void Missing(SaidRow row, ExchangeChoices choices)
    {
        if (before.Rows.TryGetValue((row.Kind, row.Id), out var fields))
        {
            var isAsItWas = row.Values.All(v => v.Name[0] == '+' || !fields.TryGetValue(v.Name, out var was) || was.There == ExchangedItems.Hash(v.Value));
            var line = new PlanLine(row.Kind, row.Id, NameOf(row), isAsItWas ? PlanLine.KeptOut : PlanLine.Conflict, "", null, isAsItWas ? null : "changed there");
            Lines.Add(line);
            if (isAsItWas || choices.Of(line) != ExchangeChoices.Theirs) return;
        }
        else Lines.Add(new(row.Kind, row.Id, NameOfAdded(row), PlanLine.Added, "", null, null));
        Acts.Add((row, null, None));
    }

    /// <summary>The first of a kind are told by name; of the others nobody reads it.</summary>
    private string NameOfAdded(SaidRow row)
    {
        var before = named.GetValueOrDefault(row.Kind);
        named[row.Kind] = before + 1;
        return before < NamedOfKind ? NameOf(row) : "";
    }

    private void Compare(SaidRow row, IRecorded standing, ExchangeChoices choices)
    {
        var fields = before.Rows.GetValueOrDefault((row.Kind, row.Id));
        var take = new List<string>();
        var at = Lines.Count;
        foreach (var (name, there) in row.Values)
        {
            if (name[0] == '+') continue;
            var ours = Value(standing, name);
            if (Equals(ours, there)) continue;
            var thereHash = ExchangedItems.Hash(there);
            var hereHash = ExchangedItems.Hash(ours);
            if (thereHash == hereHash) continue;
            ExchangedItems.Sides was = default;
            var isKnown = fields?.TryGetValue(name, out was) == true;
            if (isKnown && was.There == thereHash || IsSilent(name, there, isKnown)) continue;
            if (name == "#text")
            {
                differing.Add(row.Id);
                continue;
            }
            var line = new PlanLine(row.Kind, row.Id, NameOf(standing), PlanLine.Conflict, name, Said(ours), Said(there));
            if (isKnown && was.Here == hereHash || IsEmpty(ours) || name == nameof(Study.Synthetic) && ours is false)
            {
                Lines.Add(line with { Did = Places.Contains(name) ? PlanLine.Moved : PlanLine.Changed });
                take.Add(name);
                continue;
            }
            Lines.Add(line);
            if (choices.Of(line) == ExchangeChoices.Theirs) take.Add(name);
        }
        if (Lines.Count == at) Unchanged++;
        if (take.Count > 0) Acts.Add((row, standing, take));
    }

    /// <summary>Programs that have no colours or descriptions write none: that takes nothing away.</summary>
    private static bool IsSilent(string name, object? there, bool isKnown) =>
        IsEmpty(there) && (name is "Colour" or "RecordedOn" or "Label" or "RefiType" || !isKnown);

    private static bool IsEmpty(object? value) => value is null or "";

    private async Task GoneAsync(IReadOnlyCollection<(string Kind, Guid Id)> gone, ExchangeChoices choices)
    {
        foreach (var kind in gone.Where(g => said.Find(g.Kind, g.Id) is null && g.Kind != nameof(Study)).GroupBy(g => g.Kind))
            foreach (var (id, row) in await StandingAsync(kind.Key, kind.Select(g => g.Id)))
            {
                var fields = before.Rows[(kind.Key, id)];
                var isAsItWas = fields.All.All(f => ExchangedItems.Hash(Value(row, f.Name)) == f.Sides.Here);
                var line = new PlanLine(kind.Key, id, NameOf(row), isAsItWas ? PlanLine.Removed : PlanLine.Conflict, "", isAsItWas ? null : "changed here", null);
                Lines.Add(line);
                if (isAsItWas ? choices.Removals : choices.Of(line) == ExchangeChoices.Theirs) Removals.Add(row);
            }
    }

    /// <summary>What stands here under a name that a file says.</summary>
    public object? Value(IRecorded row, string name) => Value(row, name, Definition);

    public static object? Value(IRecorded row, string name, Func<Guid, string> definition)
    {
        if (name == "#definition") return definition(row.Id);
        if (name == "#text") return ((Source)row).ContentHash;
        if (name.StartsWith("#value:", StringComparison.Ordinal)) return Values(row).GetValueOrDefault(name["#value:".Length..], "");
        return RowEdit.Property(row, name)?.GetValue(row);
    }

    public static Dictionary<string, string> Values(IRecorded row)
    {
        using var document = JsonDocument.Parse(row is Participant one ? one.Values : ((Source)row).Values);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
    }

    private string NameOf(SaidRow row) => ExchangeNames.Of(row, said);

    private string NameOf(IRecorded row)
    {
        if (row is CodedSegment or Selection && said.Find(row.GetType().Name, row.Id) is { } there) return ExchangeNames.Of(there, said);
        foreach (var name in new[] { "Name", "Label", "Title", "Code" })
            if (row.GetType().GetProperty(name)?.GetValue(row) is string { Length: > 0 } said) return Told.Words(said, 80);
        return RowWords.One(row.GetType().Name);
    }

    private static string? Said(object? value) => value switch
    {
        null => null,
        string text => Told.Words(text, 300),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
