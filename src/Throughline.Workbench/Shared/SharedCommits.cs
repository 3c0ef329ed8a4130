using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore.Storage;

namespace Throughline.Workbench.Shared;

/// <summary>
/// Acts that wait for the same writer, done one after another in the order in which they came. Those that wait together share one
/// commit, each behind a savepoint of its own, and are answered only after it. Those of one row each that stand beside each other are
/// done at once, behind one savepoint; where one of them cannot be, each is done by itself.
/// </summary>
internal sealed class SharedCommits(IStudyDbs dbs)
{
    /// <summary>So many acts share a commit at most.</summary>
    private const int Most = 64;

    private const string Savepoint = "act";

    /// <summary>Once so much time has gone into a commit, no further act joins it: the first of them waits for the last.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(15);

    /// <summary>What waits, by its writer. A writer that is listed is at work.</summary>
    private readonly Dictionary<string, Queue<WaitingAct>> waiting = [];

    public void Enter(string writer, WaitingAct act)
    {
        lock (waiting)
        {
            if (waiting.TryGetValue(writer, out var there))
            {
                there.Enqueue(act);
                return;
            }
            waiting[writer] = new([act]);
        }
        // Nothing of the one who happened to come first is to be seen by the others.
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = DrainAsync(writer), null);
    }

    private bool Next(string writer, [NotNullWhen(true)] out WaitingAct? act)
    {
        lock (waiting) return waiting[writer].TryDequeue(out act);
    }

    private List<WaitingAct> WithThoseBeside(string writer, WaitingAct first, int most)
    {
        List<WaitingAct> acts = [first];
        if (first.Joint is not { } joint) return acts;
        var rows = new HashSet<Guid> { joint.Row };
        lock (waiting)
            while (acts.Count < most && waiting[writer].TryPeek(out var next) && next.Joint is { } other && other.Kind.Equals(joint.Kind) && rows.Add(other.Row))
                acts.Add(waiting[writer].Dequeue());
        return acts;
    }

    private async Task DrainAsync(string writer)
    {
        while (true)
        {
            await CommitAsync(writer);
            lock (waiting)
            {
                if (waiting[writer].Count > 0) continue;
                waiting.Remove(writer);
                return;
            }
        }
    }

    private async Task CommitAsync(string writer)
    {
        var tried = new List<WaitingAct>();
        try
        {
            using var turn = await dbs.EnterAsync(CancellationToken.None);
            await using var db = dbs.Create();
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Database.AutoSavepointsEnabled = false;
            var began = Stopwatch.GetTimestamp();
            var isChanged = false;
            while (tried.Count < Most && (tried.Count == 0 || Stopwatch.GetElapsedTime(began) < Patience) && Next(writer, out var act))
            {
                var acts = WithThoseBeside(writer, act, Most - tried.Count);
                tried.AddRange(acts);
                isChanged |= await TryAsync(db, transaction, acts);
            }
            if (isChanged) await transaction.CommitAsync();
        }
        catch (Exception fault)
        {
            if (tried.Count == 0 && Next(writer, out var first)) tried.Add(first);
            foreach (var act in tried) act.Fail(fault);
        }
        foreach (var act in tried) act.Answer();
    }

    /// <returns>Whether they left anything to commit.</returns>
    private static async Task<bool> TryAsync(StudyDb db, IDbContextTransaction transaction, List<WaitingAct> acts)
    {
        acts = acts.FindAll(a => !a.IsGivenUp);
        if (acts.Count > 1 && await TryTogetherAsync(db, transaction, acts) is { } isChanged) return isChanged;
        isChanged = false;
        foreach (var act in acts) isChanged |= await TryAsync(db, transaction, act);
        return isChanged;
    }

    /// <returns>Null where they have to be done one by one.</returns>
    private static async Task<bool?> TryTogetherAsync(StudyDb db, IDbContextTransaction transaction, List<WaitingAct> acts)
    {
        await transaction.CreateSavepointAsync(Savepoint);
        var (isChanged, fault) = ((bool?)null, (Exception?)null);
        try
        {
            isChanged = await acts[0].DoTogetherAsync(db, acts);
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }
        db.Forget();
        if (isChanged is null) await BackAsync(transaction, fault);
        return isChanged;
    }

    private static async Task<bool> TryAsync(StudyDb db, IDbContextTransaction transaction, WaitingAct act)
    {
        await transaction.CreateSavepointAsync(Savepoint);
        var isDone = await act.DoAsync(db);
        db.Forget();
        // The savepoint of an act that is kept lies below the next one of the same name: to release it costs a way to the server and nothing needs it.
        if (!isDone) await BackAsync(transaction, act.Fault);
        return isDone;
    }

    private static async Task BackAsync(IDbContextTransaction transaction, Exception? fault)
    {
        try
        {
            await transaction.RollbackToSavepointAsync(Savepoint);
            await transaction.ReleaseSavepointAsync(Savepoint);
        }
        catch (Exception) when (fault is not null)
        {
            // What went wrong has taken the whole transaction with it, the disk for instance: that is what all are told.
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}

/// <summary>An act in the queue of a writer.</summary>
internal abstract class WaitingAct(CancellationToken cancel)
{
    public Exception? Fault { get; private set; }

    /// <summary>Whether whoever asked for it went away before its turn came.</summary>
    public bool IsGivenUp
    {
        get
        {
            if (cancel.IsCancellationRequested) Fault = new OperationCanceledException(cancel);
            return Fault is not null;
        }
    }

    /// <summary>What it can be done at once with: acts of an equal kind about other rows. Null where it is done by itself.</summary>
    public virtual (object Kind, Guid Row)? Joint => null;

    /// <summary>Does several of its kind at once, itself among them.</summary>
    /// <returns>Whether they left anything to commit; null where they have to be done one by one.</returns>
    public virtual Task<bool?> DoTogetherAsync(StudyDb db, IReadOnlyList<WaitingAct> acts) => Task.FromResult((bool?)null);

    /// <summary>Does it in the open transaction. It throws nothing: a fault of its own is not one of those beside it.</summary>
    /// <returns>Whether it is to be kept.</returns>
    public async Task<bool> DoAsync(StudyDb db)
    {
        try
        {
            return await TryAsync(db);
        }
        catch (Exception fault)
        {
            Fault = fault;
            return false;
        }
    }

    public void Fail(Exception fault) => Fault ??= fault;

    /// <summary>Tells whoever waits for it, once it is certain.</summary>
    public abstract void Answer();

    protected abstract Task<bool> TryAsync(StudyDb db);
}
