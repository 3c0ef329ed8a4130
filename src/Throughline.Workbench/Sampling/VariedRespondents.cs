using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>The respondents of a study with what its samples vary, as they are kept between two questions, and the frame last made of them.</summary>
public sealed class VariedRespondents
{
    /// <summary>A frame of six variables takes of each respondent as much memory as this many lines of a list.</summary>
    private const int LinesEach = 5;

    private static readonly string[] ComesOf = [nameof(Respondent), nameof(Variable), nameof(Band), nameof(Scale)];

    private readonly Lock gate = new();
    private readonly HashSet<Guid> variables;
    private (string Wished, Outcome<SampleFrame> Frame)? last;

    private VariedRespondents(RespondentData data, IEnumerable<Guid> variables) => (Data, this.variables) = (data, [.. variables]);

    public RespondentData Data { get; }

    internal static Task<VariedRespondents> KeptAsync(StudyScope scope, IReadOnlyCollection<Guid> wanted) => scope.KeptAsync<VariedRespondents>(
        ComesOf, kept => kept.variables.IsSupersetOf(wanted), async () => new(await RespondentData.OfAsync(scope, wanted), wanted), kept => kept.Data.Respondents.Count * LinesEach);

    internal Outcome<SampleFrame> FrameFor(int size, Wishes wishes)
    {
        var wished = $"{size} {wishes.Written()}";
        lock (gate)
        {
            if (last is { } made && made.Wished == wished) return made.Frame;
            var frame = SampleFrame.Of(Data, size, wishes);
            last = (wished, frame);
            return frame;
        }
    }
}

/// <summary>The respondents with the variables that are named: what wishes are made of.</summary>
public sealed class RespondentsNamed(StudyStore store) : IQuestion
{
    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="names">Names, labels or ids of variables; what is none of these is left out.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<RespondentData>> AskAsync(StudyRef study, Actor actor, IReadOnlyCollection<string> names, CancellationToken cancel) =>
        store.AskAsync<RespondentData>(study, actor, async scope =>
        {
            var keys = names.Select(NameKey.Of).ToHashSet();
            var all = await scope.Variables.Where(v => v.Of == Variable.OfRespondents).ToListAsync(cancel);
            var wanted = all.Where(v => keys.Contains(v.NameKey) || keys.Contains(NameKey.Of(v.Label)) || keys.Contains(v.Id.ToString())).Select(v => v.Id).ToList();
            return (await VariedRespondents.KeptAsync(scope, wanted)).Data;
        }, cancel);
}
