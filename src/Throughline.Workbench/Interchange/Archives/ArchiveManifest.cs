using System.Text.Json;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>What an archive says of itself, in <c>manifest.json</c>, the first of its entries.</summary>
/// <param name="Format">"throughline-archive".</param>
/// <param name="Version">1. An archive of a later version is refused, as what it holds could be misread.</param>
/// <param name="Study">The id of the study, the same in all its copies.</param>
/// <param name="Name">Its name when the archive was made.</param>
/// <param name="LastChange">The number of its last change.</param>
/// <param name="MadeAt">When the archive was made.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="HasVault">Whether the identity vault is in it, as encrypted as it lies on the disk.</param>
public sealed record ArchiveManifest(string Format, int Version, Guid Study, string Name, long LastChange, DateTimeOffset MadeAt, string MadeBy, bool HasVault)
{
    public const string Mark = "throughline-archive";
    public const int Known = 1;

    internal const string Entry = "manifest.json", Coders = "coders.jsonl", Texts = "texts.jsonl", Imports = "imports.jsonl", Sheets = "answer-sheets.jsonl",
        Items = "exchange-items.jsonl", History = "history.jsonl", Originals = "originals/", Rows = "rows/", Vault = "identity.vault", Checksums = "checksums.sha256";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal const string Readme = """
        This is a whole study, kept by Throughline. It can be read without it: the zip holds lines of JSON, one row a line, and files.

        manifest.json      which study this is, and when the archive was made
        rows/KIND.jsonl    what stands in the study: sources, codes, segments, notes, themes, respondents ...
        texts.jsonl        the words of the sources, by version, with their turns and pages (layout)
        coders.jsonl       who codes and writes
        history.jsonl      every change: who, when, what, and each row before and after
        originals/HASH     the files as they came in, named by the SHA-256 of their bytes
        checksums.sha256   SHA-256 of every entry, as sha256sum checks it

        Positions in texts count UTF-16 code units, ends are exclusive. Instants are microseconds since 1970, UTC. Times in recordings are
        milliseconds. Ids stay the same in every copy of a study.
        """;
}
