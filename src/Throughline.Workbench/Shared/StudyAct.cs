using Throughline.Workbench.History;

namespace Throughline.Workbench.Shared;

/// <summary>What an act left behind in the open transaction.</summary>
/// <param name="Value">Its result.</param>
/// <param name="Change">What records it; null where no recorded row was touched.</param>
/// <param name="IsNew">Whether there is anything to commit.</param>
internal readonly record struct Left<T>(T Value, Change? Change, bool IsNew);

/// <summary>An act in a study, from the queue to its answer.</summary>
internal class StudyAct<T>(Func<StudyDb, Task<Outcome<Left<T>>>> act, ChangeFeed feed, IStudyDbs dbs, CancellationToken cancel)
    : WaitingAct(cancel)
{
    private readonly TaskCompletionSource<Outcome<Done<T>>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<Left<T>> outcome;

    public Task<Outcome<Done<T>>> Answered => answer.Task;

    protected override async Task<bool> TryAsync(StudyDb db) =>
        (outcome = await act(db)).Is(out var left, out _) && left.IsNew;

    public void Leave(Left<T> left) => outcome = left;

    public override void Answer()
    {
        if (Fault is { } fault)
        {
            if (dbs.Explain(fault) is { } explained) answer.SetResult(explained);
            else answer.SetException(fault);
        }
        else if (!outcome.Is(out var done, out var problem)) answer.SetResult(problem);
        else
        {
            if (done.Change is { } change) feed.Publish(change);
            answer.SetResult(new Done<T>(done.Value, done.Change is { } told ? ChangeLine.Of(told) : null));
        }
    }
}
