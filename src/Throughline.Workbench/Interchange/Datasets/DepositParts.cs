using Throughline.Formats;
using Throughline.Formats.Datasets;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>The files of a deposit.</summary>
internal sealed class DepositParts
{
    private readonly StudyRows rows;
    private readonly Replacing replacing;
    private readonly GoingTexts texts;
    private readonly int given;
    private readonly Dictionary<Guid, (Participant Who, string Name)> people;
    private readonly List<ReadWarning> left;

    /// <param name="rows">What may go out.</param>
    /// <param name="replacing">Names and what stands in their place.</param>
    /// <param name="given">How many of the names a person gave.</param>
    public DepositParts(StudyRows rows, Replacing replacing, int given)
    {
        (this.rows, this.replacing, this.given, texts) = (rows, replacing, given, new(rows, replacing));
        people = rows.Participants.ToDictionary(p => p.Id, p => (p, replacing.Of(p.Name)));
        left = [.. rows.Left.Select(l => new ReadWarning(l.Place, l.Reason))];
    }

    /// <summary>An interview on its way: its number, its source, whoever takes part.</summary>
    private sealed record Interview(string Id, Source Source, IReadOnlyList<(Participant Who, string Name)> Who)
    {
        public string File => $"{Id}_{GoingTexts.FileName(string.Join(' ', Who.Select(w => w.Name)))}.txt";
    }

    public Deposit All()
    {
        var interviews = Interviews();
        return new(replacing.Of(rows.Study.Name), About(interviews.Count), List(interviews), new DataTables(rows, replacing).Codes(),
            [.. interviews.Select(i => (i.File, Transcribed(i)))], left) { Remarks = [.. replacing.Remarks(), .. Called(interviews)] };
    }

    private List<Interview> Interviews()
    {
        var (agreed, found) = (DepositOfStudy.Agreed(rows), new List<Interview>());
        foreach (var source in rows.Sources.OrderBy(s => s.Name, NaturalOrder.Names))
        {
            List<(Participant Who, string Name)> who = [.. rows.Speakers.Where(s => s.SourceId == source.Id && s.ParticipantId is { } id && people.ContainsKey(id)).Select(s => people[s.ParticipantId!.Value]).Distinct()];
            if (Refusal(source, who, agreed) is { } why) left.Add(new(replacing.Of(source.Name), why));
            else found.Add(new($"int{found.Count + 1:000}", source, who));
        }
        return found;
    }

    /// <summary>Who is called by what reads like a name: cases of other programs often are.</summary>
    private static IEnumerable<ReadWarning> Called(List<Interview> interviews)
    {
        var names = interviews.SelectMany(i => i.Who).Select(w => w.Name).Distinct().Where(n => !n.Any(char.IsDigit) && n.Any(char.IsLower)).ToList();
        if (names.Count > 0) yield return new("Participants", $"{string.Join(", ", names)}: this reads like a name, and stands in the deposit. If it is no pseudonym, put it on the list of pseudonyms.");
    }

    private string? Refusal(Source source, List<(Participant Who, string Name)> who, HashSet<Guid>? agreed) =>
        !texts.Has(source.Id) ? "It has no words; pictures and recordings are not part of this layout."
        : source.VariableId is not null ? "These are answers to a question; they are in the data of respondents."
        : who.Count == 0 ? "No participant is heard in it."
        : agreed is not null && who.Find(p => !agreed.Contains(p.Who.Id)) is { Name: not null } silent ? $"{silent.Name} has not agreed to archiving."
        : null;

    private Transcript Transcribed(Interview interview)
    {
        var header = new List<(string, string)>
        {
            ("Study", replacing.Of(rows.Study.Name)), ("Interview", interview.Id), ("Participant", string.Join(", ", interview.Who.Select(w => w.Name))), ("Date of interview", interview.Source.RecordedOn ?? ""),
        };
        foreach (var person in interview.Who)
            header.AddRange(Columns.Values(person.Who.Values).Select(v => (interview.Who.Count > 1 ? $"{person.Name}, {v.Key}" : v.Key, replacing.Of(v.Value))));
        var turns = texts.Turns(interview.Source.Id).Select(t => ((string?)Label(t.Speaker), t.Words)).ToList();
        return new(header, turns.Count > 0 ? turns : [(null, texts.Text(interview.Source.Id))]);
    }

    private string Label(Speaker? speaker) => speaker is null ? "Speaker"
        : speaker.ParticipantId is { } id && people.TryGetValue(id, out var person) ? person.Name
        : speaker.Role == Speaker.Interviewer ? "Interviewer" : $"Speaker {speaker.Number}";

    private DataTable List(List<Interview> interviews)
    {
        var names = interviews.SelectMany(i => i.Who).SelectMany(w => Columns.Values(w.Who.Values).Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        string? Value(Interview interview, string name) =>
            string.Join("; ", interview.Who.Select(w => replacing.Of(Columns.Values(w.Who.Values).GetValueOrDefault(name) ?? "")).Where(v => v.Length > 0)) is { Length: > 0 } all ? all : null;
        return Columns.Table("data list", "An interview.", interviews,
        [
            new("Interview ID", DataKind.Text, "The number of the interview.", i => i.Id),
            new("File name", DataKind.Text, "The transcript, in the folder transcripts.", i => i.File),
            new("Participant", DataKind.Text, "The study code of whoever was interviewed.", i => string.Join("; ", i.Who.Select(w => w.Name))),
            new("Date of interview", DataKind.Text, "The day, where it is known.", i => i.Source.RecordedOn),
            new("Words", DataKind.Integer, "How many words it has.", i => i.Source.WordCount),
            new("Turns", DataKind.Integer, "How many turns of speaking it has.", i => i.Source.TurnCount),
            .. names.Select(n => new Column<Interview>(n, DataKind.Text, Meaning(n), i => Value(i, n))),
        ]);
    }

    private string Meaning(string name) =>
        rows.Variables.Find(v => v.Of == Variable.OfParticipants && NameKey.Of(v.Name) == NameKey.Of(name)) is { Label.Length: > 0 } variable ? replacing.Of(variable.Label) : "As the study records it of the participant.";

    private List<(string, string)> About(int interviews) =>
    [
        ("Title", replacing.Of(rows.Study.Name)), ("Description", replacing.Of(rows.Study.Description)), ("Aim", replacing.Of(rows.Study.Aim)), ("Background", replacing.Of(rows.Study.Background)),
        ("Questions", replacing.Of(rows.Study.Questions)), ("Approach", rows.Study.Approach),
        ("Contents", $"{Told.Count(interviews, "transcript")} of interviews."),
        ("Pseudonyms",
            $"Speakers are named by study code or role, in the words too. {(given == 0 ? "No further names were replaced: read the transcripts for names of people, places and employers before you deposit them." : $"{Told.Count(given, "further name")} {(given == 1 ? "was" : "were")} replaced by a list. Read the transcripts once more before you deposit them: a list finds only what is on it.")} Read the codebook too: its examples may quote people."),
        ("Consent", DepositOfStudy.Agreed(rows) is null
            ? "The study records no answers on archiving. Whoever withdrew, or said no to being interviewed or quoted, is not in it."
            : "Only participants who agreed to archiving, and have not withdrawn, are in it."),
    ];
}
