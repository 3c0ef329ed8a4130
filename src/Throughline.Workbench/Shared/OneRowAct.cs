using Throughline.Workbench.Access;
using Throughline.Workbench.History;

namespace Throughline.Workbench.Shared;

/// <summary>A verb whose acts are about one row each and may come many at a time: those that wait together are looked up and saved at once.</summary>
internal interface IOneRowVerb<TRequest, TKnown, T>
{
    Right Right { get; }

    /// <summary>The row that it is about; null where what is asked for can only be looked up by itself.</summary>
    Guid? Row(TRequest request);

    /// <summary>What each of them has to know, asked at once, in their order. Of acts whose <see cref="Row"/> is null there is only one.</summary>
    Task<IReadOnlyList<TKnown>> KnownAsync(StudyDb rows, Guid study, IReadOnlyList<(Actor Actor, TRequest Request)> acts, CancellationToken cancel);

    Task<Outcome<T>> DoAsync(StudyScope scope, TRequest request, TKnown known);
}

/// <summary>One of them, in the queue.</summary>
internal sealed class OneRowAct<TRequest, TKnown, T>(
    OneRowAct<TRequest, TKnown, T>.Question asked, Func<StudyDb, Task<Outcome<Left<T>>>> alone,
    Func<StudyDb, IReadOnlyList<OneRowAct<TRequest, TKnown, T>>, Task<bool?>> together, ChangeFeed feed, IStudyDbs dbs)
    : StudyAct<T>(alone, feed, dbs, asked.Cancel)
{
    public sealed record Question(Guid Study, Actor Actor, TRequest Request, Guid Row, CancellationToken Cancel);

    public Question Asked => asked;

    public override (object Kind, Guid Row)? Joint => ((asked.Study, typeof(TRequest)), asked.Row);

    public override Task<bool?> DoTogetherAsync(StudyDb db, IReadOnlyList<WaitingAct> acts) =>
        together(db, [.. acts.Cast<OneRowAct<TRequest, TKnown, T>>()]);
}
