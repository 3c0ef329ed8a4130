using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// The sources that hold open answers, one for each question: a turn for each respondent who answered. They follow the answers; what
/// was coded stays on its words.
/// </summary>
internal sealed class AnswerSources(StudyScope scope)
{
    public const string Kind = "answers";

    /// <summary>Adds later answers to the sources that there are, and writes altered ones anew. Returns how many answers came in or changed.</summary>
    public async Task<int> BringUpToDateAsync()
    {
        var sources = await scope.Sources.Where(s => s.Kind == Kind && s.VariableId != null).ToListAsync(scope.Cancel);
        var count = 0;
        foreach (var source in sources) count += await RewriteAsync(source, await AnswersAsync(source.VariableId!.Value));
        return count;
    }

    /// <summary>A new source with what everybody answered to one question.</summary>
    public async Task<Source> AddAsync(Variable variable, string name)
    {
        var source = scope.Add(new Source
        {
            Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Kind = Kind, Format = "Open answers", VariableId = variable.Id, TextVersion = 0,
            AddedAt = scope.Now, AddedBy = scope.Actor.Name,
        });
        await RewriteAsync(source, await AnswersAsync(variable.Id));
        return source;
    }

    /// <summary>What has been answered to a question by those who stand in the study, those of this act included, by study code.</summary>
    private async Task<List<(Respondent Who, string Words)>> AnswersAsync(Guid variable)
    {
        await scope.Respondents.Where(r => r.WithdrawnAt == null).LoadAsync(scope.Cancel);
        var found = new List<(Respondent, string)>();
        foreach (var respondent in scope.Rows.Respondents.Local.Where(r => r.StudyId == scope.StudyId && r.WithdrawnAt is null).OrderBy(r => r.Code, NaturalOrder.Names))
            if (AnswerValues.Read(respondent.Values).TryGetValue(variable, out var answered) && Clean(answered.One) is { Length: > 0 } words) found.Add((respondent, words));
        return found;
    }

    /// <summary>A text is decoded once and has one kind of line end; within an answer a blank line would look like the end of it.</summary>
    private static string Clean(string words) => words.ReplaceLineEndings("\n").Replace("\0", "").Trim();

    private async Task<int> RewriteAsync(Source source, List<(Respondent Who, string Words)> answers)
    {
        var speakers = await scope.Speakers.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel);
        var byRespondent = speakers.Where(s => s.RespondentId is not null).ToDictionary(s => s.RespondentId!.Value);
        var next = speakers.Count == 0 ? 1 : speakers.Max(s => s.Number) + 1;
        var (words, came) = (new Dictionary<int, string>(), 0);
        foreach (var (who, said) in answers)
        {
            if (!byRespondent.TryGetValue(who.Id, out var speaker))
            {
                came++;
                speaker = scope.Add(new Speaker
                {
                    Id = Guid.CreateVersion7(), SourceId = source.Id, Number = next++, Name = who.Code, NameInFile = who.Code, Role = Speaker.InParticipant,
                    RespondentId = who.Id, ParticipantId = who.ParticipantId,
                });
            }
            words[speaker.Number] = said;
        }
        var old = source.TextVersion == 0 ? SourceContent.Empty : await scope.ContentAsync(source);
        var fresh = AnswerText.Of(old, words);
        if (source.TextVersion > 0 && fresh.Text == old.Text) return 0;
        await KeepAsync(source, old, fresh);
        return came + fresh.Altered.Count;
    }

    /// <summary>Makes the fresh text the one in force, with everything that stands on the old one moved along.</summary>
    public async Task KeepAsync(Source source, SourceContent old, AnswerText fresh)
    {
        var text = fresh.Text;
        var version = await scope.Texts.Where(t => t.SourceId == source.Id).MaxAsync(t => (int?)t.Version, scope.Cancel) ?? 0;
        scope.AddUnrecorded(new SourceText { StudyId = scope.StudyId, SourceId = source.Id, Version = version + 1, Text = text, Layout = fresh.Layout.Write() });
        if (source.TextVersion > 0) await MoveAsync(source, old, fresh);
        (source.TextVersion, source.Length, source.TurnCount, source.WordCount) = (version + 1, text.Length, fresh.Layout.Turns.Count, WordCount.Of(text));
        source.Astral = string.Join(',', TextPositions.Of(text).Astral);
        source.ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private async Task MoveAsync(Source source, SourceContent old, AnswerText fresh)
    {
        foreach (var segment in await scope.Segments.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel))
            if (fresh.Place(segment.Start, segment.End, old.Text) is { } place) (segment.Start, segment.End) = place;
        foreach (var note in await scope.Notes.Where(n => n.On == NoteOn.Words && n.TargetId == source.Id && n.Start != null && n.End != null).ToListAsync(scope.Cancel))
            if (fresh.Place(note.Start!.Value, note.End!.Value, old.Text) is { } place) (note.Start, note.End) = place;
    }

    /// <summary>A name that no source has yet.</summary>
    public async Task<string> FreeNameAsync(string wanted) =>
        new TakenNames(await scope.Sources.Select(s => s.NameKey).ToListAsync(scope.Cancel)).Free(Told.Words(wanted, Source.NameLength - 10));
}
