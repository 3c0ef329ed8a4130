using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange;

/// <summary>The rows of a study that go out: without those who may not, without the sources that were not asked for.</summary>
internal sealed class StudyRows
{
    private readonly HashSet<Guid> unrecorded = [];

    public required Study Study { get; init; }
    public List<Coder> Coders { get; private set; } = [];
    public List<Code> Codes { get; private set; } = [];
    public Dictionary<Guid, CodeDefinition> InForce { get; private set; } = [];
    public List<Source> Sources { get; private set; } = [];
    public Dictionary<Guid, (string Text, Layout Layout)> Words { get; } = [];
    public List<Speaker> Speakers { get; private set; } = [];
    public List<CodedSegment> Segments { get; private set; } = [];
    public List<Selection> Selections { get; private set; } = [];
    public List<Note> Notes { get; private set; } = [];
    public List<NoteLink> NoteLinks { get; private set; } = [];
    public List<Participant> Participants { get; private set; } = [];
    public List<Variable> Variables { get; private set; } = [];
    public List<NamedSet> Sets { get; private set; } = [];
    public List<Membership> Memberships { get; private set; } = [];
    public List<Link> Links { get; private set; } = [];
    public List<Graph> Graphs { get; private set; } = [];
    public List<Theme> Themes { get; private set; } = [];
    public List<ThemeCode> ThemeCodes { get; private set; } = [];

    /// <summary>Rows that only Throughline knows, whole.</summary>
    public List<IRecorded> Own { get; } = [];

    /// <summary>What was left out before anything was written, and why.</summary>
    public List<ExchangeLoss> Left { get; } = [];

    /// <summary>Whether the recording that a source is may go out.</summary>
    public bool MayBeHeard(Source source) => !unrecorded.Contains(source.Id);

    public static async Task<Outcome<StudyRows>> ReadAsync(StudyScope scope, ExportWishes wishes)
    {
        var rows = new StudyRows { Study = await scope.Studies.AsNoTracking().SingleAsync(scope.Cancel) };
        await rows.SourcesAsync(scope);
        await rows.PeopleAsync(scope);
        if (rows.Choose(wishes.Sources) is { } wrong) return wrong;
        var gate = await ConsentGate.OpenAsync(scope, wishes.Purpose);
        rows.Mind(gate);
        rows.Tidy();
        await rows.OwnAsync(scope, gate);
        await rows.WordsAsync(scope);
        return rows;
    }

    /// <summary>The codebook alone.</summary>
    public static async Task<StudyRows> CodebookAsync(StudyScope scope)
    {
        var rows = new StudyRows { Study = await scope.Studies.AsNoTracking().SingleAsync(scope.Cancel) };
        await rows.CodesAsync(scope);
        rows.Sets = await scope.NamedSets.AsNoTracking().ToListAsync(scope.Cancel);
        rows.Memberships = await scope.Memberships.AsNoTracking().Where(m => m.Of == Membership.Set && m.On == Membership.Code).ToListAsync(scope.Cancel);
        return rows;
    }

    private async Task CodesAsync(StudyScope scope)
    {
        Codes = await scope.Codes.AsNoTracking().OrderBy(c => c.Id).ToListAsync(scope.Cancel);
        InForce = await CodebookTree.InForceAsync(scope);
        Themes = await scope.Themes.AsNoTracking().OrderBy(t => t.Number).ToListAsync(scope.Cancel);
        ThemeCodes = await scope.ThemeCodes.AsNoTracking().ToListAsync(scope.Cancel);
    }

    private async Task SourcesAsync(StudyScope scope)
    {
        var cancel = scope.Cancel;
        await CodesAsync(scope);
        Sources = await scope.Sources.AsNoTracking().OrderBy(s => s.AddedAt).ThenBy(s => s.Id).ToListAsync(cancel);
        Speakers = await scope.Speakers.AsNoTracking().OrderBy(s => s.Number).ToListAsync(cancel);
        Segments = await scope.Segments.AsNoTracking().OrderBy(s => s.SourceId).ThenBy(s => s.Start).ThenBy(s => s.Id).ToListAsync(cancel);
        Selections = await scope.Selections.AsNoTracking().OrderBy(s => s.Start).ThenBy(s => s.Id).ToListAsync(cancel);
        Sets = await scope.NamedSets.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel);
        Memberships = await scope.Memberships.AsNoTracking().OrderBy(m => m.Id).ToListAsync(cancel);
        Links = await scope.Links.AsNoTracking().OrderBy(l => l.Id).ToListAsync(cancel);
        Graphs = await scope.Graphs.AsNoTracking().OrderBy(g => g.Id).ToListAsync(cancel);
    }

    private async Task PeopleAsync(StudyScope scope)
    {
        var cancel = scope.Cancel;
        Coders = await scope.Coders.AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancel);
        Notes = await scope.Notes.AsNoTracking().OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancel);
        NoteLinks = await scope.NoteLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(cancel);
        Participants = await scope.Participants.AsNoTracking().OrderBy(p => p.NameKey).ThenBy(p => p.Id).ToListAsync(cancel);
        Variables = await scope.Variables.AsNoTracking().OrderBy(v => v.Position).ThenBy(v => v.Id).ToListAsync(cancel);
    }

    private async Task WordsAsync(StudyScope scope)
    {
        foreach (var some in Sources.Chunk(100))
        {
            var ids = some.Select(s => s.Id).ToList();
            var versions = some.ToDictionary(s => s.Id, s => s.TextVersion);
            await foreach (var text in scope.Texts.AsNoTracking().Where(t => ids.Contains(t.SourceId)).AsAsyncEnumerable().WithCancellation(scope.Cancel))
                if (versions[text.SourceId] == text.Version) Words[text.SourceId] = (text.Text, Layout.Read(text.Layout));
        }
    }

    private Problem? Choose(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0) return null;
        var chosen = new HashSet<Guid>();
        foreach (var name in wanted)
        {
            var key = NameKey.Of(name);
            if (Sources.Find(s => Guid.TryParse(name, out var id) && s.Id == id || s.NameKey == key) is not { } source) return new Problem.NotFound("source", name);
            chosen.Add(source.Id);
            if (source.MediaId is { } media) chosen.Add(media);
        }
        if (Sources.Count > chosen.Count) Left.Add(new("Sources", $"{Told.Count(Sources.Count - chosen.Count, "source")} not chosen, with what stands on them."));
        Sources = Sources.FindAll(s => chosen.Contains(s.Id));
        return null;
    }

    private void Mind(ConsentGate gate)
    {
        Left.AddRange(gate.Said);
        HashSet<Guid> HeardBy(HashSet<Guid> people, HashSet<Guid>? respondents = null) =>
            [.. Speakers.Where(s => s.ParticipantId is { } id && people.Contains(id) || s.RespondentId is { } who && respondents?.Contains(who) == true).Select(s => s.SourceId),
                .. Memberships.Where(m => m is { Of: Membership.Participant, On: Membership.Source } && people.Contains(m.OfId)).Select(m => m.TargetId)];
        var hushed = HeardBy(gate.Participants, gate.Respondents);
        foreach (var source in Sources.Where(s => hushed.Contains(s.Id))) Left.Add(new(source.Name, "Somebody speaks in it who may not go out, so all of it is left out."));
        Sources = Sources.FindAll(s => !hushed.Contains(s.Id) && !(s.MediaId is { } media && hushed.Contains(media)));
        Sources = Sources.FindAll(s => !hushed.Overlaps(Sources.Where(w => w.MediaId == s.Id).Select(w => w.Id)));
        var heard = HeardBy(gate.Unrecorded);
        foreach (var source in Sources.Where(s => s.Blob.Length > 0 && s.Kind is "audio" or "video" && (heard.Contains(s.Id) || Sources.Exists(w => w.MediaId == s.Id && heard.Contains(w.Id)))))
        {
            unrecorded.Add(source.Id);
            Left.Add(new(source.Name, "Somebody is heard in it who said no to “recording”, so the recording is left out and its words go."));
        }
        Participants = Participants.FindAll(p => !gate.Participants.Contains(p.Id));
    }

    /// <summary>Nothing may point at what was left out.</summary>
    private void Tidy()
    {
        var sources = Sources.Select(s => s.Id).ToHashSet();
        var people = Participants.Select(p => p.Id).ToHashSet();
        foreach (var source in Sources.Where(s => s.MediaId is { } media && !sources.Contains(media))) source.MediaId = null;
        Speakers = Speakers.FindAll(s => sources.Contains(s.SourceId));
        var gone = Segments.Where(s => !sources.Contains(s.SourceId)).Select(s => s.Id).Concat(Selections.Where(s => !sources.Contains(s.SourceId)).Select(s => s.Id)).ToHashSet();
        Segments = Segments.FindAll(s => sources.Contains(s.SourceId));
        Selections = Selections.FindAll(s => sources.Contains(s.SourceId));
        bool Stands(string on, Guid? target) => on switch
        {
            NoteOn.Source or NoteOn.Words => target is { } id && sources.Contains(id),
            NoteOn.Participant => target is { } id && people.Contains(id),
            NoteOn.Segment or Membership.Selection => target is not { } id || !gone.Contains(id),
            _ => true,
        };
        Notes = Notes.FindAll(n => Stands(n.On, n.TargetId));
        var notes = Notes.Select(n => n.Id).ToHashSet();
        NoteLinks = NoteLinks.FindAll(l => notes.Contains(l.NoteId) && Stands(l.On, l.TargetId) && (l.On != NoteOn.Note || notes.Contains(l.TargetId)));
        Memberships = Memberships.FindAll(m => Stands(m.On, m.TargetId) && (m.Of != Membership.Participant || people.Contains(m.OfId)) && (m.On != Membership.Note || notes.Contains(m.TargetId)));
        Links = Links.FindAll(l => !(l.OriginId is { } from && gone.Contains(from)) && !(l.TargetId is { } to && gone.Contains(to)));
    }

    private async Task OwnAsync(StudyScope scope, ConsentGate gate)
    {
        var cancel = scope.Cancel;
        var segments = Segments.Select(s => s.Id).ToHashSet();
        Own.AddRange(await scope.Questionnaires.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel));
        Own.AddRange(await scope.Questions.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel));
        Own.AddRange(await scope.QuestionnaireVersions.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel));
        Own.AddRange(Variables);
        Own.AddRange(await scope.Bands.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel));
        Own.AddRange(await scope.Scales.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel));
        var respondents = (await scope.Respondents.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).FindAll(r => !gate.Respondents.Contains(r.Id));
        foreach (var one in respondents.Where(r => r.ParticipantId is { } tied && gate.Participants.Contains(tied))) one.ParticipantId = null;
        Own.AddRange(respondents);
        Own.AddRange((await scope.Consents.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).Where(c => !(c.RespondentId is { } r && gate.Respondents.Contains(r)) && !(c.ParticipantId is { } p && gate.Participants.Contains(p))));
        Own.AddRange(await scope.Samples.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel));
        Own.AddRange((await scope.Picks.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).Where(p => !gate.Respondents.Contains(p.RespondentId)));
        Own.AddRange((await scope.Approaches.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).Where(a => !gate.Respondents.Contains(a.RespondentId)));
        Own.AddRange(Speakers);
        Own.AddRange(await scope.Definitions.AsNoTracking().OrderBy(d => d.CodeId).ThenBy(d => d.Version).ToListAsync(cancel));
        Own.AddRange(NoteLinks);
        Own.AddRange(Themes);
        Own.AddRange(ThemeCodes);
        Own.AddRange((await scope.ThemeSegments.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).Where(t => segments.Contains(t.SegmentId)));
    }

    public string Definition(Guid code) => Definitions.Written(CodeMeaning.Of(InForce.GetValueOrDefault(code)));

    public Dictionary<(string Kind, Guid Id), IRecorded> ById() =>
        new IEnumerable<IRecorded>[] { [Study], Codes, Sources, Segments, Selections, Notes, Participants, Sets, Memberships, Links, Graphs, Own }
            .SelectMany(r => r).DistinctBy(r => (r.GetType().Name, r.Id)).ToDictionary(r => (r.GetType().Name, r.Id));

    /// <summary>The study as reading its own file would find it.</summary>
    public StudyNow Known()
    {
        var now = new StudyNow();
        foreach (var coder in Coders) now.Coders[coder.Name] = coder.Id;
        foreach (var ((kind, id), _) in ById()) now.Known.Add((kind, id));
        return now;
    }
}
