namespace Throughline.Workbench.Shared;

/// <summary>The last change of a study: while it is the last, all that is read of what the history records stays as it is.</summary>
public readonly record struct Mark(long Number, long At);

/// <summary>
/// What was lately put together from all of a study, so that a large one is not read through again for every page while nobody
/// changes it. The least recently used go when there are more lines in all than the limit; what is of an earlier change is as good as none.
/// </summary>
public sealed class KeptAnswers(int limit = 600_000)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Entry> byUse = new();
    private long held;

    private sealed record Entry(Guid Study, Type Kind, Mark Mark, object Answer, int Lines);

    public T? Find<T>(Guid study, Mark mark) where T : class
    {
        lock (gate)
        {
            if (byUse.FirstOrDefault(e => e.Study == study && e.Kind == typeof(T)) is not { } entry || entry.Mark != mark) return null;
            byUse.Remove(entry);
            byUse.AddFirst(entry);
            return (T)entry.Answer;
        }
    }

    /// <summary>What was last kept, whatever has changed since: it is for the one who asks to see whether it still stands.</summary>
    public (Mark Mark, T Answer)? Last<T>(Guid study) where T : class
    {
        lock (gate) return byUse.FirstOrDefault(e => e.Study == study && e.Kind == typeof(T)) is { } entry ? (entry.Mark, (T)entry.Answer) : null;
    }

    /// <param name="study">The study.</param>
    /// <param name="mark">Its last change when the answer was read.</param>
    /// <param name="answer">What nobody may change from now on.</param>
    /// <param name="lines">How many rows it holds, which is what it costs in memory: about 130 bytes each.</param>
    public void Keep<T>(Guid study, Mark mark, T answer, int lines) where T : class
    {
        lock (gate)
        {
            foreach (var old in byUse.Where(e => e.Study == study && e.Kind == typeof(T)).ToList()) Drop(old);
            if (lines > limit) return;
            byUse.AddFirst(new Entry(study, typeof(T), mark, answer, lines));
            held += lines;
            while (held > limit && byUse.Last is { } oldest) Drop(oldest.Value);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            byUse.Clear();
            held = 0;
        }
    }

    private void Drop(Entry entry)
    {
        byUse.Remove(entry);
        held -= entry.Lines;
    }
}
