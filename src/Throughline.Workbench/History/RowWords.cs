using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.History;

/// <summary>How the kinds of rows and their fields are called by people. A field that is not here says nothing to them.</summary>
internal static class RowWords
{
    /// <summary>How a field's value is said.</summary>
    public enum Saying { Plain, Long, Serif, Flag, Moment, Version, Place, Code, Source, Theme, Person, Participant, Note, Segment, Target, Values }

    public sealed record Field(string Name, string Label, Saying Saying = Saying.Plain);

    private sealed record Row(string One, string Many, params Field[] Fields);

    private static readonly Dictionary<string, Row> Rows = new()
    {
        [nameof(Study)] = new("study", "studies", new("name", "Name"), new("description", "Description", Saying.Long), new("aim", "Aim", Saying.Long),
            new("background", "Background", Saying.Long), new("questions", "Questions", Saying.Long), new("approach", "Approach"),
            new("archivedAt", "Archived", Saying.Moment), new("deletedAt", "Deleted", Saying.Moment)),
        [nameof(Participant)] = new("participant", "participants", new("name", "Name"), new("values", "What is known", Saying.Values)),
        [nameof(Questionnaire)] = new("questionnaire", "questionnaires", new("name", "Name"), new("title", "Title"), new("thanks", "Thanks", Saying.Long), new("origin", "Came from"),
            new("version", "Version", Saying.Version), new("openedAt", "Opened", Saying.Moment), new("closedAt", "Closed", Saying.Moment), new("endsAt", "Ends", Saying.Moment), new("cap", "At most")),
        [nameof(Question)] = new("question", "questions", new("kind", "Kind"), new("name", "Name"), new("text", "Text", Saying.Long), new("help", "Help", Saying.Long), new("required", "Required", Saying.Flag),
            new("options", "Options", Saying.Long), new("least", "Least"), new("most", "Greatest"), new("shownWhere", "Shown where"), new("consentUse", "For"), new("position", "Order", Saying.Place)),
        [nameof(QuestionnaireVersion)] = new("version of a questionnaire", "versions of questionnaires", new("version", "Version", Saying.Version), new("reason", "Why", Saying.Long)),
        [nameof(Variable)] = new("variable", "variables", new("name", "Name"), new("label", "Label", Saying.Long), new("kind", "Kind"), new("unit", "Unit"), new("categories", "Categories", Saying.Long)),
        [nameof(Band)] = new("band", "bands", new("name", "Name"), new("from", "From"), new("to", "Below"), new("values", "Values", Saying.Long)),
        [nameof(Scale)] = new("scale", "scales", new("name", "Name"), new("combine", "Made by"), new("direction", "A high score means"), new("mostMissing", "May be missing")),
        [nameof(Respondent)] = new("respondent", "respondents", new("code", "Code"), new("mayContact", "May be approached", Saying.Flag), new("withdrawnAt", "Withdrawn", Saying.Moment),
            new("participantId", "Participant", Saying.Participant)),
        [nameof(Consent)] = new("consent", "consents", new("use", "For"), new("given", "Given", Saying.Flag), new("withdrawnAt", "Withdrawn", Saying.Moment)),
        [nameof(VaultEvent)] = new("entry of the vault’s log", "entries of the vault’s log", new("what", "What"), new("code", "Code"), new("detail", "Detail", Saying.Long)),
        [nameof(Sample)] = new("sample", "samples", new("name", "Name"), new("size", "Size"), new("seed", "Seed"), new("frozenAt", "Frozen", Saying.Moment)),
        [nameof(Pick)] = new("pick", "picks", new("origin", "Picked"), new("reason", "Why", Saying.Long), new("droppedAt", "Dropped", Saying.Moment), new("dropReason", "Why dropped", Saying.Long)),
        [nameof(KeptWishes)] = new("set of wishes", "sets of wishes", new("name", "Name"), new("size", "Size"), new("seed", "Seed")),
        [nameof(Approach)] = new("step of the approach", "steps of the approach", new("kind", "What"), new("on", "On"), new("reason", "Reason", Saying.Long)),
        [nameof(Source)] = new("source", "sources", new("name", "Name"), new("format", "Format"), new("fileName", "File"), new("recordedOn", "Recorded"),
            new("wordCount", "Words"), new("turnCount", "Turns"), new("textVersion", "Text", Saying.Version)),
        [nameof(Speaker)] = new("voice", "voices", new("name", "Name"), new("nameInFile", "In the file"), new("role", "Role"),
            new("participantId", "Participant", Saying.Participant), new("sourceId", "Source", Saying.Source)),
        [nameof(Code)] = new("code", "codes", new("name", "Name"), new("parentId", "Under", Saying.Code), new("definitionVersion", "Definition", Saying.Version),
            new("position", "Order", Saying.Place), new("dye", "Colour", Saying.Place), new("inVivo", "In vivo", Saying.Flag), new("notCodable", "Only gathers", Saying.Flag), new("retiredAt", "Retired", Saying.Moment)),
        [nameof(CodeDefinition)] = new("definition", "definitions", new("codeId", "Code", Saying.Code), new("definition", "Definition", Saying.Long), new("whenToUse", "When to use", Saying.Long),
            new("whenNotToUse", "When not to use", Saying.Long), new("typicalExample", "Typical example", Saying.Long), new("borderlineExample", "Borderline example", Saying.Long), new("reason", "Why", Saying.Long)),
        [nameof(CodedSegment)] = new("segment", "segments", new("codeId", "Code", Saying.Code), new("stretch", "Words", Saying.Serif), new("sourceId", "Source", Saying.Source),
            new("coderId", "Coder", Saying.Person), new("definitionVersion", "Definition", Saying.Version)),
        [nameof(Note)] = new("note", "notes", new("kind", "Kind"), new("title", "Title"), new("text", "Text", Saying.Long), new("targetId", "On", Saying.Target)),
        [nameof(NoteLink)] = new("link of a note", "links of notes", new("noteId", "Note", Saying.Note), new("targetId", "To", Saying.Target)),
        [nameof(Selection)] = new("selection", "selections", new("name", "Name"), new("description", "Description", Saying.Long), new("sourceId", "Source", Saying.Source)),
        [nameof(NamedSet)] = new("set", "sets", new("name", "Name"), new("description", "Description", Saying.Long)),
        [nameof(Membership)] = new("member of a set or case", "members of sets and cases", new("of", "Of a"), new("on", "Is a"), new("targetId", "Named", Saying.Target)),
        [nameof(Link)] = new("link", "links", new("name", "Name"), new("direction", "Direction")),
        [nameof(Graph)] = new("graph", "graphs", [new("name", "Name")]),
        [nameof(Exchange)] = new("exchange", "exchanges", new("direction", "Way"), new("file", "File"), new("program", "Program"), new("project", "Project")),
        [nameof(Theme)] = new("theme", "themes", new("number", "Number"), new("label", "Label"), new("subtitle", "Subtitle"), new("centralIdea", "Central idea", Saying.Long),
            new("boundary", "Boundary", Saying.Long), new("status", "Status"), new("overarching", "Overarching", Saying.Flag)),
        [nameof(ThemeCode)] = new("code under a theme", "codes under themes", new("codeId", "Code", Saying.Code), new("themeId", "Theme", Saying.Theme)),
        [nameof(ThemeSegment)] = new("segment under a theme", "segments under themes", new("words", "Words", Saying.Serif), new("themeId", "Theme", Saying.Theme),
            new("stance", "Stance"), new("chosen", "Chosen for the report", Saying.Flag)),
    };

    public static IReadOnlyList<Field> FieldsOf(string kind) => Rows.TryGetValue(kind, out var row) ? row.Fields : [];

    public static string One(string kind) => Rows.TryGetValue(kind, out var row) ? row.One : "row";

    public static string Many(string kind) => Rows.TryGetValue(kind, out var row) ? row.Many : "rows";
}
