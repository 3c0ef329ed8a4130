using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>One respondent's sheet: what they answered, their scores and bands, their open answers with where these were coded.</summary>
public sealed class RespondentOf(StudyStore store) : IQuestion
{
    /// <param name="Band">The name of the band that the value is in; null where in none.</param>
    public sealed record Value(VariableColumn Column, string Shown, string? Band);

    /// <param name="Source">The source that holds the answer; null where the question has none yet.</param>
    public sealed record OpenAnswer(Variable Variable, string Words, Guid? Source, int? Turn, IReadOnlyList<Coding> Coded);

    public sealed record Coding(Guid Segment, int Start, string Code, int Dye, int Weave, string Words);

    public sealed record Answer(Respondent Respondent, Participant? Participant, IReadOnlyList<Value> Values, IReadOnlyList<OpenAnswer> Open, IReadOnlyList<Consent> Consents);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string named, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var (key, id) = (NameKey.Of(named), Guid.TryParse(named, out var guid) ? guid : Guid.Empty);
            if (await scope.Respondents.FirstOrDefaultAsync(r => r.Id == id || r.CodeKey == key, cancel) is not { } row) return new Problem.NotFound("respondent", named);
            var participant = row.ParticipantId is { } who ? await scope.Participants.FirstOrDefaultAsync(p => p.Id == who, cancel) : null;
            var consents = await scope.Consents.Where(c => c.RespondentId == row.Id).OrderBy(c => c.Use).ToListAsync(cancel);
            if (row.WithdrawnAt is not null) return new Answer(row, participant, [], [], consents);
            var data = await RespondentData.OfAsync(scope, null, row.Id);
            var values = data.Columns.Where(c => c.Variable.Kind != Variable.Text && c.Texts[0] is not null)
                .Select(c => new Value(c, c.Shown(0), c.BandOf(0) is { } band ? c.Bands[band].Name : null)).ToList();
            var open = new List<OpenAnswer>();
            foreach (var column in data.Columns.Where(c => c.Variable.Kind == Variable.Text && c.Texts[0] is not null)) open.Add(await OpenAsync(scope, row, column));
            return new Answer(row, participant, values, open, consents);
        }, cancel);

    private static async Task<OpenAnswer> OpenAsync(StudyScope scope, Respondent row, VariableColumn column)
    {
        var plain = new OpenAnswer(column.Variable, column.Texts[0]!, null, null, []);
        if (await scope.Sources.FirstOrDefaultAsync(s => s.VariableId == column.Variable.Id && s.Kind == AnswerSources.Kind, scope.Cancel) is not { } source) return plain;
        if (await scope.Speakers.FirstOrDefaultAsync(s => s.SourceId == source.Id && s.RespondentId == row.Id, scope.Cancel) is not { } speaker) return plain with { Source = source.Id };
        var content = await scope.ContentAsync(source);
        for (var i = 0; i < content.Layout.Turns.Count; i++)
            if (content.Layout.Turns[i] is { } turn && turn.Speaker == speaker.Number)
            {
                var segments = await scope.Segments.Where(s => s.SourceId == source.Id && s.Start < turn.End && s.End > turn.Start).OrderBy(s => s.Start)
                    .Select(s => new { s.Id, s.Start, s.End, Code = scope.Codes.First(c => c.Id == s.CodeId) }).ToListAsync(scope.Cancel);
                return plain with { Source = source.Id, Turn = i, Coded = segments.ConvertAll(s => new Coding(s.Id, s.Start, s.Code.Name, s.Code.Dye, s.Code.Weave, content.Words(s.Start, s.End))) };
            }
        return plain with { Source = source.Id };
    }
}
