using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.RefiQda;

/// <summary>REFI-QDA files made for a test.</summary>
internal static class RefiZip
{
    public const string Namespace = "urn:QDA-XML:project:1.0";

    public static string G(int number) => $"00000000-0000-4000-8000-{number:D12}";

    /// <summary>A project's XML around what is in it.</summary>
    public static string Project(string inner, string attributes = "") => $"<Project xmlns='{Namespace}' name='p' {attributes}>{inner}</Project>";

    /// <summary>A project of one text with selections, each given as "start-end".</summary>
    public static string OneText(string path, string attributes, params string[] selections) => Project(
        $"<Sources><TextSource guid='{G(1)}' name='t' plainTextPath='{path}'>"
        + string.Concat(selections.Select((s, i) => $"<PlainTextSelection guid='{G(100 + i)}' startPosition='{s[..s.IndexOf('-', 1)]}' endPosition='{s[(s.IndexOf('-', 1) + 1)..]}'/>"))
        + "</TextSource></Sources>", attributes);

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                part.Write(content);
            }
        return stream.ToArray();
    }

    public static byte[] Of(string xml, params (string Name, string Text)[] texts) =>
        Zip([("project.qde", Encoding.UTF8.GetBytes(xml)), .. texts.Select(t => ("sources/" + t.Name, Encoding.UTF8.GetBytes(t.Text)))]);

    public static RefiReading Read(byte[] file, string name = "p.qdpx") => RefiReader.Read(new MemoryStream(file), name);

    public static RefiReading ReadXml(string xml) => Read(Encoding.UTF8.GetBytes(xml), "p.qde");

    public static async Task<byte[]> WriteAsync(RefiProject project, RefiProfile profile, Func<RefiPath, Stream?>? open = null)
    {
        using var stream = new MemoryStream();
        await RefiWriter.WriteProjectAsync(project, profile, stream, open is null ? null : (path, _) => Task.FromResult(open(path)), CancellationToken.None);
        return stream.ToArray();
    }

    /// <summary>The same packed file by a program that does not say its name.</summary>
    public static byte[] WithoutOrigin(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return Zip([.. zip.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            return entry.FullName.EndsWith(".qde", StringComparison.Ordinal)
                ? (entry.FullName, Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(content.ToArray()), "origin=\"[^\"]*\"", "origin=\"Another 1.0\"")))
                : (entry.FullName, content.ToArray());
        })]);
    }
}
