using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>A sample with everything that one has to see to judge it: who is in it and why, what it covers, what it lacks, who is where.</summary>
public sealed class SampleDesk(StudyStore store) : IQuestion
{
    /// <param name="Values">The band or value of each varied variable, in their order; empty where unknown.</param>
    /// <param name="State">The last step of the log; empty before the first.</param>
    public sealed record Line(Pick Pick, string Code, IReadOnlyList<string> Values, string State, IReadOnlyList<Approach> Log, string? Participant);

    /// <param name="Names">The varied variables.</param>
    /// <param name="Figures">Null where there is no frame or nobody is picked.</param>
    /// <param name="Why">Why there is no frame; null where there is one.</param>
    public sealed record Answer(
        Sample Sample, Wishes Wishes, IReadOnlyList<Sample> Others, int Frame, int Open, IReadOnlyList<string> Names, IReadOnlyDictionary<string, IReadOnlyList<string>> Bands,
        IReadOnlyList<Line> Picks, IReadOnlyList<Line> Dropped, SampleFigures? Figures, (string One, string Other)? NearestTwo, string? Why, SampleFrame? Source)
    {
        public SampleFlow Flow => SampleFlow.Of(this);
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string? named, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, scope => OfAsync(scope, named), cancel);

    internal static async Task<Outcome<Answer>> OfAsync(StudyScope scope, string? named)
    {
        if (!(await scope.SampleAsync(named)).Is(out var sample, out var problem)) return problem;
        var wishes = Wishes.Read(sample.Wishes);
        var made = await SampleFrame.OfAsync(scope, sample.Size, wishes);
        var frame = made.Succeeded ? made.Value : null;
        var picks = await scope.Picks.Where(p => p.SampleId == sample.Id).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(scope.Cancel);
        var log = (await scope.Approaches.Where(a => a.SampleId == sample.Id).ToListAsync(scope.Cancel)).OrderBy(a => a.On, StringComparer.Ordinal).ThenBy(a => a.At).ToLookup(a => a.RespondentId);
        var people = await PeopleAsync(scope, [.. picks.Select(p => p.RespondentId)]);
        var lines = picks.ConvertAll(p => LineOf(p, people, [.. log[p.RespondentId]], frame));
        var standing = lines.Where(l => l.Pick.DroppedAt is null).ToList();
        var codes = standing.Select(l => l.Code).Where(c => frame?.Frame.Has(c) == true).ToList();
        var crossed = frame is { Columns.Count: >= 2 } ? Crossed(frame) : null;
        return new Answer(
            sample, wishes, [.. (await scope.Samples.Where(s => s.Id != sample.Id).ToListAsync(scope.Cancel)).OrderBy(s => s.Name, NaturalOrder.Names)],
            frame?.Frame.People.Count ?? 0, frame?.Open ?? 0, frame is null ? [] : [.. frame.Frame.Attributes.Select(a => a.Name)],
            frame is null ? new Dictionary<string, IReadOnlyList<string>>() : frame.Frame.Attributes.ToDictionary(a => a.Name, a => frame.Frame.Bands(a.Name)),
            [.. standing], [.. lines.Where(l => l.Pick.DroppedAt is not null)],
            frame is null ? null : SampleFigures.Of(frame.Frame, frame.Wishes, codes, crossed is null ? null : [crossed]), frame is null ? null : NearestTwo(frame.Frame, codes),
            made.Problem?.Detail, frame);
    }

    /// <summary>The two with the most bands that still can be read as a table.</summary>
    private static IReadOnlyList<string>? Crossed(SampleFrame frame)
    {
        var wide = frame.Frame.Attributes.Select(a => (a.Name, Bands: frame.Frame.Bands(a.Name).Count)).Where(a => a.Bands is > 1 and <= 8).OrderByDescending(a => a.Bands).Take(2).ToList();
        return wide.Count == 2 ? [wide[0].Name, wide[1].Name] : null;
    }

    private static (string, string)? NearestTwo(Frame frame, List<string> codes)
    {
        (string, string)? nearest = null;
        var least = double.PositiveInfinity;
        for (var i = 0; i < codes.Count && codes.Count <= 500; i++)
            for (var j = 0; j < i; j++)
                if (frame.Distance(codes[j], codes[i]) is var d && d < least) (least, nearest) = (d, (codes[j], codes[i]));
        return nearest;
    }

    private static Line LineOf(Pick pick, Dictionary<Guid, (string Code, string? Participant)> people, IReadOnlyList<Approach> log, SampleFrame? frame)
    {
        var (code, participant) = people.GetValueOrDefault(pick.RespondentId, ("?", null));
        IReadOnlyList<string> values = frame is null || !frame.Frame.Has(code) ? [] : [.. frame.Frame.Attributes.Select(a => frame.Frame.BandOf(code, a.Name) ?? "")];
        return new(pick, code, values, log.Count > 0 ? log[^1].Kind : "", log, participant);
    }

    private static async Task<Dictionary<Guid, (string, string?)>> PeopleAsync(StudyScope scope, IReadOnlyCollection<Guid> ids)
    {
        var found = new Dictionary<Guid, (string, string?)>();
        var names = await scope.Participants.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, scope.Cancel);
        foreach (var some in ids.Distinct().Chunk(500))
            foreach (var person in await scope.Respondents.Where(r => some.Contains(r.Id)).Select(r => new { r.Id, r.Code, r.ParticipantId }).ToListAsync(scope.Cancel))
                found[person.Id] = (person.Code, person.ParticipantId is { } id ? names.GetValueOrDefault(id) : null);
        return found;
    }
}

/// <summary>How many came how far, for the plan and for the account.</summary>
public sealed record SampleFlow(
    int Respondents, int Open, int Approached, int Agreed, int Interviewed, int Declined, int NoAnswer, int Withdrawn, int Waiting, int Replaced, IReadOnlyDictionary<string, int> Reasons)
{
    public static SampleFlow Of(SampleDesk.Answer desk)
    {
        var all = desk.Picks.Concat(desk.Dropped).DistinctBy(l => l.Pick.RespondentId).ToList();
        int In(string kind) => all.Count(l => l.State == kind);
        bool Ever(SampleDesk.Line line, string kind) => line.Log.Any(a => a.Kind == kind);
        var approached = all.Where(l => l.Log.Count > 0).ToList();
        return new(
            desk.Frame, desk.Open, approached.Count, approached.Count(l => Ever(l, Approach.Agreed) || Ever(l, Approach.Interviewed)), In(Approach.Interviewed), In(Approach.Declined),
            In(Approach.NoAnswer), In(Approach.Withdrawn), approached.Count(l => l.State is Approach.Invited or Approach.Reminded), desk.Picks.Count(l => l.Pick.ReplacesId is not null),
            all.Where(l => l.State == Approach.Declined).GroupBy(l => l.Log[^1].Reason.Length > 0 ? l.Log[^1].Reason : "no reason given").OrderByDescending(g => g.Count()).ToDictionary(g => g.Key, g => g.Count()));
    }
}
