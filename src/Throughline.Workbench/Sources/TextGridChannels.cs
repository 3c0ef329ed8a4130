using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Praat keeps one TextGrid per microphone: consultation3_doctor, consultation3_patient. Files that differ only in a last word
/// that names a channel are one recording. Numbers alone are no channels: interview_1 and interview_2 are two interviews.
/// </summary>
internal static partial class TextGridChannels
{
    /// <summary>What the channels of one recording share; null where the file is not a channel.</summary>
    public static string? Stem(OfferedFile file)
    {
        if (file.Ending != ".textgrid") return null;
        var match = Channel().Match(file.Stem);
        return match.Success ? match.Groups["stem"].Value : null;
    }

    /// <summary>The originals of several channels as one file that can be kept and handed back; the same channels always give the same bytes.</summary>
    public static byte[] Together(IReadOnlyList<OfferedFile> channels)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var channel in channels.OrderBy(c => c.ShownName, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(channel.ShownName, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                content.Write(channel.Bytes.Span);
            }
        }
        return buffer.ToArray();
    }

    [GeneratedRegex(
        @"^(?<stem>.+?)[\s_.-]+(doctor|patient|interviewer|interviewee|participant|respondent|clinician|therapist|client|nurse|moderator|facilitator|"
        + @"researcher|teacher|student|carer|caller|agent|host|guest|left|right|l|r|mono|(ch|chan|channel|track|mic|spk|speaker)[\s_-]?\d{1,2})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Channel();
}
