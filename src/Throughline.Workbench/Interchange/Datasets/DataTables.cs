using System.Globalization;
using Throughline.Formats;
using Throughline.Formats.Datasets;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>The tables of a study that goes out as data.</summary>
internal sealed class DataTables
{
    private readonly StudyRows rows;
    private readonly Replacing replacing;
    private readonly GoingTexts texts;
    private readonly IReadOnlyList<Code> codes;
    private readonly IReadOnlyDictionary<Guid, string> paths;
    private readonly IReadOnlyList<CodedSegment> segments;
    private readonly ILookup<Guid, ThemeSegment> stances;
    private readonly Dictionary<Guid, string> sources, coders, participants, labels;

    public DataTables(StudyRows rows, Replacing replacing)
    {
        (this.rows, this.replacing, texts) = (rows, replacing, new(rows, replacing));
        codes = [.. CodeOrder.Tree(rows.Codes).Select(c => c.Code)];
        paths = CodePath.All(rows.Codes).ToDictionary(p => p.Key, p => replacing.Of(p.Value));
        labels = rows.Themes.ToDictionary(t => t.Id, t => replacing.Of(t.Label));
        stances = rows.Own.OfType<ThemeSegment>().Where(t => labels.ContainsKey(t.ThemeId)).ToLookup(t => t.SegmentId);
        NaturalOrder.Sort(rows.Sources, s => s.Name);
        var order = rows.Sources.Select((s, at) => (s.Id, at)).ToDictionary(s => s.Id, s => s.at);
        segments = [.. rows.Segments.OrderBy(s => order[s.SourceId])];
        sources = rows.Sources.ToDictionary(s => s.Id, s => replacing.Of(s.Name));
        coders = rows.Coders.ToDictionary(c => c.Id, c => replacing.Of(c.Name));
        participants = rows.Participants.ToDictionary(p => p.Id, p => replacing.Of(p.Name));
    }

    public Dataset All()
    {
        var matrices = new Matrices(rows, codes, c => paths[c.Id]);
        return new(replacing.Of(rows.Study.Name),
            [Sources(), Segments(), Codes(), matrices.BySource(s => sources[s]), matrices.ByCode(), Notes(), Themes(), Participants(), Respondents()],
            [.. texts.Files], [.. rows.Left.Select(l => new ReadWarning(l.Place, l.Reason))])
        {
            Remarks = [.. matrices.Remark is { } remark ? [remark] : Array.Empty<ReadWarning>(), .. replacing.Remarks()],
        };
    }

    private static string? Moment(long at) => at == 0 ? null : Instant.At(at).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private string? Words(string text) => Filled(replacing.Of(text));

    private DataTable Sources()
    {
        var counts = rows.Segments.CountBy(s => s.SourceId).ToDictionary();
        return Columns.Table("sources", "A source: a transcript, text, picture, PDF or recording.", rows.Sources,
        [
            new("source_id", DataKind.Id, "The source.", s => s.Id.ToString()),
            new("source", DataKind.Text, "Its name.", s => sources[s.Id]),
            new("kind", DataKind.Text, "What it is.", s => Filled(s.Kind)),
            new("file", DataKind.Text, "The file here that holds its words; empty where it has none.", s => texts.File(s.Id)),
            new("participants", DataKind.Text, "Who is heard in it, parted by semicolons.", s => Filled(string.Join("; ", Heard(s.Id)))),
            new("characters", DataKind.Integer, "Length of its words in code points.", s => texts.Points(s.Id)),
            new("turns", DataKind.Integer, "How many turns of speaking it has.", s => s.TurnCount),
            new("duration_ms", DataKind.Integer, "Length of the recording in milliseconds.", s => s.DurationMs),
            new("recorded_on", DataKind.Text, "The day of the interview, where it is known.", s => s.RecordedOn),
            new("segments", DataKind.Integer, "How many segments stand in it.", s => counts.GetValueOrDefault(s.Id)),
            new("description", DataKind.Text, "What is said of it.", s => Words(s.Description)),
            .. Columns.Of(Named(Variable.OfSources, rows.Sources.Select(s => s.Values)), rows.Sources, (s, v) => Words(Columns.Values(s.Values).GetValueOrDefault(v.Name) ?? "")),
        ]);
    }

    private IEnumerable<string> Heard(Guid source) =>
        rows.Speakers.Where(s => s.SourceId == source && s.ParticipantId is { } id && participants.ContainsKey(id)).Select(s => participants[s.ParticipantId!.Value]).Distinct();

    private DataTable Segments() => Columns.Table("segments", "A code on a stretch of a source by a coder.", segments,
    [
        new("segment_id", DataKind.Id, "The segment.", s => s.Id.ToString()),
        new("source_id", DataKind.Id, "The source.", s => s.SourceId.ToString()),
        new("source", DataKind.Text, "Its name.", s => sources[s.SourceId]),
        new("code_id", DataKind.Id, "The code.", s => s.CodeId.ToString()),
        new("code", DataKind.Text, "The code, with those it stands under.", s => paths.GetValueOrDefault(s.CodeId)),
        new("coder", DataKind.Text, "Who coded.", s => coders.GetValueOrDefault(s.CoderId)),
        new("start", DataKind.Integer, "Where it begins in the words of the source, in code points from 0.", s => Stretch(s).Start),
        new("end", DataKind.Integer, "Where it ends, exclusive.", s => Stretch(s).End),
        new("text", DataKind.Text, "Its words.", s => Stretch(s).Words),
        new("turn", DataKind.Integer, "The turn that it begins in, from 1.", s => At(s)?.Turn),
        new("speaker", DataKind.Text, "Who speaks there: the participant, or the role.", s => Voice(At(s)?.Speaker)),
        new("participant_id", DataKind.Id, "The participant who speaks there.", s => At(s)?.Speaker?.ParticipantId?.ToString()),
        new("page", DataKind.Integer, "The page that it stands on, from 1.", s => s.Page),
        new("x1", DataKind.Integer, "Left edge: pixels of a picture, points of a page.", s => s.X1),
        new("y1", DataKind.Integer, "One horizontal edge: pixels from the top of a picture, points from the bottom of a page.", s => s.Y1),
        new("x2", DataKind.Integer, "Right edge.", s => s.X2),
        new("y2", DataKind.Integer, "The other horizontal edge.", s => s.Y2),
        new("from_ms", DataKind.Integer, "Where it begins in the recording, in milliseconds.", s => s.FromMs),
        new("to_ms", DataKind.Integer, "Where it ends in the recording.", s => s.ToMs),
        new("definition_version", DataKind.Integer, "The version of the code’s definition at the time of coding.", s => s.DefinitionVersion),
        new("themes", DataKind.Text, "The themes that it supports or speaks against, parted by semicolons.", s => Filled(string.Join("; ", stances[s.Id].Select(t => $"{labels[t.ThemeId]} ({t.Stance})")))),
        new("coded_at", DataKind.Moment, "When it was coded.", s => Moment(s.At)),
    ]);

    /// <summary>One on no words has none, and stands at 0: the slice of its text is empty too.</summary>
    private (int Start, int End, string Words) Stretch(CodedSegment segment) => texts.Stretch(segment.SourceId, segment.Start, segment.End) ?? (0, 0, "");

    private (int Turn, Speaker? Speaker)? At(CodedSegment segment) => segment.End > segment.Start ? texts.At(segment.SourceId, segment.Start) : null;

    private string? Voice(Speaker? speaker) => speaker is null ? null
        : speaker.ParticipantId is { } id && participants.TryGetValue(id, out var name) ? name : speaker.Role;

    public DataTable Codes()
    {
        var counts = rows.Segments.GroupBy(s => s.CodeId).ToDictionary(g => g.Key, g => (g.Count(), g.DistinctBy(s => s.SourceId).Count()));
        CodeMeaning Meaning(Code code) => CodeMeaning.Of(rows.InForce.GetValueOrDefault(code.Id));
        return Columns.Table("codes", "A code of the codebook, in its order.", codes,
        [
            new("code_id", DataKind.Id, "The code.", c => c.Id.ToString()),
            new("parent_id", DataKind.Id, "The code that it stands under.", c => c.ParentId?.ToString()),
            new("name", DataKind.Text, "Its name.", c => Words(c.Name)),
            new("code", DataKind.Text, "Its name with those it stands under, as the other tables have it.", c => paths[c.Id]),
            new("definition", DataKind.Text, "What it means.", c => Words(Meaning(c).Definition)),
            new("when_to_use", DataKind.Text, "When to use it.", c => Words(Meaning(c).WhenToUse)),
            new("when_not_to_use", DataKind.Text, "When not to.", c => Words(Meaning(c).WhenNotToUse)),
            new("typical_example", DataKind.Text, "A typical example.", c => Words(Meaning(c).TypicalExample)),
            new("borderline_example", DataKind.Text, "An example at its border.", c => Words(Meaning(c).BorderlineExample)),
            new("definition_version", DataKind.Integer, "The version of the definition in force.", c => c.DefinitionVersion),
            new("in_vivo", DataKind.Boolean, "Whether it is in participants’ own words.", c => c.InVivo),
            new("retired", DataKind.Boolean, "Whether it is no longer in use.", c => c.RetiredAt is not null),
            new("segments", DataKind.Integer, "How many segments bear it.", c => counts.GetValueOrDefault(c.Id).Item1),
            new("sources", DataKind.Integer, "In how many sources.", c => counts.GetValueOrDefault(c.Id).Item2),
            new("themes", DataKind.Text, "The themes that it belongs to, parted by semicolons.",
                c => Filled(string.Join("; ", rows.ThemeCodes.Where(t => t.CodeId == c.Id && labels.ContainsKey(t.ThemeId)).Select(t => labels[t.ThemeId])))),
        ]);
    }

    private string? NameOf(Guid id)
    {
        codeOf ??= segments.ToDictionary(s => s.Id, s => s.CodeId);
        return sources.GetValueOrDefault(id) ?? paths.GetValueOrDefault(codeOf.GetValueOrDefault(id, id)) ?? participants.GetValueOrDefault(id) ?? labels.GetValueOrDefault(id)
            ?? (rows.Notes.Find(n => n.Id == id) is { Title.Length: > 0 } note ? Words(note.Title) : null);
    }

    private Dictionary<Guid, Guid>? codeOf;

    private DataTable Notes() => Columns.Table("notes", "A note, with what it is on.", rows.Notes,
    [
        new("note_id", DataKind.Id, "The note.", n => n.Id.ToString()),
        new("kind", DataKind.Text, "analytic, methodological or reflexive.", n => n.Kind),
        new("title", DataKind.Text, "Its title.", n => Words(n.Title)),
        new("text", DataKind.Text, "Its words, in Markdown.", n => Words(n.Text)),
        new("author", DataKind.Text, "Who wrote it.", n => coders.GetValueOrDefault(n.AuthorId)),
        new("on", DataKind.Text, "What kind of thing it is on; journal where it stands by itself.", n => n.On),
        new("on_id", DataKind.Id, "The thing.", n => n.TargetId?.ToString()),
        new("on_name", DataKind.Text, "Its name; of a segment its code.", n => n.TargetId is { } id ? NameOf(id) : null),
        new("start", DataKind.Integer, "On words: where they begin in the source, in code points from 0.", n => On(n)?.Start),
        new("end", DataKind.Integer, "On words: where they end, exclusive.", n => On(n)?.End),
        new("written_at", DataKind.Moment, "When it was begun.", n => Moment(n.At)),
        new("edited_at", DataKind.Moment, "When it was last changed.", n => Moment(n.EditedAt)),
    ]);

    private (int Start, int End, string Words)? On(Note note) => note is { On: NoteOn.Words, TargetId: { } id, Start: { } start, End: { } end } ? texts.Stretch(id, start, end) : null;

    private DataTable Themes() => Columns.Table("themes", "A theme.", rows.Themes,
    [
        new("theme_id", DataKind.Id, "The theme.", t => t.Id.ToString()),
        new("number", DataKind.Integer, "Its number.", t => t.Number),
        new("label", DataKind.Text, "Its label.", t => labels[t.Id]),
        new("subtitle", DataKind.Text, "Its subtitle.", t => Words(t.Subtitle)),
        new("central_idea", DataKind.Text, "Its central idea.", t => Words(t.CentralIdea)),
        new("boundary", DataKind.Text, "What it does not take in.", t => Words(t.Boundary)),
        new("status", DataKind.Text, "How far it is worked out.", t => t.Status),
        new("overarching", DataKind.Boolean, "Whether it is the one over the others.", t => t.Overarching),
    ]);

    private DataTable Participants() => Columns.Table("participants", "A participant, by study code.", rows.Participants,
    [
        new("participant_id", DataKind.Id, "The participant.", p => p.Id.ToString()),
        new("participant", DataKind.Text, "The study code.", p => participants[p.Id]),
        new("description", DataKind.Text, "What is said of them.", p => Words(p.Description)),
        .. Columns.Of(Named(Variable.OfParticipants, rows.Participants.Select(p => p.Values)), rows.Participants, (p, v) => Words(Columns.Values(p.Values).GetValueOrDefault(v.Name) ?? "")),
    ]);

    /// <summary>The variables whose values stand under their names, and those names that no variable has.</summary>
    private IEnumerable<Variable> Named(string of, IEnumerable<string> values)
    {
        var known = rows.Variables.FindAll(v => v.Of == of);
        return known.Concat(values.SelectMany(v => Columns.Values(v).Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(n => !known.Exists(v => string.Equals(v.Name, n, StringComparison.OrdinalIgnoreCase))).Select(n => new Variable { Name = n, Kind = Variable.Text }));
    }

    private DataTable Respondents()
    {
        var all = rows.Own.OfType<Respondent>().ToList();
        NaturalOrder.Sort(all, r => r.Code);
        var values = all.ToDictionary(r => r.Id, r => Columns.Values(r.Values));
        var (data, at) = Gathered(all);
        string? Value(Respondent r, Variable v) => data.Column(v.Id) is { Scale: not null } scored ? scored.Texts[at[r.Id]] : values[r.Id].TryGetValue(v.Id.ToString(), out var value) ? Words(value) : null;
        var variables = Columns.Of(rows.Variables.Where(v => v.Of == Variable.OfRespondents), all, Value).Zip(data.Columns, (column, of) => of.Scale is null ? column : column with { Meaning = $"{column.Meaning} | {Scored(data, of)}" }).Select(c => c with { Meaning = replacing.Of(c.Meaning) });
        return Columns.Table("respondents", "One who answered, by study code, with the answers.", all,
        [
            new("respondent_id", DataKind.Id, "The respondent.", r => r.Id.ToString()),
            new("respondent", DataKind.Text, "The study code.", r => r.Code),
            new("participant_id", DataKind.Id, "The participant that they became.", r => r.ParticipantId?.ToString()),
            new("answered_at", DataKind.Moment, "When they answered.", r => r.AnsweredAt is { } when ? Moment(when) : null),
            .. variables,
            .. data.Columns.Where(c => c.Bands.Count > 0).Select(c => new Column<Respondent>($"{c.Variable.Name}_band", DataKind.Text, $"The band of {c.Variable.Name}.", r => c.BandOf(at[r.Id]) is { } band ? c.Bands[band].Name : null)),
        ]);
    }

    /// <summary>The respondents with the scores of scales, which are kept nowhere, and the row of each.</summary>
    private (RespondentData Data, Dictionary<Guid, int> At) Gathered(List<Respondent> all)
    {
        var gathering = new RespondentData.Gathering([.. rows.Own.OfType<Questionnaires.Scale>()], rows.Variables, rows.Own.OfType<Band>(), null);
        foreach (var one in all) gathering.Take(new(one.Id, one.Code, one.MayContact, one.ParticipantId, one.QuestionnaireId, one.AnsweredAt, one.AddedAt), one.Values);
        var data = gathering.Done(0);
        return (data, data.Respondents.Select((line, at) => (line.Id, at)).ToDictionary(l => l.Id, l => l.at));
    }

    private static string Scored(RespondentData data, VariableColumn column)
    {
        var items = ScaleParts.ItemsOf(column.Scale!).Select(i => $"{data.Column(i.Variable)?.Variable.Name ?? "an item that is gone"}{(i.Reversed ? " reversed" : "")}");
        return $"The {(column.Scale!.Combine == Questionnaires.Scale.Mean ? "mean" : "sum")} of {string.Join(", ", items)}";
    }
}
