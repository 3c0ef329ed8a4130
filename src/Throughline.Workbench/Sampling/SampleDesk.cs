using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>A sample with everything that one has to see to judge it: who is in it and why, what it covers, what it lacks, who is where.</summary>
public sealed class SampleDesk(StudyStore store) : IQuestion
{
    /// <param name="Values">The band or value of each varied variable, in their order; empty where unknown.</param>
    /// <param name="State">The last step of the log; empty before the first.</param>
    public sealed record Line(Pick Pick, string Code, IReadOnlyList<string> Values, string State, IReadOnlyList<Approach> Log, string? Participant);

    /// <param name="Names">The varied variables, by their titles.</param>
    /// <param name="Figures">Null where there is no frame or nobody is picked.</param>
    /// <param name="Why">Why there is no frame; null where there is one.</param>
    public sealed record Answer(
        Sample Sample, Wishes Wishes, int Frame, int Open, IReadOnlyList<string> Names, IReadOnlyList<Line> Picks, IReadOnlyList<Line> Dropped,
        SampleFigures? Figures, (string One, string Other)? NearestTwo, string? Why, SampleFrame? Source)
    {
        /// <summary>The titles of the two variables that are crossed; null where there are not two with bands.</summary>
        public (string Rows, string Columns)? Crossed { get; init; }

        public SampleFlow Flow => SampleFlow.Of(this);
    }

    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="named">The sample, by id or name; null for the newest.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="cross">Two varied variables to cross, by title; else the two with the most bands that still can be read.</param>
    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string? named, CancellationToken cancel, (string? Rows, string? Columns) cross = default) =>
        store.AskAsync<Answer>(study, actor, scope => KeptAsync(scope, named, cross), cancel);

    /// <summary>What was done to a sample by hand, the newest first: who, when, why, and by which number it can be taken back.</summary>
    public Task<Outcome<IReadOnlyList<ChangeLine>>> ByHandAsync(StudyRef study, Actor actor, Answer desk, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope =>
        {
            var picks = desk.Picks.Concat(desk.Dropped).Select(l => l.Pick.Id).ToHashSet();
            var found = await scope.Changes.Where(c => ByHand.Contains(c.Verb) && c.ReversedBy == null).OrderByDescending(c => c.Number).Take(MostByHand).ToListAsync(cancel);
            return Outcome.Of<IReadOnlyList<ChangeLine>>([.. found.Where(c => RowEdit.Read(c.Edits).Any(e => e.Kind == nameof(Pick) && picks.Contains(e.Id))).Select(ChangeLine.Of)]);
        }, cancel);

    private const int MostByHand = 200;
    private static readonly string[] ByHand = [nameof(PickRespondent), "SwapPick", nameof(DropPick)];

    /// <summary>The desk for an act.</summary>
    internal static Task<Outcome<Answer>> OfAsync(StudyScope scope, string? named) => OfAsync(scope, named, default, SampleFrame.OfAsync);

    /// <summary>The desk for a question, with the frame that is kept.</summary>
    internal static Task<Outcome<Answer>> KeptAsync(StudyScope scope, string? named, (string? Rows, string? Columns) cross = default) => OfAsync(scope, named, cross, SampleFrame.KeptAsync);

    private static async Task<Outcome<Answer>> OfAsync(
        StudyScope scope, string? named, (string? Rows, string? Columns) cross, Func<StudyScope, int, Wishes, Task<Outcome<SampleFrame>>> framed)
    {
        if (!(await scope.SampleAsync(named)).Is(out var sample, out var problem)) return problem;
        var wishes = Wishes.Read(sample.Wishes);
        var made = await framed(scope, sample.Size, wishes);
        var frame = made.Succeeded ? made.Value : null;
        var picks = await scope.Picks.Where(p => p.SampleId == sample.Id).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(scope.Cancel);
        var log = (await scope.Approaches.Where(a => a.SampleId == sample.Id).ToListAsync(scope.Cancel)).OrderBy(a => a.On, StringComparer.Ordinal).ThenBy(a => a.At).ToLookup(a => a.RespondentId);
        var people = await PeopleAsync(scope, [.. picks.Select(p => p.RespondentId)]);
        var lines = picks.ConvertAll(p => LineOf(p, people, [.. log[p.RespondentId]], frame));
        var standing = lines.Where(l => l.Pick.DroppedAt is null).ToList();
        var codes = standing.Select(l => l.Code).Where(c => frame?.Frame.Has(c) == true).ToList();
        var crossed = frame is null ? null : Crossed(frame, cross);
        return new Answer(
            sample, wishes, frame?.Frame.People.Count ?? 0, frame?.Open ?? 0, frame is null ? [] : [.. frame.Frame.Attributes.Select(a => a.Name)],
            [.. standing], [.. lines.Where(l => l.Pick.DroppedAt is not null)],
            frame is null ? null : SampleFigures.Of(frame.Frame, frame.Wishes, codes, crossed is { } two ? [[two.Rows, two.Columns]] : null), frame is null ? null : NearestTwo(frame.Frame, codes),
            made.Problem?.Detail, frame)
        { Crossed = crossed };
    }

    private static (string Rows, string Columns)? Crossed(SampleFrame frame, (string? Rows, string? Columns) asked)
    {
        var banded = frame.Frame.Attributes.Select(a => (a.Name, Bands: frame.Frame.Bands(a.Name).Count)).Where(a => a.Bands is > 1 and <= 40).ToList();
        var wide = banded.Where(a => a.Bands <= 8).OrderByDescending(a => a.Bands).Select(a => a.Name).Take(2).ToList();
        string? Said(string? name) => banded.Find(a => a.Name == name).Name;
        var rows = Said(asked.Rows) ?? wide.FirstOrDefault(n => n != asked.Columns);
        var columns = Said(asked.Columns) is { } said && said != rows ? said : wide.FirstOrDefault(n => n != rows);
        return rows is not null && columns is not null ? (rows, columns) : null;
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
