using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>The words of a source with their structure.</summary>
public sealed record SourceContent(string Text, Layout Layout)
{
    public static readonly SourceContent Empty = new("", Layout.None);

    public string Words(int start, int end) => Text[Math.Clamp(start, 0, Text.Length)..Math.Clamp(end, Math.Clamp(start, 0, Text.Length), Text.Length)];
}

/// <summary>
/// Texts that were read lately. A version of a text never changes, so nothing here can be stale; the least recently used go
/// when the whole exceeds its limit.
/// </summary>
public sealed class TextCache(int limit = 48_000_000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Study, Guid Source, int Version), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();
    private long held;

    /// <summary>What was put together from whole studies. It goes when the texts go.</summary>
    public KeptAnswers Answers { get; } = new();

    private sealed record Entry((Guid, Guid, int) Key, SourceContent Content);

    public SourceContent? Find(Guid study, Guid source, int version)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((study, source, version), out var node)) return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Content;
        }
    }

    /// <summary>Lets everything go: another database stands in the place of the one that was read.</summary>
    public void Clear()
    {
        Answers.Clear();
        lock (gate)
        {
            entries.Clear();
            byUse.Clear();
            held = 0;
        }
    }

    /// <summary>Lets all versions of one source go: words in them were erased.</summary>
    public void Forget(Guid source)
    {
        lock (gate)
        {
            foreach (var entry in byUse.Where(e => e.Key.Item2 == source).ToList())
            {
                byUse.Remove(entry);
                entries.Remove(entry.Key);
                held -= entry.Content.Text.Length;
            }
        }
    }

    public void Keep(Guid study, (Guid Id, int Version) source, SourceContent content)
    {
        lock (gate)
        {
            if (content.Text.Length > limit || entries.ContainsKey((study, source.Id, source.Version))) return;
            entries[(study, source.Id, source.Version)] = byUse.AddFirst(new Entry((study, source.Id, source.Version), content));
            held += content.Text.Length;
            while (held > limit && byUse.Last is { } oldest)
            {
                byUse.RemoveLast();
                entries.Remove(oldest.Value.Key);
                held -= oldest.Value.Content.Text.Length;
            }
        }
    }
}
