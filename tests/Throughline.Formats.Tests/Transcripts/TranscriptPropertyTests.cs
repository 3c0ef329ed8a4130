using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class TranscriptPropertyTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        "yes", "I'd", "naïve", "Straße", "żółć", "мир", "😀", "10:30", "a<b", "AT&T", "x>y", "(..)", "“so”", "-->", "NOTE", "3");

    private static readonly Gen<string> Speaker = Gen.OneOf("P07", "Osei, Hannah (Guest)", "R&D Room", "Ana Pérez", "李雷");

    private static readonly Gen<Spoken> Turn = Gen.Select(
        Speaker, Word.Array[1, 8].Array[1, 4], Gen.Int[1, 9_000], (name, fragments, silence) => new Spoken(name, fragments, silence));

    [Fact]
    public void Random_turns_written_as_Teams_does_come_back_with_their_words_speakers_and_times() =>
        Turn.Array[1, 25].Where(turns => turns.Zip(turns.Skip(1)).All(pair => pair.First.Speaker != pair.Second.Speaker)).Sample(
            turns =>
            {
                var document = WebVtt.Read(Utf8(AsTeams(turns)), Limits);

                IsSound(document);
                Assert.Equal(turns.Select(turn => $"{turn.Speaker}: {turn.Words}"), Turns(document));
                Assert.Equal(Times(turns), document.Turns.SelectMany(Times));
                Assert.Empty(document.Warnings);
            },
            iter: 300);

    [Fact]
    public void Random_cues_in_any_order_lose_no_word() =>
        Gen.Select(Speaker.Null(), Word.Array[1, 6], Gen.Int[0, 40_000], Gen.Int[-500, 4_000], (name, words, start, length) => (name, words, start, length))
            .Array[1, 40].Sample(
                cues =>
                {
                    var text = new StringBuilder("WEBVTT\n\n");
                    foreach (var (name, words, start, length) in cues)
                    {
                        var voice = name is null ? "" : $"<v {WebUtility.HtmlEncode(name)}>";
                        text.Append(CultureInfo.InvariantCulture, $"{Clock(start)} --> {Clock(Math.Max(0, start + length))}\n{voice}{Escaped(words)}\n\n");
                    }

                    var document = WebVtt.Read(Utf8(text.ToString()), Limits);

                    IsSound(document);
                    Assert.Equal(
                        cues.SelectMany(cue => cue.words).Order(StringComparer.Ordinal),
                        document.Text.Split(' ', '\n').Order(StringComparer.Ordinal));
                },
                iter: 300);

    [Fact]
    public void Random_channels_of_Praat_are_merged_without_losing_a_word() =>
        Gen.Select(Gen.Int[0, 1], Word.Array[0, 5], Gen.Int[1, 20], (channel, words, tenths) => (channel, words, tenths)).Array[1, 30].Sample(
            intervals =>
            {
                var said = intervals.SelectMany(interval => interval.words).ToList();
                ReadOnlyMemory<byte>[] files = [AsPraat(intervals, 0), AsPraat(intervals, 1)];
                if (said.Count == 0)
                {
                    Assert.Throws<UnreadableFileException>(() => TextGrid.Merge([("t_a.TextGrid", files[0]), ("t_b.TextGrid", files[1])], Limits));
                    return;
                }

                var document = TextGrid.Merge([("t_a.TextGrid", files[0]), ("t_b.TextGrid", files[1])], Limits);

                IsSound(document);
                Assert.Equal(said, document.Text.Split(' ', '\n'));
            },
            iter: 300);

    private static string AsTeams(Spoken[] turns)
    {
        var text = new StringBuilder("WEBVTT\r\n");
        var at = 0;
        for (var i = 0; i < turns.Length; i++)
        {
            at += turns[i].SilenceMs;
            for (var j = 0; j < turns[i].Fragments.Length; j++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\r\n0f1e2d3c-0000-4000-8000-00000000abcd/{i + 5}-{j}\r\n{Clock(at)} --> {Clock(at + 900)}\r\n");
                text.Append(CultureInfo.InvariantCulture, $"<v {WebUtility.HtmlEncode(turns[i].Speaker)}>{Wrapped(turns[i].Fragments[j])}</v>\r\n");
                at += 1000;
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(long, long)> Times(Spoken[] turns)
    {
        var at = 0L;
        foreach (var turn in turns)
        {
            at += turn.SilenceMs;
            foreach (var _ in turn.Fragments)
            {
                yield return (at, at + 900);
                at += 1000;
            }
        }
    }

    private static IEnumerable<(long, long)> Times(ReadTurn turn) => turn.Fragments.Count == 0
        ? [(turn.StartMs!.Value, turn.EndMs!.Value)]
        : turn.Fragments.Select(fragment => (fragment.StartMs, fragment.EndMs));

    private static string Wrapped(string[] words) => words.Length < 3
        ? Escaped(words)
        : $"{Escaped(words[..2])}\r\n{Escaped(words[2..])}";

    private static string Escaped(string[] words) => WebUtility.HtmlEncode(string.Join(' ', words));

    private static string Clock(int ms) =>
        string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000:00}:{ms / 60_000 % 60:00}:{ms / 1000 % 60:00}.{ms % 1000:000}");

    private static byte[] AsPraat((int Channel, string[] Words, int Tenths)[] intervals, int channel)
    {
        var text = new StringBuilder("\"ooTextFile\"\n\"TextGrid\"\n0\n999\n<exists>\n1\n\"IntervalTier\"\n\"Speaker\"\n0\n999\n");
        text.Append(CultureInfo.InvariantCulture, $"{intervals.Length}\n");
        var at = 0m;
        foreach (var interval in intervals)
        {
            var words = interval.Channel == channel ? string.Join(' ', interval.Words) : "";
            text.Append(CultureInfo.InvariantCulture, $"{at}\n{at + (interval.Tenths / 10m)}\n\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
            at += interval.Tenths / 10m;
        }

        return Utf8(text.ToString());
    }

    private sealed record Spoken(string Speaker, string[][] Fragments, int SilenceMs)
    {
        public string Words => string.Join(' ', Fragments.SelectMany(words => words));
    }
}
