using System.Runtime.CompilerServices;

namespace Throughline.Workbench.Sources;

/// <summary>Takes files as they come and gives them on in batches: so many that committing is cheap, so few that memory stays bounded.</summary>
internal static class ImportBatches
{
    public const int Files = 50;
    public const long Bytes = 32L << 20;

    public static async IAsyncEnumerable<IReadOnlyList<(int Position, OfferedFile File)>> Of(
        IAsyncEnumerable<OfferedFile> files, int from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var batch = new Filling();
        // The channels of one recording may come far apart, so they wait for the end, as long as they are small.
        var channels = new Filling();
        await foreach (var file in files.WithCancellation(cancel))
        {
            var filling = TextGridChannels.Stem(file) is null ? batch : channels;
            filling.Add((from++, file));
            if (filling.IsFull) yield return filling.Take();
        }
        if (channels.Any) yield return channels.Take();
        if (batch.Any) yield return batch.Take();
    }

    private sealed class Filling
    {
        private List<(int, OfferedFile)> files = [];
        private long bytes;

        public bool Any => files.Count > 0;

        public bool IsFull => files.Count >= Files || bytes >= Bytes;

        public void Add((int Position, OfferedFile File) file)
        {
            files.Add(file);
            bytes += file.File.Bytes.Length;
        }

        public List<(int, OfferedFile)> Take()
        {
            var taken = files;
            (files, bytes) = ([], 0);
            return taken;
        }
    }
}
