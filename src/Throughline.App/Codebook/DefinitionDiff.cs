using DiffPlex;
using DiffPlex.Chunkers;

namespace Throughline.App.Codebook;

/// <summary>What two wordings have in common and where they part, word by word.</summary>
public static class DefinitionDiff
{
    public enum Kind { Same, Gone, New }

    public readonly record struct Piece(Kind Kind, string Text);

    private static readonly DelimiterChunker Words = new([' ', '\n', '\t', '.', ',', ';', ':', '(', ')', '/', '!', '?']);

    public static IReadOnlyList<Piece> Of(string was, string now)
    {
        var diff = Differ.Instance.CreateDiffs(was, now, ignoreWhiteSpace: false, ignoreCase: false, Words);
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(pieces, Kind.Same, diff.PiecesNew, at, block.InsertStartB - at);
            Add(pieces, Kind.Gone, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(pieces, Kind.New, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.InsertStartB + block.InsertCountB;
        }
        Add(pieces, Kind.Same, diff.PiecesNew, at, diff.PiecesNew.Count - at);
        return [.. Joined(pieces).Where(p => p.Text.Length > 0)];
    }

    private static void Add(List<Piece> pieces, Kind kind, IReadOnlyList<string> words, int from, int count)
    {
        if (count > 0) pieces.Add(new(kind, string.Concat(words.Skip(from).Take(count))));
    }

    /// <summary>A lone space between two changes belongs to both: one change is easier to read than two.</summary>
    private static List<Piece> Joined(List<Piece> pieces)
    {
        for (var i = pieces.Count - 2; i > 0; i--)
        {
            if (pieces[i] is not { Kind: Kind.Same, Text: var space } || !string.IsNullOrWhiteSpace(space)) continue;
            int from = i, to = i;
            while (from > 0 && pieces[from - 1].Kind != Kind.Same) from--;
            while (to < pieces.Count - 1 && pieces[to + 1].Kind != Kind.Same) to++;
            var gone = Side(pieces, from, to, Kind.Gone);
            var made = Side(pieces, from, to, Kind.New);
            pieces.RemoveRange(from, to - from + 1);
            pieces.InsertRange(from, [new(Kind.Gone, gone), new(Kind.New, made)]);
            i = Math.Min(i, pieces.Count - 1);
        }
        return Spaced(pieces);
    }

    /// <summary>Space that ends or begins both what went and what came has not changed.</summary>
    private static List<Piece> Spaced(List<Piece> pieces)
    {
        for (var i = pieces.Count - 2; i >= 0; i--)
        {
            if (pieces[i] is not { Kind: Kind.Gone, Text: var gone } || pieces[i + 1] is not { Kind: Kind.New, Text: var made }) continue;
            var start = Common(gone, made, fromEnd: false);
            var end = Common(gone[start..], made[start..], fromEnd: true);
            pieces.RemoveRange(i, 2);
            pieces.InsertRange(i, [new(Kind.Same, gone[..start]), new(Kind.Gone, gone[start..^end]), new(Kind.New, made[start..^end]), new(Kind.Same, gone[^end..])]);
        }
        return pieces;
    }

    private static int Common(string one, string other, bool fromEnd)
    {
        var count = 0;
        while (count < Math.Min(one.Length, other.Length) && At(one) is var c && c == At(other) && char.IsWhiteSpace(c)) count++;
        return count;
        char At(string text) => fromEnd ? text[^(count + 1)] : text[count];
    }

    private static string Side(List<Piece> pieces, int from, int to, Kind kind) =>
        string.Concat(pieces[from..(to + 1)].Where(p => p.Kind == kind || p.Kind == Kind.Same).Select(p => p.Text));
}
