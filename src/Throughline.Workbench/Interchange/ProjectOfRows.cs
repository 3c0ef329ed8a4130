using System.Globalization;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// From the rows of a study to a project of REFI-QDA: what <see cref="ProjectRows"/> reads back. What the standard has no place for
/// goes into a note of Throughline's own, and so does what reading would make of the file beside what stands here.
/// </summary>
internal sealed partial class ProjectOfRows(StudyRows rows, RefiProfile profile, ExportWishes wishes)
{
    private readonly Replacing replacing = new(wishes.Pseudonyms);
    private readonly Dictionary<string, RefiVariable> variables = [];
    private readonly HashSet<Guid> members = [.. rows.Memberships.Select(m => m.Id)];

    /// <summary>Rows that reading the file would make and that are not here.</summary>
    private readonly List<(string Kind, Guid Id)> derived = [];

    /// <summary>Rows of which the note tells some columns, or all.</summary>
    private readonly List<(IRecorded Row, string[]? Columns)> told = [];

    /// <summary>The files within the project, by name, each with where it is kept.</summary>
    public Dictionary<string, string> Files { get; } = [];

    /// <summary>What could not be said in the standard, by the names of what it stands on.</summary>
    public OutsideTheStandard Outside { get; } = new();

    /// <summary>What a list of pseudonyms may have missed.</summary>
    public IEnumerable<ExchangeLoss> Remarks => replacing.Remarks().Select(r => new ExchangeLoss(r.Place, r.Message));

    public RefiProject Make(Func<OwnNote, string> write)
    {
        FindNotes();
        foreach (var variable in rows.Variables.Where(v => v.Of != Variable.OfRespondents)) Known(variable);
        var sources = Sources();
        var cases = Cases(sources);
        Codes();
        List<RefiLink> links = [.. rows.Links.Select(Link)];
        var sets = rows.Sets.Select(Set).Concat(ThemeSets()).Concat(RetiredSet()).ToList();
        List<RefiTextSource> notes = [.. rows.Notes.Select(Note)];
        if (wishes.Own) notes.Add(new(new(MadeId.Of("own note"))) { Name = OwnRows.Title, Text = write(OwnNote()) });
        return new()
        {
            Name = replacing.Of(rows.Study.Name), Description = Said(rows.Study.Description), NoteRefs = NotesOn(Workbench.Notes.NoteOn.Study, Guid.Empty),
            Users = [.. rows.Coders.Select(c => new RefiUser(new(c.Id), replacing.Of(c.Name), Empty(c.Sign)))],
            Codes = Under(Guid.Empty), Variables = [.. variables.Values], Cases = cases, Sources = sources, Notes = notes, Sets = sets,
            Links = links, Graphs = [.. rows.Graphs.Select(Workbench.Interchange.GraphDrawing.Read)],
        };
    }

    /// <summary>The codes with the sets of codes, for a codebook.</summary>
    public RefiProject MakeCodebook() => new()
    {
        Name = rows.Study.Name, Codes = Under(Guid.Empty), Sets = [.. rows.Sets.Select(Set).Concat(ThemeSets()).Concat(RetiredSet()).Where(s => s.Codes.Count > 0)],
    };

    private static RefiGuid G(Guid id) => new(id);

    private static string? Empty(string text) => text.Length == 0 ? null : text;

    private string? Said(string text) => Empty(replacing.Of(text));

    private static DateTimeOffset At(long micros) => Instant.At(micros);

    private ILookup<Guid, Code>? children;

    private List<RefiCode> Under(Guid parent)
    {
        if (children is null)
        {
            var ids = rows.Codes.Select(c => c.Id).ToHashSet();
            children = rows.Codes.ToLookup(c => c.ParentId is { } above && ids.Contains(above) ? above : Guid.Empty);
        }
        return [.. children[parent].Sorted().Select(code => new RefiCode(G(code.Id), replacing.Of(code.Name))
        {
            IsCodable = !code.NotCodable, Color = code.Colour.Length > 0 ? code.Colour : Dyes.Hex(code.Dye), Children = Under(code.Id),
            Description = Said(Definitions.Written(CodeMeaning.Of(rows.InForce.GetValueOrDefault(code.Id)))), NoteRefs = NotesOn(Workbench.Notes.NoteOn.Code, code.Id),
        })];
    }

    private void Codes()
    {
        foreach (var code in rows.Codes) told.Add((code, null));
    }

    private void Known(Variable variable) => variables.TryAdd(NameKey.Of(variable.Name), new(G(variable.Id), replacing.Of(variable.Name),
        Enum.TryParse<RefiVariableType>(variable.RefiType, out var type) ? type : variable.Kind switch
        {
            Variable.Number => RefiVariableType.Float, Variable.Date => RefiVariableType.Date, _ => RefiVariableType.Text,
        }, Said(variable.Label)));

    /// <summary>Values, each of a variable; what is a name in values only becomes a variable by what its values look like.</summary>
    private List<RefiValue> Values(IRecorded row) => [.. ExchangePlan.Values(row).Select(v =>
    {
        var variable = variables.TryGetValue(NameKey.Of(v.Key), out var known) ? known : variables[NameKey.Of(v.Key)] = Plain(v.Key);
        return new RefiValue(variable.Guid, variable.Type, Said(v.Value));
    })];

    private RefiVariable Plain(string name)
    {
        var id = MadeId.Of("variable", NameKey.Of(name));
        derived.Add((nameof(Variable), id));
        var all = (plainValues ??= rows.Participants.Cast<IRecorded>().Concat(rows.Sources).SelectMany(r => ExchangePlan.Values(r)).ToLookup(v => NameKey.Of(v.Key), v => v.Value))[NameKey.Of(name)];
        return new(G(id), replacing.Of(name), TypeOf([.. all.Where(v => v.Length > 0)]));
    }

    private ILookup<string, string>? plainValues;

    private static RefiVariableType TypeOf(IReadOnlyList<string> values) =>
        values.Count == 0 ? RefiVariableType.Text
        : values.All(v => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? RefiVariableType.Integer
        : values.All(v => v[0] != '.' && v[^1] != '.' && v.Any(char.IsAsciiDigit) && v.Count(c => c == '.') <= 1 && v.TrimStart('-').All(c => char.IsAsciiDigit(c) || c == '.')) ? RefiVariableType.Float
        : values.All(v => DateOnly.TryParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) ? RefiVariableType.Date
        : RefiVariableType.Text;

    private List<RefiCase> Cases(IReadOnlyList<RefiSource> sources)
    {
        var there = sources.Select(s => s.Guid.Value).ToHashSet();
        var heard = rows.Speakers.Where(s => s.ParticipantId is not null).Select(s => (Who: s.ParticipantId!.Value, s.SourceId)).Distinct().ToLookup(s => s.Who, s => s.SourceId);
        var owned = rows.Memberships.Where(m => m.Of == Membership.Participant).ToLookup(m => m.OfId);
        var voices = rows.Speakers.Select(s => s.Id).ToHashSet();
        return [.. rows.Participants.Select(one =>
        {
            List<Guid> Of(string on) => [.. owned[one.Id].Where(m => m.On == on).Select(m => m.TargetId)];
            List<Guid> within = [.. Of(Membership.Source).Concat(heard[one.Id]).Where(there.Contains).Distinct()];
            foreach (var source in within)
            {
                Derive(Membership.Participant, one.Id, Membership.Source, source);
                if (MadeId.Of("speaker", source, one.Id) is var voice && !voices.Contains(voice)) derived.Add((nameof(Workbench.Sources.Speaker), voice));
            }
            foreach (var lost in owned[one.Id].Where(m => m.On == Membership.Source && !there.Contains(m.TargetId) || m.On == Membership.Selection && !written.Contains(m.TargetId))) Unheld(lost);
            return new RefiCase(G(one.Id))
            {
                Name = replacing.Of(one.Name), Description = Said(one.Description), Values = Values(one), SourceRefs = [.. within.Select(G)],
                CodeRefs = [.. Of(Membership.Code).Select(G)], SelectionRefs = [.. Of(Membership.Selection).Where(written.Contains).Select(G)],
            };
        }).Concat(DocumentCases())];
    }

    /// <summary>MAXQDA has the variables of a document in a case without a name.</summary>
    private IEnumerable<RefiCase> DocumentCases() => profile != RefiProfile.Maxqda ? []
        : rows.Sources.Where(s => s.Values.Length > 2 && !nested.Contains(s.Id)).Select(s => new RefiCase(G(MadeId.Of("document", s.Id))) { Values = Values(s), SourceRefs = [G(s.Id)] });

    private void Derive(string of, Guid owner, string on, Guid target)
    {
        if (MadeId.Of("member", of, owner, on, target) is var made && !members.Contains(made)) derived.Add((nameof(Membership), made));
    }

    private RefiSet Set(NamedSet set)
    {
        List<RefiGuid> Of(string on, Func<Guid, bool> isThere) =>
            [.. rows.Memberships.Where(m => m.Of == Membership.Set && m.OfId == set.Id && m.On == on && isThere(m.TargetId)).Select(m => G(m.TargetId))];
        foreach (var lost in rows.Memberships.Where(m => m.OfId == set.Id && m.On == Membership.Source && nested.Contains(m.TargetId))) Unheld(lost);
        return new(G(set.Id), replacing.Of(set.Name))
        {
            Description = Said(set.Description), Codes = Of(Membership.Code, _ => true), Sources = Of(Membership.Source, id => !nested.Contains(id)), Notes = Of(Membership.Note, _ => true),
        };
    }

    private void Unheld(Membership lost)
    {
        told.Add((lost, null));
        Outside.Members++;
    }

    /// <summary>Other programs see a theme as the set of its codes.</summary>
    private IEnumerable<RefiSet> ThemeSets() => rows.Themes.Select(theme =>
    {
        var name = theme.Overarching ? $"Overarching theme: {theme.Label}" : $"Theme {theme.Number}: {theme.Label}";
        return MadeSet(MadeId.Of("theme set", theme.Id), name, string.Join("\n\n", new[] { theme.Subtitle, theme.CentralIdea, theme.Boundary }.Where(t => t.Length > 0)),
            rows.ThemeCodes.Where(c => c.ThemeId == theme.Id).Select(c => c.CodeId));
    });

    private IEnumerable<RefiSet> RetiredSet() => rows.Codes.Exists(c => c.RetiredAt is not null)
        ? [MadeSet(MadeId.Of("retired set"), "Retired codes", "Nothing new is coded with these.", rows.Codes.Where(c => c.RetiredAt is not null).Select(c => c.Id))] : [];

    private RefiSet MadeSet(Guid id, string name, string description, IEnumerable<Guid> codes)
    {
        var set = new RefiSet(G(id), replacing.Of(name)) { Description = Said(description), Codes = [.. codes.Distinct().Select(G)] };
        derived.Add((nameof(NamedSet), id));
        foreach (var code in set.Codes) Derive(Membership.Set, id, Membership.Code, code.Value);
        return set;
    }

    private RefiLink Link(Link link)
    {
        RefiGuid? End(Guid? id) => id is { } known && (ends ??= Ends()).Contains(known) ? G(known) : null;
        var (from, to) = (End(link.OriginId), End(link.TargetId));
        if (from is null != link.OriginId is null || to is null != link.TargetId is null)
        {
            told.Add((link, null));
            Outside.OpenLinks++;
        }
        return new(G(link.Id))
        {
            Name = Said(link.Name), Direction = Enum.TryParse<RefiDirection>(link.Direction, out var way) ? way : null, Color = Empty(link.Colour), Origin = from, Target = to,
        };
    }

    private HashSet<Guid>? ends;

    /// <summary>What is in the file, so that a link can lead to it.</summary>
    private HashSet<Guid> Ends() =>
    [
        .. written, .. rows.Codes.Select(c => c.Id), .. rows.Sources.Select(s => s.Id), .. rows.Participants.Select(p => p.Id), .. rows.Coders.Select(c => c.Id), .. rows.Notes.Select(n => n.Id),
        .. rows.Sets.Select(s => s.Id), .. rows.Links.Select(l => l.Id), .. rows.Graphs.Select(g => g.Id), .. rows.Segments.Select(s => s.Id).Except(told.Where(t => t.Columns == OwnRows.Whole).Select(t => t.Row.Id)),
    ];
}
