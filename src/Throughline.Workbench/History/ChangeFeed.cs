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
    /// Changes of a study from this call on. A listener that falls behind loses the oldest, and sees so by the gap in the numbers.
    /// </summary>
    public Listening Listen(Guid study, int held = 1000)
    {
        var channel = Channel.CreateBounded<Change>(new BoundedChannelOptions(held) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = study;
        return new(channel.Reader, () => listeners.TryRemove(channel, out _));
    }

    /// <summary>Hears until disposed.</summary>
    public sealed class Listening(ChannelReader<Change> changes, Action stop) : IDisposable
    {
        public ChannelReader<Change> Changes => changes;

        /// <summary>Whether something happened within the time. What is waiting then is let go: the listener asks the database.</summary>
        public async Task<bool> SomethingAsync(TimeSpan within, CancellationToken cancel)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(within);
            try
            {
                await changes.WaitToReadAsync(patience.Token);
                while (changes.TryRead(out _)) continue;
                return true;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Dispose() => stop();
    }
}
