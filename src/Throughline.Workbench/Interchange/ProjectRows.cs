using System.Globalization;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Interchange;

/// <summary>Something that a project has and a study cannot hold, or not as it stands.</summary>
/// <param name="Place">As a person would look it up.</param>
/// <param name="Reason">What was found and what became of it.</param>
public sealed record ExchangeLoss(string Place, string Reason);

/// <summary>A file of a project that was kept, or could be: its name in the store, empty while it is only known to be there.</summary>
public sealed record KeptFile(string Blob, long Bytes, string Name);

/// <summary>From a project of REFI-QDA to the rows of a study. What has no place in a study is told, and costs no more than itself.</summary>
internal sealed partial class ProjectRows(RefiProject project, StudyNow now, IReadOnlyDictionary<string, KeptFile> files)
{
    private readonly Dictionary<Guid, Guid> codes = [], sources = [], cases = [], variables = [], coders = [];
    private readonly Dictionary<Guid, string> variableNames = [];
    private readonly List<ExchangeLoss> losses = [];

    public SaidRows Rows { get; } = new();

    public IReadOnlyList<ExchangeLoss> Losses => losses;

    /// <summary>Coders that are not in the study yet.</summary>
    public List<Coder> NewCoders { get; } = [];

    /// <summary>Ids of the file that are another id here, because it is the same thing.</summary>
    public Dictionary<(string Kind, Guid Id), Guid> Matched { get; } = [];

    public int Selections { get; private set; }

    public int Codings { get; private set; }

    public ProjectRows Read()
    {
        foreach (var user in project.Users) User(user);
        foreach (var (code, parent) in project.AllCodes()) One(code, parent);
        foreach (var variable in project.Variables) One(variable);
        var own = project.Notes.Where(n => n.Name == OwnRows.Title).ToList();
        FindReferences();
        foreach (var source in project.Sources) Source(source);
        foreach (var one in project.Cases) One(one);
        foreach (var note in project.Notes.Except(own)) Note(note);
        foreach (var set in project.Sets) Set(set);
        foreach (var link in project.Links) One(link);
        if (project.Links.Sum(l => l.NoteRefs.Count) is > 0 and var onLinks) Lose("Links", $"{Told.Count(onLinks, "note")} on links: notes are not on links here. They stand by themselves.");
        foreach (var graph in project.Graphs) One(graph);
        if (!string.IsNullOrWhiteSpace(project.Description)) Rows.Of(nameof(Study), Guid.Empty)[nameof(Study.Description)] = Cut(project.Description, StudyText.Length);
        var matched = Matched.DistinctBy(m => m.Key.Id).ToDictionary(m => m.Key.Id, m => m.Value);
        foreach (var note in own) OwnRows.Read(note.Text ?? "", Rows, id => matched.GetValueOrDefault(id, id), Lose);
        HasOwn = own.Count > 0;
        return this;
    }

    /// <summary>Whether the file has the note of Throughline's own.</summary>
    public bool HasOwn { get; private set; }

    private void Lose(string place, string reason)
    {
        if (losses.Count < 2000) losses.Add(new(Told.Words(place, 120), reason));
    }

    private Guid Match(string kind, Guid id, Guid? same)
    {
        if (now.Known.Contains((kind, id))) return id;
        var found = now.Aliases.TryGetValue((kind, id), out var alias) && now.Known.Contains((kind, alias)) ? alias : same;
        if (found is not { } here) return id;
        Matched[(kind, id)] = here;
        return here;
    }

    private void User(RefiUser user)
    {
        var name = Cut(string.IsNullOrWhiteSpace(user.Name) ? $"Coder {user.Id ?? user.Guid.Text[..8]}" : user.Name.Trim(), 200);
        if (!now.Coders.TryGetValue(name, out var id))
        {
            id = now.Coders.ContainsValue(user.Guid.Value) ? Guid.CreateVersion7() : user.Guid.Value;
            now.Coders[name] = id;
            NewCoders.Add(new() { Id = id, Name = name, Sign = Cut(user.Id ?? "", 40) });
        }
        coders[user.Guid.Value] = id;
    }

    private Guid Coder(RefiGuid? user)
    {
        if (user is { } known && coders.TryGetValue(known.Value, out var id)) return id;
        User(user is { } unnamed ? new(unnamed, null) : new(new(MakeUnknown), "Unknown coder"));
        return coders[user?.Value ?? MakeUnknown];
    }

    private static Guid MakeUnknown { get; } = MadeId.Of("unknown coder");

    private static long? At(DateTimeOffset? at) => at is { } moment ? Instant.Micros(moment) : null;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private void One(RefiCode code, RefiCode? parent)
    {
        Guid? under = parent is null ? null : codes[parent.Guid.Value];
        var name = string.IsNullOrWhiteSpace(code.Name) ? "Code without a name" : Cut(code.Name.Trim(), Code.NameLength);
        if (code.Name.Length > Code.NameLength) Lose(code.Name, $"A code’s name has at most {Code.NameLength} characters here; it was cut.");
        Guid? same = now.Codes.TryGetValue((under, NameKey.Of(name)), out var there) ? there : null;
        var id = codes[code.Guid.Value] = Match(nameof(Code), code.Guid.Value, same);
        var row = Rows.Of(nameof(Code), id);
        (row[nameof(Code.Name)], row[nameof(Code.ParentId)], row[nameof(Code.NotCodable)]) = (name, under, !code.IsCodable);
        row[nameof(Code.Colour)] = code.Color ?? "";
        row["#definition"] = Definitions.Written(Definitions.Read(code.Description ?? ""));
    }

    private void One(RefiVariable variable)
    {
        var name = Cut(string.IsNullOrWhiteSpace(variable.Name) ? "Variable without a name" : variable.Name.Trim(), ParticipantText.VariableLength);
        for (var n = 2; variableNames.Values.Any(v => NameKey.Of(v) == NameKey.Of(name)); n++) name = $"{variable.Name.Trim()} ({n})";
        variableNames[variable.Guid.Value] = name;
        var id = variables[variable.Guid.Value] = Match(nameof(Variable), variable.Guid.Value, now.Variables.TryGetValue(NameKey.Of(name), out var same) ? same : null);
        var row = Rows.Of(nameof(Variable), id);
        (row[nameof(Variable.Name)], row[nameof(Variable.RefiType)]) = (name, variable.Type.ToString());
        row[nameof(Variable.Label)] = variable.Description ?? "";
        row["+" + nameof(Variable.Of)] = Variable.OfParticipants;
        row["+" + nameof(Variable.Kind)] = variable.Type switch
        {
            RefiVariableType.Integer or RefiVariableType.Float => Variable.Number,
            RefiVariableType.Date or RefiVariableType.DateTime => Variable.Date,
            RefiVariableType.Boolean => Variable.Nominal,
            _ => Variable.Text,
        };
        row["+" + nameof(Variable.Position)] = (long)variables.Count * Code.Step;
    }

    private void Values(SaidRow row, IReadOnlyList<RefiValue> values)
    {
        foreach (var value in values)
            if (variableNames.TryGetValue(value.Variable.Value, out var name)) row["#value:" + name] = Cut(value.Text ?? "", ParticipantText.ValueLength);
            else Lose("Variables", $"A value “{Told.Words(value.Text ?? "", 40)}” is of a variable that the file does not have. It was left out.");
    }

    private void One(RefiCase one)
    {
        if (string.IsNullOrWhiteSpace(one.Name) && one.SourceRefs is [var only] && sources.TryGetValue(only.Value, out var source) && one.CodeRefs.Count + one.SelectionRefs.Count == 0)
        {
            Values(Rows.Of(nameof(Throughline.Workbench.Sources.Source), source), one.Values);
            return;
        }
        var name = Cut(string.IsNullOrWhiteSpace(one.Name) ? $"Case {cases.Count + 1}" : one.Name.Trim(), ParticipantText.NameLength);
        var id = cases[one.Guid.Value] = Match(nameof(Participant), one.Guid.Value, now.Participants.TryGetValue(NameKey.Of(name), out var same) ? same : null);
        var row = Rows.Of(nameof(Participant), id);
        (row[nameof(Participant.Name)], row[nameof(Participant.Description)]) = (name, one.Description ?? "");
        Values(row, one.Values);
        foreach (var at in one.SourceRefs) Belong(id, name, at);
        foreach (var at in one.CodeRefs) Member((Membership.Participant, id), Membership.Code, at, codes);
        foreach (var at in one.SelectionRefs)
            if (selections.TryGetValue(at.Value, out var selection)) Member((Membership.Participant, id), Membership.Selection, selection);
    }

    /// <summary>A source of a case is one in which the participant is heard: where it has no turns, all of it is theirs.</summary>
    private void Belong(Guid participant, string name, RefiGuid at)
    {
        Member((Membership.Participant, participant), Membership.Source, at, sources);
        if (!sources.TryGetValue(at.Value, out var source)) return;
        var speaker = Rows.Of(nameof(Throughline.Workbench.Sources.Speaker), MadeId.Of("speaker", source, participant));
        speaker["+SourceId"] = source;
        speaker["+Name"] = name;
        speaker["+NameInFile"] = name;
        speaker["+Role"] = Throughline.Workbench.Sources.Speaker.InParticipant;
        speaker["+ParticipantId"] = participant;
        speaker["+Number"] = Rows.OfKind(nameof(Throughline.Workbench.Sources.Speaker)).Count(s => (Guid?)s["+SourceId"] == source);
    }

    private void Member((string Of, Guid Id) owner, string on, RefiGuid at, Dictionary<Guid, Guid> known)
    {
        if (known.TryGetValue(at.Value, out var target)) Member(owner, on, target);
        else Lose(owner.Of == Membership.Set ? "Sets" : "Cases", $"It names a {on} ({at}) that the file does not have.");
    }

    private void Member((string Of, Guid Id) owner, string on, Guid target)
    {
        var row = Rows.Of(nameof(Membership), MadeId.Of("member", owner.Of, owner.Id, on, target));
        (row[nameof(Membership.Of)], row[nameof(Membership.OfId)]) = (owner.Of, owner.Id);
        (row[nameof(Membership.On)], row[nameof(Membership.TargetId)]) = (on, target);
    }

    private void Set(RefiSet set)
    {
        var row = Rows.Of(nameof(NamedSet), set.Guid.Value);
        (row[nameof(NamedSet.Name)], row[nameof(NamedSet.Description)]) = (set.Name, set.Description ?? "");
        foreach (var at in set.Codes) Member((Membership.Set, set.Guid.Value), Membership.Code, at, codes);
        foreach (var at in set.Sources) Member((Membership.Set, set.Guid.Value), Membership.Source, at, sources);
        foreach (var at in set.Notes) Member((Membership.Set, set.Guid.Value), Membership.Note, at, notes);
    }

    private void One(RefiLink link)
    {
        var row = Rows.Of(nameof(Link), link.Guid.Value);
        (row[nameof(Link.Name)], row[nameof(Link.Direction)]) = (link.Name ?? "", link.Direction?.ToString() ?? "");
        (row[nameof(Link.OriginId)], row[nameof(Link.TargetId)]) = (Anything(link.Origin), Anything(link.Target));
        row[nameof(Link.Colour)] = link.Color ?? "";
    }

    private Guid? Anything(RefiGuid? at) => at is not { } id ? null
        : codes.TryGetValue(id.Value, out var here) || sources.TryGetValue(id.Value, out here) || cases.TryGetValue(id.Value, out here)
            || coders.TryGetValue(id.Value, out here) ? here : id.Value;

    private void One(RefiGraph graph)
    {
        var row = Rows.Of(nameof(Graph), graph.Guid.Value);
        row[nameof(Graph.Name)] = graph.Name ?? "";
        row[nameof(Graph.Drawing)] = GraphDrawing.Write(graph, Anything);
    }

}
