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

    /// <summary>In a line: what it is, in what, and how it stands on both sides.</summary>
    public string Told()
    {
        var what = $"{RowWords.One(Kind)} {Name}";
        var with = With is null ? "" : $", with {With}";
        return Field.Length > 0 ? $"{what}, {Called}: here {Quoted(Here)}, there {Quoted(There)}"
            : Did != Conflict ? what : Here is null ? $"{what}: removed here, changed there{with}" : $"{what}: changed here, gone there{with}";
    }

    private string Called => Field switch
    {
        "#definition" => "definition", "#text" => "words", "ParentId" => "place in the codebook", "CodeId" => "code", "SourceId" => "source", "CoderId" => "coder", "Start" => "beginning", "End" => "end",
        _ when Field.StartsWith("#value:", StringComparison.Ordinal) => Field["#value:".Length..],
        _ => string.Concat(Field.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")),
    };

    private static string Quoted(string? words) => words is null or "" ? "nothing" : words[0] == '“' ? words : $"“{words}”";

    /// <summary>What goes or comes back with it where theirs is taken: 8 segments, 1 definition.</summary>
    public string? With { get; init; }

    /// <summary>Of a conflict: ours, theirs, or null while nobody has said. Of what is gone there: theirs, where it goes here too.</summary>
    public string? Settled { get; init; }
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
    private static readonly HashSet<string> Places = ["ParentId", "SourceId", "Start", "End", "Page", "X1", "Y1", "X2", "Y2", "FromMs", "ToMs", "Position", "#place"];

    /// <summary>What nobody is asked about where both sides altered it: it goes with another field, or stays as it is here.</summary>
    private static readonly Dictionary<string, string[]> Follows = new()
    {
        ["Position"] = ["ParentId"], ["DefinitionVersion"] = ["#definition", "CodeId"], ["EditedAt"] = ["Text", "Title"],
        ["CreatedAt"] = [], ["At"] = [], ["AddedAt"] = [], ["AddedBy"] = [],
    };

    private readonly Dictionary<(string Kind, Guid Id), IRecorded> here = [];
    private readonly Dictionary<Guid, string> definitions = [];
    private readonly PlanWords words = new(scope, said);
    private readonly PlanTies ties = new();

    public List<PlanLine> Lines { get; } = [];

    /// <summary>Rows to add, and of standing rows the fields to take.</summary>
    public List<(SaidRow Row, IRecorded? Standing, List<string> Fields)> Acts { get; } = [];

    public List<IRecorded> Removals { get; } = [];

    public int Unchanged { get; private set; }

    /// <summary>Sources whose words differ from those here: ours stay, and what stands on the other words is left out.</summary>
    public List<ExchangeLoss> OtherWords { get; } = [];

    private const int NamedOfKind = 500;
    private static readonly List<string> None = [];
    private readonly HashSet<Guid> differing = [], leftOut = [];
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
        await words.LoadAsync();
        foreach (var row in said.All)
            if (here.TryGetValue((row.Kind, Id(row)), out var standing)) Compare(row, standing, choices);
            else Missing(row, choices);
        LeaveOut();
        await GoneAsync(gone, choices);
        foreach (var row in ties.Settle(Lines, choices, Removals)) Acts.Add((row, null, None));
        var leaving = Removals.Select(r => r.Id).ToHashSet();
        for (var i = 0; i < Lines.Count; i++)
            if (Lines[i].Did == PlanLine.Removed && leaving.Contains(Lines[i].Id)) Lines[i] = Lines[i] with { Settled = ExchangeChoices.Theirs };
        await words.SayAsync(Lines, id => here.GetValueOrDefault((nameof(Source), id)) as Source);
        Lines.RemoveAll(l => leftOut.Contains(l.Id));
        await LeaveDefinitionsAsync();
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
            var left = Acts.Where(a => a.Row.Kind is nameof(CodedSegment) or nameof(Selection) && (Guid?)a.Row["SourceId"] == id && a.Row["End"] is > 0).Select(a => a.Row.Id).ToHashSet();
            Acts.RemoveAll(a => left.Contains(a.Row.Id));
            leftOut.UnionWith(left);
            OtherWords.Add(new(NameOf(here[(nameof(Source), id)]),
                $"Its words in the file differ from those here. Those here stay{(left.Count == 0 ? "" : $", and {Told.Count(left.Count, "coding or selection", "codings and selections")} on the other words were left out")}."));
        }
    }

    private Guid Id(SaidRow row) => row.Kind == nameof(Study) ? scope.StudyId : row.Id;

    private void Missing(SaidRow row, ExchangeChoices choices)
    {
        if (before.Rows.TryGetValue((row.Kind, row.Id), out var fields))
        {
            var isAsItWas = row.Values.All(v => v.Name[0] == '+' || !fields.TryGetValue(v.Name, out var was) || was.There == ExchangedItems.Hash(v.Value));
            var line = new PlanLine(row.Kind, row.Id, NameOf(row), isAsItWas ? PlanLine.KeptOut : PlanLine.Conflict, "", null, isAsItWas ? null : "changed there");
            ties.Missing(row, isAsItWas, Lines.Count);
            Lines.Add(isAsItWas ? line : line with { Settled = choices.Of(line) });
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
        var (take, quiet, at) = (new List<string>(), new List<(string Name, object? Ours, object? There, bool IsTheirs)>(), Lines.Count);
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
                if (standing is Source { Length: 0 } && said.Texts.GetValueOrDefault(row.Id).Text is { Length: > 0 } given) take.Add(Given(row, standing, given));
                else differing.Add(row.Id);
                continue;
            }
            var isTheirs = isKnown && was.Here == hereHash || IsEmpty(ours) || name == nameof(Study.Synthetic) && ours is false
                || name == nameof(Note.On) && ours is NoteOn.Journal && fields is not null && !isKnown;
            // Made apart and known by its path: each side drew a colour, and nobody chose it.
            if (Follows.ContainsKey(name) || fields is null && name is nameof(Code.Dye) or nameof(Code.Weave)) quiet.Add((name, ours, there, isTheirs));
            else if (Listed(row, standing, (name, ours, there), isTheirs, choices)) take.Add(name);
        }
        var isListed = Lines.Count > at;
        foreach (var (name, ours, there, isTheirs) in quiet)
        {
            // Versions only go up: those that stand here keep their numbers.
            if (standing is Code code && name == nameof(Code.DefinitionVersion) && there is int version && version < code.DefinitionVersion) continue;
            if (!isTheirs && !(Follows.GetValueOrDefault(name) ?? []).Any(take.Contains)) continue;
            if (!isListed) Listed(row, standing, (name, ours, there), true, choices);
            take.Add(name);
        }
        if (Lines.Count == at) Unchanged++;
        if (take.Count > 0) Acts.Add((row, standing, take));
    }

    /// <summary>A source that stood here without its words gets them.</summary>
    private string Given(SaidRow row, IRecorded standing, string text)
    {
        Lines.Add(new(row.Kind, row.Id, NameOf(standing), PlanLine.Changed, "#text", null, Told.Count(WordCount.Of(text), "word")));
        return "#text";
    }

    /// <summary>Tells what is altered, and whether it is taken.</summary>
    private bool Listed(SaidRow row, IRecorded standing, (string Name, object? Ours, object? There) field, bool isTheirs, ExchangeChoices choices)
    {
        var line = new PlanLine(row.Kind, row.Id, NameOf(standing), isTheirs ? Places.Contains(field.Name) ? PlanLine.Moved : PlanLine.Changed : PlanLine.Conflict, field.Name, null, null);
        words.Altered(Lines.Count, row, field.Ours, field.There);
        Lines.Add(isTheirs ? line : line with { Settled = choices.Of(line) });
        return isTheirs || choices.Of(line) == ExchangeChoices.Theirs;
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
                if (said.IsUnread(row)) continue;
                var fields = before.Rows[(kind.Key, id)];
                var isAsItWas = fields.All.All(f => ExchangedItems.Hash(Value(row, f.Name)) == f.Sides.Here);
                var line = new PlanLine(kind.Key, id, NameOf(row), isAsItWas ? PlanLine.Removed : PlanLine.Conflict, "", isAsItWas ? null : "changed here", null);
                ties.Gone(row, isAsItWas, Lines.Count);
                Lines.Add(isAsItWas ? line : line with { Settled = choices.Of(line) });
                if (isAsItWas ? choices.Removals : choices.Of(line) == ExchangeChoices.Theirs) Removals.Add(row);
            }
    }

    /// <summary>Versions of a definition that are no part of this exchange: written here too, under the same number, or after the one that stays in force.</summary>
    public HashSet<Guid> LeftDefinitions { get; } = [];

    private async Task LeaveDefinitionsAsync()
    {
        var fresh = said.OfKind(nameof(CodeDefinition)).Where(d => !here.ContainsKey((d.Kind, d.Id)) && d["CodeId"] is Guid code && here.ContainsKey((nameof(Code), code))).ToList();
        if (fresh.Count == 0) return;
        var codes = fresh.Select(d => (Guid)d["CodeId"]!).Distinct().ToList();
        var ours = (await scope.Definitions.AsNoTracking().Where(d => codes.Contains(d.CodeId)).Select(d => new { d.CodeId, d.Version }).ToListAsync(scope.Cancel)).Select(d => (d.CodeId, d.Version)).ToHashSet();
        var coming = Acts.Where(a => a.Standing is null).Select(a => a.Row).ToHashSet();
        var raised = Acts.Where(a => a.Standing is Code && a.Fields.Contains(nameof(Code.DefinitionVersion))).ToDictionary(a => a.Standing!.Id, a => (int)a.Row[nameof(Code.DefinitionVersion)]!);
        foreach (var row in fresh)
        {
            var (code, version) = ((Code)here[(nameof(Code), (Guid)row["CodeId"]!)], row["Version"] as int? ?? 0);
            if (!ours.Contains((code.Id, version)) && version <= raised.GetValueOrDefault(code.Id, code.DefinitionVersion)) continue;
            LeftDefinitions.Add(row.Id);
            if (coming.Contains(row) && said.Find(nameof(Code), code.Id)?[nameof(Code.DefinitionVersion)] is int last && version < last)
                OtherWords.Add(new(code.Name, $"Version {version} of its definition there was written apart from those here, so it was left out. The definition in force there is told above."));
        }
        Acts.RemoveAll(a => LeftDefinitions.Contains(a.Row.Id));
        Lines.RemoveAll(l => LeftDefinitions.Contains(l.Id));
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

    private string NameOf(SaidRow row) => words.NameOf(row);

    private string NameOf(IRecorded row) => words.NameOf(row);
}
