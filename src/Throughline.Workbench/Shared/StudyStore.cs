using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.Workbench.Shared;

/// <summary>A study as a person names it: by its id or by its name.</summary>
public readonly record struct StudyRef(string Named)
{
    public static implicit operator StudyRef(Guid id) => new(id.ToString());

    public static implicit operator StudyRef(string named) => new(named);
}

/// <summary>The only way to the database: a question reads in a scope, a verb changes in one, and leaves one Change.</summary>
public sealed class StudyStore(IStudyDbs dbs, IBlobs blobs, ChangeFeed feed, TextCache texts, TimeProvider clock)
{
    private static readonly KnownQuery<Func<StudyDb, Guid, bool, CancellationToken, Task<bool>>> IsThere = new(() =>
        EF.CompileAsyncQuery((StudyDb db, Guid study, bool deletedToo, CancellationToken cancel) =>
            db.Studies.Any(s => s.StudyId == study && s.Id == study && (deletedToo || s.DeletedAt == null))));

    /// <summary>What of a study must be there for an act in it.</summary>
    private enum Needs
    {
        Clock,
        Study,
        StudyNotDeleted,
    }

    /// <summary>After an act of so many rows, what it needed for itself is let go before it is written down, which takes as much again.</summary>
    private const int VeryMany = 40_000;

    private readonly SharedCommits commits = new(dbs);

    public IBlobs Blobs => blobs;

    public ITextIndex Index => dbs.Index;

    public ChangeFeed Feed => feed;

    public long Now => Instant.Micros(clock.GetUtcNow());

    /// <summary>Asks something of one study, as it is at one moment.</summary>
    public async Task<Outcome<T>> AskAsync<T>(
        StudyRef study, Actor actor, Func<StudyScope, Task<Outcome<T>>> ask, CancellationToken cancel)
    {
        await using var db = dbs.Create();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var moment = await db.BeginReadingAsync(cancel);
        if (!(await FindAsync(db, study, deletedToo: false, cancel)).Is(out var id, out var problem)) return problem;
        if (!Rights.Allows(actor.Role, Right.Read)) return new Problem.NotFound("study", study.Named);
        return await ask(new(db, id, actor, texts, Now, cancel));
    }

    /// <summary>Asks something across studies.</summary>
    public async Task<T> AskAllAsync<T>(Func<StudyDb, Task<T>> ask)
    {
        await using var db = dbs.Create();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await ask(db);
    }

    /// <summary>Changes one study: all of it or nothing, recorded as one Change.</summary>
    public Task<Outcome<Done<T>>> ChangeAsync<T>(
        StudyRef study, Actor actor, Right right, Func<StudyScope, Task<Outcome<T>>> act, CancellationToken cancel) =>
        InTurnAsync(study, right == Right.EditStudy ? Needs.Study : Needs.StudyNotDeleted, async db =>
        {
            var isAllowed = Rights.Allows(actor.Role, right);
            // Whether a study of this id is there shows when its number is taken.
            if (isAllowed && Guid.TryParse(study.Named, out var given)) return new StudyScope(db, given, actor, texts, Now, cancel);
            if (!(await FindAsync(db, study, right == Right.EditStudy, cancel)).Is(out var id, out var problem)) return problem;
            if (!isAllowed)
                return Rights.Allows(actor.Role, Right.Read) ? new Problem.NotAllowed(Rights.Told(right), actor.Name) : new Problem.NotFound("study", study.Named);
            return new StudyScope(db, id, actor, texts, Now, cancel);
        }, act, cancel);

    /// <summary>The same by an act of one row, of which many may wait: those are looked up and saved at once, each with a Change of its own.</summary>
    internal Task<Outcome<Done<T>>> ChangeRowAsync<TRequest, TKnown, T>(
        StudyRef study, Actor actor, IOneRowVerb<TRequest, TKnown, T> verb, TRequest request, CancellationToken cancel)
    {
        async Task<Outcome<T>> AloneAsync(StudyScope scope) =>
            await verb.DoAsync(scope, request, (await verb.KnownAsync(scope.Rows, scope.StudyId, [(actor, request)], scope.Cancel))[0]);
        if (!Guid.TryParse(study.Named, out var id) || verb.Row(request) is not { } row || !Rights.Allows(actor.Role, verb.Right))
            return ChangeAsync(study, actor, verb.Right, AloneAsync, cancel);
        var act = new OneRowAct<TRequest, TKnown, T>(
            new(id, actor, request, row, cancel),
            db => DoAsync(db, Needs.StudyNotDeleted, db => Task.FromResult<Outcome<StudyScope>>(new StudyScope(db, id, actor, texts, Now, cancel)), AloneAsync),
            (db, acts) => DoTogetherAsync(db, id, verb, acts), feed, dbs);
        commits.Enter(dbs.Writer(study), act);
        return act.Answered;
    }

    /// <summary>After an erasure: what is kept in memory forgets, and so do the files of the engine.</summary>
    public Task ForgetAsync()
    {
        texts.Answers.Clear();
        return dbs.ForgetAsync(CancellationToken.None);
    }

    /// <summary>Begins a study, which cannot be opened before it is there.</summary>
    /// <param name="study">Its id.</param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="act">What it begins with.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="last">The number of the last change that comes with it.</param>
    public Task<Outcome<Done<T>>> BeginAsync<T>(
        Guid study, Actor actor, Func<StudyScope, Task<Outcome<T>>> act, CancellationToken cancel, long last = 0) =>
        InTurnAsync(study, Needs.Clock, async db =>
        {
            if (!await db.Clocks.AnyAsync(c => c.StudyId == study, cancel))
            {
                db.Clocks.Add(new() { StudyId = study, LastChange = last });
                await db.SaveChangesAsync(cancel);
            }
            return new StudyScope(db, study, actor, texts, Now, cancel);
        }, act, cancel);

    private Task<Outcome<Done<T>>> InTurnAsync<T>(
        StudyRef study, Needs needs, Func<StudyDb, Task<Outcome<StudyScope>>> open, Func<StudyScope, Task<Outcome<T>>> act, CancellationToken cancel)
    {
        var waiting = new StudyAct<T>(db => DoAsync(db, needs, open, act), feed, dbs, cancel);
        commits.Enter(dbs.Writer(study), waiting);
        return waiting.Answered;
    }

    private async Task<Outcome<Left<T>>> DoAsync<T>(
        StudyDb db, Needs needs, Func<StudyDb, Task<Outcome<StudyScope>>> open, Func<StudyScope, Task<Outcome<T>>> act)
    {
        if (!(await open(db)).Is(out var scope, out var problem)) return problem;
        var cancel = scope.Cancel;
        if (await NextNumberAsync(db, scope.StudyId, needs, cancel) is not { } number) return new Problem.NotFound("study", scope.StudyId.ToString());
        if (!(await act(scope)).Is(out var value, out problem)) return problem;
        if (db.OfMany.Count >= VeryMany) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        db.SeeChanges();
        var change = scope.Recorded(number, PendingEdits.Of(db));
        if (change is null && !db.ChangeTracker.HasChanges()) return new Left<T>(value, null, IsNew: false);
        if (change is not null) db.Changes.Add(change);
        else await db.Clocks.Where(c => c.StudyId == scope.StudyId).ExecuteUpdateAsync(c => c.SetProperty(x => x.LastChange, number - 1), cancel);
        await ManyRows.SaveAsync(db, dbs, cancel);
        if (db.NewWords.Count > 0)
        {
            await TextIndexing.FollowAsync(db, dbs.Index, scope.StudyId, db.NewWords, cancel);
            await db.SaveChangesAsync(cancel);
        }
        return new Left<T>(value, change, IsNew: true);
    }

    /// <returns>Whether they left anything; null where one of them was refused, so that each has to be done by itself.</returns>
    private async Task<bool?> DoTogetherAsync<TRequest, TKnown, T>(
        StudyDb db, Guid study, IOneRowVerb<TRequest, TKnown, T> verb, IReadOnlyList<OneRowAct<TRequest, TKnown, T>> acts)
    {
        if (await NextNumberAsync(db, study, Needs.StudyNotDeleted, CancellationToken.None, acts.Count) is not { } last) return null;
        var known = await verb.KnownAsync(db, study, [.. acts.Select(a => (a.Asked.Actor, a.Asked.Request))], CancellationToken.None);
        var number = last - acts.Count;
        var told = new HashSet<IRecorded>();
        foreach (var (i, act) in acts.Index())
        {
            var scope = new StudyScope(db, study, act.Asked.Actor, texts, Now, act.Asked.Cancel);
            if (!(await verb.DoAsync(scope, act.Asked.Request, known[i])).Is(out var value, out _)) return null;
            db.SeeChanges();
            var change = scope.Recorded(number + 1, PendingEdits.Of(db, told));
            if (change is not null) number = db.Changes.Add(change).Entity.Number;
            act.Leave(new(value, change, IsNew: change is not null));
        }
        if (number < last) await db.Clocks.Where(c => c.StudyId == study).ExecuteUpdateAsync(c => c.SetProperty(x => x.LastChange, number));
        await ManyRows.SaveAsync(db, dbs, CancellationToken.None);
        return number > last - acts.Count;
    }

    /// <summary>Takes the study's next numbers, and with them the right to be the one who changes the study until the commit.</summary>
    /// <returns>The last of them; null where what is needed is not there.</returns>
    private static async Task<long?> NextNumberAsync(StudyDb db, Guid study, Needs needs, CancellationToken cancel, int count = 1)
    {
        // One statement where three would do the same: every act passes here, and one study's acts pass one after another.
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"""UPDATE "Clocks" SET "LastChange" = "LastChange" + {count} WHERE "StudyId" = @study{Condition(needs)} RETURNING "LastChange" """;
        var key = db.Model.FindEntityType(typeof(Studies.StudyClock))!.FindProperty(nameof(Studies.StudyClock.StudyId))!;
        command.Parameters.Add(key.GetRelationalTypeMapping().CreateParameter(command, "@study", study));
        return (long?)await command.ExecuteScalarAsync(cancel);
    }

    private static string Condition(Needs needs) => needs switch
    {
        Needs.Clock => "",
        Needs.Study => """ AND EXISTS (SELECT 1 FROM "Studies" WHERE "StudyId" = @study AND "Id" = @study)""",
        _ => """ AND EXISTS (SELECT 1 FROM "Studies" WHERE "StudyId" = @study AND "Id" = @study AND "DeletedAt" IS NULL)""",
    };

    private static async Task<Outcome<Guid>> FindAsync(StudyDb db, StudyRef study, bool deletedToo, CancellationToken cancel)
    {
        var missing = new Problem.NotFound("study", study.Named);
        if (Guid.TryParse(study.Named, out var id))
            return await IsThere.On(db)(db, id, deletedToo, cancel) ? id : missing;
        var key = NameKey.Of(study.Named ?? "");
        var found = await db.Studies.Where(s => s.NameKey == key && (deletedToo || s.DeletedAt == null))
            .OrderBy(s => s.DeletedAt != null).ThenByDescending(s => s.CreatedAt).Select(s => new { s.Id, Deleted = s.DeletedAt != null }).Take(2).ToListAsync(cancel);
        return found switch
        {
            [] => missing,
            [var first, var second] when first.Deleted == second.Deleted => Problem.Conflict.Several(study.Named ?? "", "study"),
            _ => found[0].Id,
        };
    }
}
