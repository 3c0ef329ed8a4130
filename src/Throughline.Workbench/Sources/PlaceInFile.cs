using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>The place that a warning speaks of: the lines of the original around it, and what was read there.</summary>
public sealed partial class PlaceInFile(StudyStore store) : IQuestion
{
    private const int Before = 3, After = 5, LineLength = 400;
    private const long LargestOriginal = 20L << 20;

    /// <param name="Number">From 1, as an editor counts it.</param>
    public sealed record Line(int Number, string Text, bool Here);

    /// <param name="Found">Where the words of the place lie in <paramref name="Words"/>; null where that is not known.</param>
    public sealed record Turn(string? Speaker, string Role, long? StartMs, string Words, Range? Found);

    /// <param name="Lines">Empty for originals without lines, and for those that are gone.</param>
    /// <param name="Turns">Empty where it is not known what was read from the place.</param>
    public sealed record Answer(IReadOnlyList<Line> Lines, IReadOnlyList<Turn> Turns);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Guid source, string place, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source.ToString())).Is(out var row, out var problem)) return problem;
            var content = await scope.ContentAsync(row);
            var speakers = await scope.Speakers.Where(s => s.SourceId == source).ToDictionaryAsync(s => s.Number, cancel);
            var lines = Number(LinePattern().Match(place)) is { } line && OriginalText(row, place) is { } original ? Around(original, line) : [];
            var found = lines.Count > 0 ? Find(content.Text, lines) : Number(PagePattern().Match(place)) is { } page && page <= content.Layout.Pages.Count ? Page(content, page) : null;
            return new Answer(lines, found is { } words ? Turns(content, speakers, words) : []);
        }, cancel);

    private static int? Number(Match match) =>
        match.Success && int.TryParse(match.Groups["n"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The original as text; null where it is none, or is too long to look into.</summary>
    private string? OriginalText(Source source, string place)
    {
        if (source.FileBytes > LargestOriginal || store.Blobs.Open(source.Blob) is not { } blob) return null;
        using (blob)
        {
            try
            {
                var bytes = source.FileName.EndsWith("TextGrids.zip", StringComparison.Ordinal) ? Channel(blob, place) : Bytes(blob);
                return bytes is null || TextDecoding.LooksBinary(bytes) ? null : TextDecoding.Decode(bytes, new ReadLimits { FileBytes = LargestOriginal }).Text;
            }
            catch (Exception fault) when (fault is UnreadableFileException or InvalidDataException)
            {
                return null;
            }
        }
    }

    private static byte[]? Channel(Stream blob, string place)
    {
        using var zip = new ZipArchive(blob);
        var entry = zip.Entries.FirstOrDefault(e => place.StartsWith(e.FullName, StringComparison.Ordinal));
        if (entry is null || entry.Length > LargestOriginal) return null;
        using var channel = entry.Open();
        return Bytes(channel);
    }

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static List<Line> Around(string text, int here)
    {
        var found = new List<Line>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number < here - Before) continue;
            if (number > here + After) break;
            found.Add(new(number, line.Length > LineLength ? $"{line[..LineLength]}…" : line.ToString(), number == here));
        }
        return found.Any(l => l.Here) ? found : [];
    }

    /// <summary>The first words at the place or after it that stand in the text as it was read.</summary>
    private static (int Start, int End)? Find(string text, List<Line> lines)
    {
        foreach (var line in lines.SkipWhile(l => !l.Here))
        {
            var words = MarkupPattern().Replace(line.Text, "").Trim();
            if (words.Length < 3 || words.Contains("-->", StringComparison.Ordinal)) continue;
            if (Only(text, words) is { } start) return (start, start + words.Length);
        }
        return null;
    }

    /// <summary>Words that stand in a text more than once do not tell the place.</summary>
    private static int? Only(string text, string words)
    {
        var first = text.IndexOf(words, StringComparison.Ordinal);
        return first >= 0 && text.IndexOf(words, first + 1, StringComparison.Ordinal) < 0 ? first : null;
    }

    private static (int, int) Page(SourceContent content, int page)
    {
        var start = content.Layout.Pages[page - 1];
        return (start, start);
    }

    private static List<Turn> Turns(SourceContent content, Dictionary<int, Speaker> speakers, (int Start, int End) found)
    {
        if (content.Layout.Turns.Count == 0)
        {
            var (from, to) = (Math.Max(0, found.Start - 200), Math.Min(content.Text.Length, found.End + 400));
            return [new(null, Speaker.Other, null, content.Words(from, to), Within(found, from, to))];
        }
        var middle = content.Layout.TurnAt(found.Start) ?? 0;
        return
        [
            .. Enumerable.Range(middle - 1, 3).Where(i => i >= 0 && i < content.Layout.Turns.Count).Select(i => content.Layout.Turns[i]).Select(t => new Turn(
                speakers.GetValueOrDefault(t.Speaker)?.Name, speakers.GetValueOrDefault(t.Speaker)?.Role ?? Speaker.Other, t.StartMs,
                content.Words(t.Start, t.End), Within(found, t.Start, t.End))),
        ];
    }

    private static Range? Within((int Start, int End) found, int start, int end) =>
        found.Start >= start && found.End <= end && found.End > found.Start ? (found.Start - start)..(found.End - start) : null;

    [GeneratedRegex(@"\bline (?<n>[\d,]+)")]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"\bpages? (?<n>[\d,]+)")]
    private static partial Regex PagePattern();

    [GeneratedRegex(@"</?[^<>]{0,200}>|^\s*(text|mark) = ""|""\s*$")]
    private static partial Regex MarkupPattern();
}
