using System.Globalization;
using System.Text.RegularExpressions;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>A transcript with the marks of time that QualCoder writes and reads: [00:01:05], [00.01.05], [01:05], {00:01:05}, #00:01:05-0#.</summary>
internal static partial class QualCoderTranscript
{
    /// <summary>The transcript, its selections as stretches between places.</summary>
    public static RefiTranscript Of(RefiGuid guid, string text, IReadOnlyList<RefiTextSelection> selections)
    {
        var points = new Dictionary<int, RefiSyncPoint>();
        foreach (Match mark in Marks().Matches(text))
            if (Time(mark) is { } time) points.TryAdd(mark.Index, new(Id(guid, mark.Index), time, mark.Index));
        foreach (var at in selections.SelectMany(s => new[] { s.Start, s.End })) points.TryAdd(at, new(Id(guid, at), null, at));
        return new(guid)
        {
            Text = text, SyncPoints = [.. points.Values.OrderBy(p => p.Position)],
            Selections = [.. selections.Select(s => new RefiTranscriptSelection(s.Guid, Id(guid, s.Start), Id(guid, s.End)) { Codings = s.Codings, NoteRefs = s.NoteRefs, Stamp = s.Stamp })],
        };
    }

    private static RefiGuid Id(RefiGuid transcript, int at) => OtherProject.Made("place", transcript.Text, at);

    private static long? Time(Match mark)
    {
        long Part(string name) => mark.Groups[name].Success ? long.Parse(mark.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return Part("m") < 60 && Part("s") < 60 ? ((Part("h") * 60 + Part("m")) * 60 + Part("s")) * 1000 : null;
    }

    [GeneratedRegex(@"[\[{#](?:(?<h>[0-9]{1,3})[:.])?(?<m>[0-9]{1,2})[:.](?<s>[0-9]{2})(?:[.,:-][0-9]{1,3})?[\]}#]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
