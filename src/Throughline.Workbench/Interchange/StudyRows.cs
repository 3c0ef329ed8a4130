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
    public required Study Study { get; init; }
    public List<Coder> Coders { get; private set; } = [];
    public List<Code> Codes { get; private set; } = [];
    public List<CodeDefinition> Definitions { get; private set; } = [];
    public List<Source> Sources { get; private set; } = [];
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

    /// <summary>Rows that only Throughline knows.</summary>
    public List<IRecorded> Own { get; } = [];
    public List<ExchangeLoss> Left { get; } = [];

    public static async Task<Outcome<StudyRows>> ReadAsync(StudyScope scope, ExportWishes wishes)
    {
        var rows = new StudyRows { Study = await scope.Studies.AsNoTracking().SingleAsync(scope.Cancel) };
        var cancel = scope.Cancel;
        rows.Coders = await scope.Coders.AsNoTracking().ToListAsync(cancel);
        rows.Codes = await scope.Codes.AsNoTracking().OrderBy(c => c.Position).ThenBy(c => c.Id).ToListAsync(cancel);
        rows.Definitions = await scope.Definitions.AsNoTracking().OrderBy(d => d.Version).ToListAsync(cancel);
        rows.Sources = await scope.Sources.AsNoTracking().OrderBy(s => s.AddedAt).ThenBy(s => s.Id).ToListAsync(cancel);
        rows.Speakers = await scope.Speakers.AsNoTracking().OrderBy(s => s.Number).ToListAsync(cancel);
        rows.Segments = await scope.Segments.AsNoTracking().OrderBy(s => s.SourceId).ThenBy(s => s.Start).ThenBy(s => s.Id).ToListAsync(cancel);
        rows.Selections = await scope.Selections.AsNoTracking().ToListAsync(cancel);
        rows.Notes = await scope.Notes.AsNoTracking().OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancel);
        rows.NoteLinks = await scope.NoteLinks.AsNoTracking().ToListAsync(cancel);
        rows.Participants = await scope.Participants.AsNoTracking().ToListAsync(cancel);
        rows.Variables = await scope.Variables.AsNoTracking().OrderBy(v => v.Position).ToListAsync(cancel);
        rows.Sets = await scope.NamedSets.AsNoTracking().ToListAsync(cancel);
        rows.Memberships = await scope.Memberships.AsNoTracking().ToListAsync(cancel);
        rows.Links = await scope.Links.AsNoTracking().ToListAsync(cancel);
        rows.Graphs = await scope.Graphs.AsNoTracking().ToListAsync(cancel);
        if (rows.Choose(wishes) is { } wrong) return wrong;
        var gate = await ConsentGate.OpenAsync(scope);
        rows.Mind(gate);
        rows.Tidy();
        await rows.OwnAsync(scope, gate);
        return rows;
    }

    private Problem? Choose(ExportWishes wishes)
    {
        if (wishes.Sources is not { Count: > 0 } wanted) return null;
        var chosen = new HashSet<Guid>();
        foreach (var name in wanted)
        {
            var key = NameKey.Of(name);
            if (Sources.Find(s => s.Id.ToString() == name || s.NameKey == key) is not { } source) return new Problem.NotFound("source", name);
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
        var hushed = Speakers.Where(s => s.ParticipantId is { } id && gate.Participants.Contains(id) || s.RespondentId is { } who && gate.Respondents.Contains(who)).Select(s => s.SourceId)
            .Concat(Memberships.Where(m => m is { Of: Membership.Participant, On: Membership.Source } && gate.Participants.Contains(m.OfId)).Select(m => m.TargetId)).ToHashSet();
        foreach (var source in Sources.Where(s => hushed.Contains(s.Id))) Left.Add(new(source.Name, "Somebody speaks in it who has not agreed, so all of it is left out."));
        Sources = Sources.FindAll(s => !hushed.Contains(s.Id));
        Participants = Participants.FindAll(p => !gate.Participants.Contains(p.Id));
    }

    /// <summary>Nothing may point at what was left out.</summary>
    private void Tidy()
    {
        var sources = Sources.Select(s => s.Id).ToHashSet();
        var people = Participants.Select(p => p.Id).ToHashSet();
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
        NoteLinks = NoteLinks.FindAll(l => notes.Contains(l.NoteId) && Stands(l.On, l.TargetId));
        Memberships = Memberships.FindAll(m => Stands(m.On, m.TargetId) && (m.Of != Membership.Participant || people.Contains(m.OfId)));
        Links = Links.FindAll(l => l.OriginId is not { } from || !gone.Contains(from));
    }

    private async Task OwnAsync(StudyScope scope, ConsentGate gate)
    {
        var cancel = scope.Cancel;
        var segments = Segments.Select(s => s.Id).ToHashSet();
        Own.AddRange(await scope.Questionnaires.AsNoTracking().ToListAsync(cancel));
        Own.AddRange(await scope.Questions.AsNoTracking().ToListAsync(cancel));
        Own.AddRange(await scope.QuestionnaireVersions.AsNoTracking().ToListAsync(cancel));
        Own.AddRange(Variables);
        Own.AddRange(await scope.Bands.AsNoTracking().ToListAsync(cancel));
        Own.AddRange(await scope.Scales.AsNoTracking().ToListAsync(cancel));
        Own.AddRange((await scope.Respondents.AsNoTracking().ToListAsync(cancel)).Where(r => !gate.Respondents.Contains(r.Id)));
        Own.AddRange((await scope.Consents.AsNoTracking().ToListAsync(cancel)).Where(c => !(c.RespondentId is { } r && gate.Respondents.Contains(r)) && !(c.ParticipantId is { } p && gate.Participants.Contains(p))));
        Own.AddRange(await scope.Samples.AsNoTracking().ToListAsync(cancel));
        Own.AddRange((await scope.Picks.AsNoTracking().ToListAsync(cancel)).Where(p => !gate.Respondents.Contains(p.RespondentId)));
        Own.AddRange((await scope.Approaches.AsNoTracking().ToListAsync(cancel)).Where(a => !gate.Respondents.Contains(a.RespondentId)));
        Own.AddRange(await scope.Themes.AsNoTracking().ToListAsync(cancel));
        Own.AddRange(await scope.ThemeCodes.AsNoTracking().ToListAsync(cancel));
        Own.AddRange((await scope.ThemeSegments.AsNoTracking().ToListAsync(cancel)).Where(t => segments.Contains(t.SegmentId)));
    }
}
