using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>
/// Keeps the frame and the sample as they are now, or as they were at an instant: what the account of the sample reports, whatever comes
/// in later. Who has withdrawn since is not in the frame of then, for nothing of them is left but that they had answered: they are counted apart.
/// </summary>
public sealed class FreezeSample(StudyStore store) : IVerb
{
    /// <param name="Frame">How many were in the frame.</param>
    /// <param name="Open">How many of them could be asked.</param>
    /// <param name="People">The study codes of the sample.</param>
    /// <param name="Bands">Each band with how many of the sample and of the frame were in it.</param>
    public sealed record Kept(int Frame, int Open, double Mean, double Smallest, IReadOnlyList<string> People, IReadOnlyList<KeptBand> Bands)
    {
        /// <summary>How many more had answered, and took that back.</summary>
        public int Withdrawn { get; init; }

        internal static Kept Of(SampleFrame source, SampleFigures figures, IReadOnlyList<string> people) => new(
            source.Frame.People.Count, source.Open, figures.Mean, figures.Smallest, people,
            [.. figures.Attributes.SelectMany(a => a.Bands.Select(b => new KeptBand(a.Attribute, b.Cell[0].Band, b.Sample, b.Frame)))])
        { Withdrawn = source.Withdrawn };
    }

    public sealed record KeptBand(string Variable, string Band, int Sample, int Frame);

    private static readonly Problem Nobody = new Problem.Conflict("There is nobody in it yet", "Propose or pick people first.");

    /// <param name="study">The study.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="named">The sample, by id or name; null for the newest.</param>
    /// <param name="asOf">As they were then; null: as they are now.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Outcome<Done<Sample>>> DoAsync(StudyRef study, Actor actor, string? named, DateTimeOffset? asOf, CancellationToken cancel)
    {
        if (asOf >= Instant.At(store.Now)) return new Problem.Invalid("asOf", "That is yet to come: name a day that is over, or freeze it as it is now.");
        Kept? then = null;
        if (asOf is { } at && !(await store.AskAsync<Kept>(study, actor, scope => AsOfAsync(scope, named, at), cancel)).Is(out then, out var problem)) return problem;
        return await store.ChangeAsync<Sample>(study, actor, Right.EditRecruitment, scope => KeepAsync(scope, named, asOf is { } when ? (when, then!) : null), cancel);
    }

    private static async Task<Outcome<Sample>> KeepAsync(StudyScope scope, string? named, (DateTimeOffset At, Kept Kept)? then)
    {
        if (!(await scope.OpenSampleAsync(named)).Is(out var sample, out var problem)) return problem;
        if (then is not { } past)
        {
            if (!(await SampleDesk.OfAsync(scope, sample.Id.ToString())).Is(out var desk, out problem)) return problem;
            if (desk.Figures is not { } figures || desk.Picks.Count == 0) return Nobody;
            past = (Instant.At(scope.Now), Kept.Of(desk.Source!, figures, [.. desk.Picks.Select(l => l.Code)]));
        }
        sample.Frozen = JsonSerializer.Serialize(past.Kept, JsonSerializerOptions.Web);
        sample.FrozenAt = Instant.Micros(past.At);
        var asOf = then is null ? "" : FormattableString.Invariant($" as of {past.At.ToLocalTime():d MMMM yyyy}");
        scope.Record(nameof(FreezeSample), $"froze the sample {sample.Name}{asOf} with {Told.Count(past.Kept.People.Count, "person", "people")}");
        return sample;
    }

    /// <summary>The frame and the sample of then: with the respondents, answers, bands, wishes and picks that there were.</summary>
    private static async Task<Outcome<Kept>> AsOfAsync(StudyScope scope, string? named, DateTimeOffset at)
    {
        if (!(await scope.OpenSampleAsync(named)).Is(out var sample, out var problem)) return problem;
        var rows = await new RowsAsOf()
            .With(await scope.Samples.AsNoTracking().ToListAsync(scope.Cancel)).With(await scope.Picks.AsNoTracking().ToListAsync(scope.Cancel))
            .With(await scope.Respondents.AsNoTracking().ToListAsync(scope.Cancel)).With(await scope.Variables.AsNoTracking().ToListAsync(scope.Cancel))
            .With(await scope.Bands.AsNoTracking().ToListAsync(scope.Cancel)).With(await scope.Scales.AsNoTracking().ToListAsync(scope.Cancel)).BackToAsync(scope, at);
        if (rows.Of<Sample>().FirstOrDefault(s => s.Id == sample.Id) is not { } then)
            return new Problem.Invalid("asOf", FormattableString.Invariant($"The sample was made later, on {Instant.At(sample.CreatedAt).ToLocalTime():d MMMM yyyy}. Name a day from then on."));
        var wishes = Wishes.Read(then.Wishes);
        var gathering = new RespondentData.Gathering([.. rows.Of<Scale>()], rows.Of<Variable>(), rows.Of<Band>(), SampleFrame.VariedIn(wishes));
        // Gone back to, they would be in the frame with nothing known of them.
        var withdrawn = (await scope.Respondents.Where(r => r.WithdrawnAt != null).Select(r => new { r.Id, r.AddedAt }).ToListAsync(scope.Cancel)).ToDictionary(r => r.Id, r => r.AddedAt);
        foreach (var r in rows.Of<Respondent>().Where(r => !withdrawn.ContainsKey(r.Id)))
            gathering.Take(new(r.Id, r.Code, r.MayContact, r.ParticipantId, r.QuestionnaireId, r.AnsweredAt, r.AddedAt), r.Values);
        if (!SampleFrame.Of(gathering.Done(withdrawn.Values.Count(added => added <= Instant.Micros(at))), then.Size, wishes).Is(out var source, out problem)) return problem;
        List<string> people = [.. rows.Of<Pick>().Where(p => p.SampleId == sample.Id && p.DroppedAt is null && source.Codes.ContainsKey(p.RespondentId)).OrderBy(p => p.At).ThenBy(p => p.Id).Select(p => source.Codes[p.RespondentId])];
        return people.Count == 0 ? new Problem.Conflict(FormattableString.Invariant($"There was nobody in it on {at.ToLocalTime():d MMMM yyyy}"), "Name a later day.") : Kept.Of(source, SampleFigures.Of(source.Frame, source.Wishes, people), people);
    }

    public static Kept? Read(Sample sample) => sample.FrozenAt is null ? null : JsonSerializer.Deserialize<Kept>(sample.Frozen, JsonSerializerOptions.Web);
}
