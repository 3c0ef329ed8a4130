using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>One source with its facts and its voices.</summary>
public sealed class SourceOf(StudyStore store) : IQuestion
{
    /// <param name="Turns">How many turns the voice has in this source.</param>
    /// <param name="Elsewhere">In how many other sources a voice of the same name speaks.</param>
    public sealed record Voice(Speaker Speaker, Participant? Participant, int Turns, int Words, int Elsewhere);

    public sealed record Answer(Source Source, IReadOnlyList<Voice> Voices, CodedShare Coded, int Notes, int Unnamed, Guid? Import)
    {
        public SourceBrief Brief => SourceBrief.Of(Source, Voices.Select(v => v.Speaker));
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            var coded = await CodedShare.OfAsync(scope, row.Id);
            var content = await scope.ContentAsync(row);
            return new Answer(
                row, await VoicesAsync(scope, row, content), coded.GetValueOrDefault(row.Id, CodedShare.None),
                await scope.Notes.CountAsync(n => n.TargetId == row.Id, cancel), content.Layout.Turns.Count(t => t.Speaker == 0),
                await scope.ImportedFiles.Where(f => f.SourceId == row.Id && f.Status != ImportedLine.Duplicate).Select(f => (Guid?)f.ImportId).FirstOrDefaultAsync(cancel));
        }, cancel);

    private static async Task<IReadOnlyList<Voice>> VoicesAsync(StudyScope scope, Source source, SourceContent content)
    {
        var speakers = await scope.Speakers.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel);
        var tied = speakers.Select(s => s.ParticipantId).OfType<Guid>().ToArray();
        var participants = await scope.Participants.Where(p => tied.Contains(p.Id)).ToDictionaryAsync(p => p.Id, scope.Cancel);
        var keys = speakers.Select(s => NameKey.Of(s.Name)).ToHashSet();
        var elsewhere = (await scope.Speakers.Where(s => s.SourceId != source.Id).Select(s => s.Name).ToListAsync(scope.Cancel))
            .Select(NameKey.Of).Where(keys.Contains).CountBy(k => k).ToDictionary();
        var turns = content.Layout.Turns.ToLookup(t => t.Speaker);
        return
        [
            .. speakers.OrderBy(s => s.Number).Select(s => new Voice(
                s, s.ParticipantId is { } id ? participants.GetValueOrDefault(id) : null, turns[s.Number].Count(),
                turns[s.Number].Sum(t => WordCount.Of(content.Text.AsSpan(t.Start, t.End - t.Start))), elsewhere.GetValueOrDefault(NameKey.Of(s.Name)))),
        ];
    }
}

/// <summary>The words of a source, with its structure and its voices by number.</summary>
public sealed class SourceWords(StudyStore store) : IQuestion
{
    public sealed record Answer(Source Source, SourceContent Content, IReadOnlyDictionary<int, Speaker> Speakers);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            return new Answer(row, await scope.ContentAsync(row), await scope.Speakers.Where(s => s.SourceId == row.Id).ToDictionaryAsync(s => s.Number, cancel));
        }, cancel);
}

/// <summary>The original of a source, byte for byte as it was given.</summary>
public sealed class SourceOriginal(StudyStore store) : IQuestion
{
    public sealed record Answer(string FileName, Stream Bytes);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            return row.Blob.Length > 0 && store.Blobs.Open(row.Blob) is { } bytes
                ? new Answer(row.FileName, bytes)
                : new Problem.NotFound("original of", row.Name);
        }, cancel);
}
