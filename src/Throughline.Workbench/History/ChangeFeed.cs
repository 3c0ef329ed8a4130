using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Throughline.Workbench.History;

/// <summary>Tells whoever listens of each Change after it has been committed.</summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Channel<Change>, Guid> listeners = new();

    public void Publish(Change change)
    {
        foreach (var (listener, study) in listeners)
            if (study == change.StudyId) listener.Writer.TryWrite(change);
    }

    /// <summary>
    /// Changes of a study from now on. A listener that falls behind loses the oldest, and sees so by the gap in the numbers.
    /// </summary>
    public async IAsyncEnumerable<Change> ListenAsync(
        Guid study, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<Change>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = study;
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancel)) yield return change;
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }
}
