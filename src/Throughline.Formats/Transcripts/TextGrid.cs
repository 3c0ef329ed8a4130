namespace Throughline.Formats.Transcripts;

/// <summary>
/// Reads Praat TextGrids, long and short form, one file per channel or several tiers in a file. Source: Praat manual,
/// "TextGrid file formats". Each interval with words is a piece of whoever the tier or the channel is named for.
/// </summary>
public static class TextGrid
{
    private const string Kind = "Praat TextGrid";

    /// <summary>Reads one file.</summary>
    /// <param name="fileName">Its name, from which a lone channel may be named: "interview3_doctor.TextGrid".</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">It is no TextGrid in text form, holds no words, or is beyond the limits.</exception>
    public static ReadDocument Read(string fileName, ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        Merge([(fileName, bytes)], limits);

    /// <summary>Reads the channels of one recording into one document, merged by time.</summary>
    /// <param name="files">The channels with their file names.</param>
    /// <param name="limits">The limits in force, for each file and for the whole.</param>
    /// <exception cref="UnreadableFileException">One is no TextGrid in text form, none holds words, or they are beyond the limits.</exception>
    public static ReadDocument Merge(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> files, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(files);
        var warnings = new WarningList();
        var tiers = new List<PraatTier>();
        for (var i = 0; i < files.Count; i++)
        {
            var decoded = TextDecoding.Decode(files[i].Bytes.Span, limits);
            foreach (var warning in decoded.Warnings)
                warnings.Add(files.Count > 1 ? $"{files[i].Name}, {warning.Place}" : warning.Place, warning.Message);
            var prefix = files.Count > 1 ? $"{files[i].Name}, " : "";
            tiers.AddRange(new PraatFile(decoded.Text, i, prefix, limits, warnings).Tiers());
        }

        NameSpeakers(tiers, ChannelNames.Of([.. files.Select(file => file.Name)]));
        return Build(tiers, limits, warnings);
    }

    private static ReadDocument Build(List<PraatTier> tiers, ReadLimits limits, WarningList warnings)
    {
        var marks = new PraatMarks();
        var assembly = new TurnAssembly(limits, warnings);
        foreach (var (_, piece) in tiers.SelectMany(Timed).OrderBy(pair => pair.At))
        {
            var words = CueMarkup.OneLine(marks.Readable(piece.Words, piece.Place, piece.StartMs));
            assembly.Add(piece with { Words = words });
        }

        marks.Tell(warnings);
        return assembly.Build(Kind);
    }

    /// <summary>The intervals of a tier with the time to order them by: one that lost its own stays behind the one before.</summary>
    private static IEnumerable<(long At, Piece Piece)> Timed(PraatTier tier)
    {
        var at = 0L;
        foreach (var interval in tier.Intervals)
        {
            at = interval.StartMs ?? at;
            yield return (at, interval with { Speaker = tier.Speaker });
        }
    }

    /// <summary>A tier's own name, unless it says nothing or stands for two channels; then the channel's.</summary>
    private static void NameSpeakers(List<PraatTier> tiers, string?[] channels)
    {
        var perFile = tiers.CountBy(tier => tier.File).ToDictionary();
        var shared = tiers.GroupBy(tier => tier.Name.Trim())
            .Where(same => same.Select(tier => tier.File).Distinct().Count() > 1)
            .Select(same => same.Key)
            .ToHashSet();
        foreach (var tier in tiers)
        {
            var name = tier.Name.Trim();
            var channel = channels[tier.File];
            var alone = perFile[tier.File] == 1;
            var says = !ChannelNames.SaysNothing(name);
            var own = name.Length == 0 ? null : name;
            tier.Speaker = says && !shared.Contains(name) ? own
                : alone ? channel ?? own
                : channel is null ? own
                : own is null ? channel : $"{channel} {own}";
        }
    }
}
