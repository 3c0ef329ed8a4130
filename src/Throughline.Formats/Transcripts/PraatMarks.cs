using System.Text.RegularExpressions;

namespace Throughline.Formats.Transcripts;

/// <summary>
/// What transcribers mark in angle brackets within Praat intervals, made readable: uncertain words stand in brackets with a
/// question mark, what could not be heard as (unintelligible) or (inaudible).
/// </summary>
internal sealed partial class PraatMarks
{
    private readonly List<string> unsurePlaces = [];
    private readonly List<string> unheardPlaces = [];
    private int unsure;
    private int unheard;
    private Place firstUnsure;
    private Place firstUnheard;

    public string Readable(string words, Place place, long? ms)
    {
        if (!words.Contains('<'))
            return words;
        var readable = Unsure().Replace(words, match => MarkUnsure(match.Groups[1].Value, place, ms));
        return Unheard().Replace(readable, match => MarkUnheard(match.Value, place, ms));
    }

    public void Tell(WarningList warnings)
    {
        if (unsure > 0)
        {
            warnings.Add(
                firstUnsure,
                $"The transcriber was unsure in {Times(unsure)}: {WarningList.Listed(unsurePlaces, unsure)}. The words were kept, "
                + "in brackets with a question mark.");
        }

        if (unheard > 0)
        {
            warnings.Add(
                firstUnheard,
                $"The transcriber heard no words in {Times(unheard)}: {WarningList.Listed(unheardPlaces, unheard)}. "
                + "They stand as (unintelligible) or (inaudible).");
        }
    }

    private string MarkUnsure(string words, Place place, long? ms)
    {
        var said = words.Trim();
        if (said.Length == 0)
            return "";
        firstUnsure = unsure++ == 0 ? place : firstUnsure;
        WarningList.Keep(unsurePlaces, place, ms);
        return said.EndsWith('?') ? $"({said})" : $"({said}?)";
    }

    private string MarkUnheard(string mark, Place place, long? ms)
    {
        firstUnheard = unheard++ == 0 ? place : firstUnheard;
        WarningList.Keep(unheardPlaces, place, ms);
        return mark.Contains("INAUD", StringComparison.OrdinalIgnoreCase) ? "(inaudible)" : "(unintelligible)";
    }

    private static string Times(int count) => count == 1 ? "one place" : $"{Refusal.Count(count)} places";

    [GeneratedRegex(@"<UNSURE>(.*?)</UNSURE>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Unsure();

    [GeneratedRegex(@"<(UNIN|UNINTELLIGIBLE|INAUDIBLE|INAUDIBLE_SPEECH)\s?/?>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Unheard();
}
