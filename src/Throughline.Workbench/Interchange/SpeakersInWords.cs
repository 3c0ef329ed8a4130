using System.Text;
using System.Text.Json;
using Throughline.Formats.RefiQda;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Other programs know no turns: they see who speaks as transcripts are written, by a name before the words. On the way out the names are
/// put in and every place moves with them; on the way in they are taken out again where the words are still those that went out.
/// Documented in docs/formats/refi-qda.md.
/// </summary>
internal static class SpeakersInWords
{
    private const string Kind = "Labels", Begins = $"{{\"kind\":\"{Kind}\"";

    /// <param name="At">Where it goes, in UTF-16 code units of the words without any.</param>
    public readonly record struct Label(int At, string Text);

    private readonly record struct Range(int At, int Length);

    /// <summary>The project as it is written.</summary>
    /// <param name="project">The project.</param>
    /// <param name="of">The labels of a source, in the order of its words.</param>
    public static RefiProject Put(RefiProject project, Func<Guid, IReadOnlyList<Label>> of)
    {
        var lines = new StringBuilder();
        string Told(Guid source, string text, IReadOnlyList<Label> labels)
        {
            var labelled = Labelled(text, labels);
            lines.Append(Begins).Append($",\"id\":\"{source}\",\"fields\":{{\"contentHash\":\"{TextFacts.Hash(labelled)}\",\"at\":[")
                .AppendJoin(',', labels.Select(l => $"{Moved(l.At, labels, behind: false)},{l.Text.Length}")).Append("]}}\n");
            return labelled;
        }

        var sources = Map(project, text => of(text.Guid.Value) is { Count: > 0 } labels && text.Text is { } words
            ? text with
            {
                Text = Told(text.Guid.Value, words, labels),
                Selections = [.. text.Selections.Select(s => s with { Start = Moved(s.Start, labels, behind: true), End = Moved(s.End, labels, behind: s.End == s.Start) })],
            } : text,
            transcript => of(transcript.Guid.Value) is { Count: > 0 } labels && transcript.Text is { } words
            ? transcript with
            {
                Text = Told(transcript.Guid.Value, words, labels),
                SyncPoints = [.. transcript.SyncPoints.Select(p => p.Position is { } at ? p with { Position = Moved(at, labels, behind: false) } : p)],
            } : transcript);
        return project with { Sources = sources, Notes = [.. project.Notes.Select(n => n.Name == OwnRows.Title ? n with { Text = n.Text + lines } : n)] };
    }

    /// <summary>The project without the names that were put in, and where they stay because the words were altered since.</summary>
    public static (RefiProject Project, IReadOnlyList<ExchangeLoss> Losses) Take(RefiProject project)
    {
        var put = new Dictionary<Guid, (string Hash, IReadOnlyList<Range> Ranges)>();
        foreach (var note in project.Notes.Where(n => n.Name == OwnRows.Title))
            foreach (var line in (note.Text ?? "").AsSpan().EnumerateLines())
                if (line.StartsWith(Begins) && Read(line.ToString()) is { } read) put[read.Source] = (read.Hash, read.Ranges);
        if (put.Count == 0) return (project, []);
        var losses = new List<ExchangeLoss>();
        IReadOnlyList<Range> Of(Guid source, string? name, string? text)
        {
            if (text is null || !put.TryGetValue(source, out var one)) return [];
            if (TextFacts.Hash(text) == one.Hash && Fit(one.Ranges, text.Length)) return one.Ranges;
            losses.Add(new(name ?? source.ToString(), "Its words were altered after Throughline wrote them, so the names of speakers stay in them as words."));
            return [];
        }

        var sources = Map(project, text => Of(text.Guid.Value, text.Name, text.Text) is { Count: > 0 } ranges
            ? text with { Text = Bare(text.Text!, ranges), Selections = [.. text.Selections.Select(s => s with { Start = Back(s.Start, ranges), End = Back(s.End, ranges) })] } : text,
            transcript => Of(transcript.Guid.Value, transcript.Name, transcript.Text) is { Count: > 0 } ranges
            ? transcript with
            {
                Text = Bare(transcript.Text!, ranges),
                SyncPoints = [.. transcript.SyncPoints.Select(p => p.Position is { } at ? p with { Position = Back(at, ranges) } : p)],
            } : transcript);
        return (project with { Sources = sources }, losses);
    }

    private static List<RefiSource> Map(RefiProject project, Func<RefiTextSource, RefiTextSource> text, Func<RefiTranscript, RefiTranscript> transcript) =>
    [
        .. project.Sources.Select(s => s switch
        {
            RefiTextSource one => text(one),
            RefiMediaSource { Transcripts.Count: > 0 } media => media with { Transcripts = [.. media.Transcripts.Select(transcript)] },
            _ => s,
        }),
    ];

    /// <summary>Written into its place at once, as are the words without them: of texts that are long no copy is made by the way.</summary>
    private static string Labelled(string text, IReadOnlyList<Label> labels) => string.Create(text.Length + labels.Sum(l => l.Text.Length), (text, labels), static (to, from) =>
    {
        var last = 0;
        foreach (var (at, label) in from.labels)
        {
            from.text.AsSpan(last, at - last).CopyTo(to);
            label.CopyTo(to[(at - last)..]);
            to = to[(at - last + label.Length)..];
            last = at;
        }
        from.text.AsSpan(last).CopyTo(to);
    });

    /// <param name="behind">Whether a place where a label is put comes to lie behind it: words that begin there do, words that end there do not.</param>
    private static int Moved(int position, IReadOnlyList<Label> labels, bool behind)
    {
        var moved = position;
        foreach (var label in labels)
            if (label.At < position || behind && label.At == position) moved += label.Text.Length;
            else break;
        return moved;
    }

    private static (Guid Source, string Hash, IReadOnlyList<Range> Ranges)? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var fields = document.RootElement.GetProperty("fields");
            var at = fields.GetProperty("at").EnumerateArray().Select(n => n.GetInt32()).ToList();
            return (document.RootElement.GetProperty("id").GetGuid(), fields.GetProperty("contentHash").GetString() ?? "", [.. at.Chunk(2).Select(p => new Range(p[0], p[1]))]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static bool Fit(IReadOnlyList<Range> ranges, int length)
    {
        var last = 0;
        foreach (var (at, count) in ranges)
        {
            if (at < last || count < 0 || count > length - at) return false;
            last = at + count;
        }
        return true;
    }

    private static string Bare(string text, IReadOnlyList<Range> ranges) => string.Create(text.Length - ranges.Sum(r => r.Length), (text, ranges), static (to, from) =>
    {
        var last = 0;
        foreach (var (at, length) in from.ranges)
        {
            from.text.AsSpan(last, at - last).CopyTo(to);
            to = to[(at - last)..];
            last = at + length;
        }
        from.text.AsSpan(last).CopyTo(to);
    });

    /// <summary>A place within a name is the place where the name was put.</summary>
    private static int Back(int position, IReadOnlyList<Range> ranges)
    {
        var back = position;
        foreach (var (at, length) in ranges)
            if (at < position) back -= Math.Min(length, position - at);
            else break;
        return back;
    }
}
