using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Throughline.App.History;

/// <summary>Two texts compared word by word.</summary>
public static class WordDiff
{
    /// <summary>Beyond this many characters together a comparison says less than the two texts.</summary>
    public const int Most = 12_000;

    public enum Kind { Kept, Added, Removed }

    public static IReadOnlyList<(Kind Kind, string Words)> Of(string before, string after)
    {
        var found = Differ.Instance.CreateDiffs(before, after, false, false, new WordChunker());
        var parts = new List<(Kind, string)>();
        var at = 0;
        foreach (var block in found.DiffBlocks)
        {
            Add(parts, Kind.Kept, found.PiecesNew, at, block.InsertStartB);
            Add(parts, Kind.Removed, found.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            Add(parts, Kind.Added, found.PiecesNew, block.InsertStartB, at = block.InsertStartB + block.InsertCountB);
        }
        Add(parts, Kind.Kept, found.PiecesNew, at, found.PiecesNew.Count);
        return parts;
    }

    private static void Add(List<(Kind, string)> parts, Kind kind, IReadOnlyList<string> pieces, int from, int to)
    {
        if (from >= to) return;
        var words = new StringBuilder();
        for (var i = from; i < to; i++) words.Append(pieces[i]);
        parts.Add((kind, words.ToString()));
    }
}
