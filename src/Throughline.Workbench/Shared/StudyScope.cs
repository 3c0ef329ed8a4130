using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Shared;

/// <summary>One study, opened by one person for one act or one question. Its sets hold that study and no other.</summary>
public sealed class StudyScope(StudyDb db, Guid study, Actor actor, TextCache texts, long now, CancellationToken cancel)
{
    private string? verb, summary;

    public Guid StudyId => study;
    public Actor Actor => actor;
    public long Now => now;
    public CancellationToken Cancel => cancel;

    public IQueryable<Study> Studies => db.Studies.Where(r => r.StudyId == study);
    public IQueryable<Coder> Coders => db.Coders.Where(r => r.StudyId == study);
    public IQueryable<Participant> Participants => db.Participants.Where(r => r.StudyId == study);
    public IQueryable<Questionnaire> Questionnaires => db.Questionnaires.Where(r => r.StudyId == study);
    public IQueryable<Question> Questions => db.Questions.Where(r => r.StudyId == study);
    public IQueryable<QuestionnaireVersion> QuestionnaireVersions => db.QuestionnaireVersions.Where(r => r.StudyId == study);
    public IQueryable<AnswerSheet> AnswerSheets => db.AnswerSheets.Where(r => r.StudyId == study);
    public IQueryable<Variable> Variables => db.Variables.Where(r => r.StudyId == study);
    public IQueryable<Band> Bands => db.Bands.Where(r => r.StudyId == study);
    public IQueryable<Scale> Scales => db.Scales.Where(r => r.StudyId == study);
    public IQueryable<Respondent> Respondents => db.Respondents.Where(r => r.StudyId == study);
    public IQueryable<Consent> Consents => db.Consents.Where(r => r.StudyId == study);
    public IQueryable<VaultEvent> VaultEvents => db.VaultEvents.Where(r => r.StudyId == study);
    public IQueryable<Sample> Samples => db.Samples.Where(r => r.StudyId == study);
    public IQueryable<Pick> Picks => db.Picks.Where(r => r.StudyId == study);
    public IQueryable<KeptWishes> KeptWishes => db.KeptWishes.Where(r => r.StudyId == study);
    public IQueryable<Approach> Approaches => db.Approaches.Where(r => r.StudyId == study);
    public IQueryable<Source> Sources => db.Sources.Where(r => r.StudyId == study);
    public IQueryable<SourceText> Texts => db.Texts.Where(r => r.StudyId == study);
    public IQueryable<Speaker> Speakers => db.Speakers.Where(r => r.StudyId == study);
    public IQueryable<ImportedFile> ImportedFiles => db.ImportedFiles.Where(r => r.StudyId == study);
    public IQueryable<Code> Codes => db.Codes.Where(r => r.StudyId == study);
    public IQueryable<CodeDefinition> Definitions => db.Definitions.Where(r => r.StudyId == study);
    public IQueryable<CodedSegment> Segments => db.Segments.Where(r => r.StudyId == study);
    public IQueryable<Note> Notes => db.Notes.Where(r => r.StudyId == study);
    public IQueryable<NoteLink> NoteLinks => db.NoteLinks.Where(r => r.StudyId == study);
    public IQueryable<Theme> Themes => db.Themes.Where(r => r.StudyId == study);
    public IQueryable<ThemeCode> ThemeCodes => db.ThemeCodes.Where(r => r.StudyId == study);
    public IQueryable<ThemeSegment> ThemeSegments => db.ThemeSegments.Where(r => r.StudyId == study);
    public IQueryable<Selection> Selections => db.Selections.Where(r => r.StudyId == study);
    public IQueryable<NamedSet> NamedSets => db.NamedSets.Where(r => r.StudyId == study);
    public IQueryable<Membership> Memberships => db.Memberships.Where(r => r.StudyId == study);
    public IQueryable<Link> Links => db.Links.Where(r => r.StudyId == study);
    public IQueryable<Graph> Graphs => db.Graphs.Where(r => r.StudyId == study);
    public IQueryable<Exchange> Exchanges => db.Exchanges.Where(r => r.StudyId == study);
    public IQueryable<ExchangeItems> ExchangeItems => db.ExchangeItems.Where(r => r.StudyId == study);
    public IQueryable<Change> Changes => db.Changes.Where(r => r.StudyId == study);

    /// <summary>The change that takes another one back; see <see cref="History.UndoChange"/>.</summary>
    public long? Reverses { get; set; }

    /// <summary>Adds a row to this study.</summary>
    public T Add<T>(T row) where T : class, IStudyRow
    {
        row.StudyId = study;
        db.Add(row);
        return row;
    }

    /// <summary>Adds one of very many rows, which the rest of the act neither looks for nor takes back.</summary>
    public void AddOneOfMany(IRecorded row)
    {
        row.StudyId = study;
        db.OfMany.Add(row);
    }

    /// <summary>Adds what is kept beside the recorded rows: immutable texts, reports of imports.</summary>
    public void AddUnrecorded(object row) => db.Add(row);

    public void Remove<T>(T row) where T : class, IStudyRow => db.Remove(row);

    /// <summary>
    /// For questions: what was put together from all of the study when it was last asked, if nothing was changed since; else it is put
    /// together now. It must come of recorded rows alone, and nobody may change it. An act must not ask: it sees what is not committed.
    /// </summary>
    /// <param name="read">Puts it together.</param>
    /// <param name="lines">How many rows it holds.</param>
    internal async Task<T> KeptAsync<T>(Func<Task<T>> read, Func<T, int> lines) where T : class
    {
        var mark = await MarkAsync();
        if (texts.Answers.Find<T>(study, mark) is { } kept) return kept;
        return Kept(mark, await read(), lines);
    }

    /// <summary>The same, for what comes of some kinds of rows alone: changes of others leave it as it is.</summary>
    /// <param name="of">The kinds of rows that it comes of.</param>
    /// <param name="fits">Whether what is kept holds what is asked for now.</param>
    /// <param name="read">Puts it together.</param>
    /// <param name="lines">How many rows it holds.</param>
    internal async Task<T> KeptAsync<T>(IReadOnlyCollection<string> of, Func<T, bool> fits, Func<Task<T>> read, Func<T, int> lines) where T : class
    {
        var mark = await MarkAsync();
        if (texts.Answers.Last<T>(study) is not { } before || !fits(before.Answer) || await IsTouchedSinceAsync(before.Mark, of)) return Kept(mark, await read(), lines);
        return before.Mark == mark ? before.Answer : Kept(mark, before.Answer, lines);
    }

    private async Task<Mark> MarkAsync()
    {
        var last = await Changes.OrderByDescending(c => c.Number).Select(c => new { c.Number, c.At }).FirstOrDefaultAsync(cancel);
        return new(last?.Number ?? 0, last?.At ?? 0);
    }

    private T Kept<T>(Mark mark, T answer, Func<T, int> lines) where T : class
    {
        texts.Answers.Keep(study, mark, answer, lines(answer));
        return answer;
    }

    /// <summary>Whether a later change was of these kinds; also where the change that was the last is no longer there.</summary>
    private async Task<bool> IsTouchedSinceAsync(Mark mark, IReadOnlyCollection<string> kinds)
    {
        var since = await Changes.Where(c => c.Number >= mark.Number).Select(c => new { c.Number, c.At, c.Touches }).ToListAsync(cancel);
        return mark.Number > 0 && !since.Exists(c => c.Number == mark.Number && c.At == mark.At)
            || since.Exists(c => c.Number > mark.Number && c.Touches.Split(',').Any(kinds.Contains));
    }

    /// <summary>Lets the texts of a source go that are held in memory.</summary>
    public void ForgetTexts(Guid source) => texts.Forget(source);

    public StudyDb Rows => db;

    /// <summary>Names the act for the history. <paramref name="told"/> is what was done, as a person would say it.</summary>
    public void Record(string verb, string told) => (this.verb, summary) = (verb, told.Length > 500 ? told[..499] + "…" : told);

    /// <summary>The number that this act's Change will have.</summary>
    public Task<long> NumberAsync() => db.Clocks.Where(c => c.StudyId == study).Select(c => c.LastChange).SingleAsync(cancel);

    internal Change? Recorded(long number, PendingEdits edits)
    {
        if (edits.Count == 0 && Reverses is null) return null;
        return new()
        {
            StudyId = study, Number = number, Actor = actor.Name, At = now, Edits = edits.Json, EditCount = edits.Count, Touches = edits.Touches,
            Verb = verb ?? throw new InvalidOperationException("A verb changed rows and did not say which verb it is."),
            Summary = summary!, Reverses = Reverses,
        };
    }

    /// <summary>The one row of the coder who acts, made when they first do.</summary>
    public async Task<Coder> CoderAsync(string? name = null)
    {
        name ??= actor.Name;
        var coder = db.Coders.Local.FirstOrDefault(c => c.StudyId == study && c.Name == name)
            ?? await Coders.AsTracking().FirstOrDefaultAsync(c => c.Name == name, cancel);
        return coder ?? Add(new Coder { Id = Guid.CreateVersion7(), Name = name });
    }

    /// <summary>A code by its id, its name, or its path where names are not enough.</summary>
    public async Task<Outcome<Code>> CodeAsync(string named)
    {
        var found = await FindAsync(Codes, "code", named, c => c.Id, c => c.NameKey);
        return found.Succeeded || await CodePath.FindAsync(this, named) is not { } code ? found : code;
    }

    public async Task<Outcome<Source>> SourceAsync(string named) => await FindAsync(Sources, "source", named, s => s.Id, s => s.NameKey);

    public async Task<SourceContent> ContentAsync(Source source) => await ContentAsync(source.Id, source.TextVersion);

    /// <summary>The words of a source and their structure.</summary>
    public async Task<SourceContent> ContentAsync(Guid source, int version)
    {
        if (texts.Find(study, source, version) is { } held) return held;
        var row = await Texts.AsNoTracking().SingleAsync(t => t.SourceId == source && t.Version == version, cancel);
        var content = new SourceContent(row.Text, Layout.Read(row.Layout));
        texts.Keep(study, (source, version), content);
        return content;
    }

    private async Task<Outcome<T>> FindAsync<T>(
        IQueryable<T> rows, string what, string named,
        System.Linq.Expressions.Expression<Func<T, Guid>> id, System.Linq.Expressions.Expression<Func<T, string>> nameKey)
        where T : class
    {
        if (Guid.TryParse(named, out var guid))
        {
            var byId = System.Linq.Expressions.Expression.Lambda<Func<T, bool>>(
                System.Linq.Expressions.Expression.Equal(id.Body, System.Linq.Expressions.Expression.Constant(guid)), id.Parameters);
            if (await rows.FirstOrDefaultAsync(byId, cancel) is { } found) return found;
        }
        var key = NameKey.Of(named);
        var byName = System.Linq.Expressions.Expression.Lambda<Func<T, bool>>(
            System.Linq.Expressions.Expression.Equal(nameKey.Body, System.Linq.Expressions.Expression.Constant(key)), nameKey.Parameters);
        var all = await rows.Where(byName).Take(2).ToListAsync(cancel);
        return all.Count switch
        {
            1 => all[0],
            0 => new Problem.NotFound(what, named),
            _ => Problem.Conflict.Several(named, what),
        };
    }
}
