using System.Text;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Tests.Transcripts;

/// <summary>What the tests of transcripts share: reading from a string, and what holds for whatever was read.</summary>
internal static partial class Reading
{
    public static ReadLimits Limits { get; } = new();

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The turns as "speaker: words", which is what most tests look at.</summary>
    public static string[] Turns(ReadDocument document) =>
        [.. document.Turns.Select(turn => $"{turn.Speaker ?? "-"}: {document.Text[turn.Start..turn.End]}")];

    public static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    /// <summary>What every position in every document has to keep to.</summary>
    public static void IsSound(ReadDocument document)
    {
        Assert.DoesNotContain('\r', document.Text);
        Assert.DoesNotContain('\0', document.Text);
        Assert.NotEmpty(document.Turns);
        var end = -1;
        foreach (var turn in document.Turns)
        {
            Assert.True(turn.Start > end, "Turns overlap or are out of order.");
            Assert.InRange(turn.End, turn.Start + 1, document.Text.Length);
            Assert.True(turn.EndMs is null || turn.StartMs <= turn.EndMs);
            AreSound(turn);
            end = turn.End;
        }

        Assert.Equal(document.Text, string.Join('\n', document.Turns.Select(turn => document.Text[turn.Start..turn.End])));
    }

    private static void AreSound(ReadTurn turn)
    {
        var end = turn.Start;
        foreach (var fragment in turn.Fragments)
        {
            Assert.True(fragment.Start >= end && fragment.End > fragment.Start && fragment.End <= turn.End);
            Assert.InRange(fragment.StartMs, turn.StartMs!.Value, fragment.EndMs);
            Assert.True(fragment.EndMs <= turn.EndMs);
            end = fragment.End;
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}']+")]
    private static partial Regex Word();
}
