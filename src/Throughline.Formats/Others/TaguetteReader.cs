using Throughline.Formats.Databases;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>
/// Reads projects of Taguette (schema of 1.0 to 1.4): its own database, or the file that "Export project" gives. Highlights count bytes of
/// UTF-8 in the text of the document; who put which tag on one is known from the log of commands.
/// </summary>
public static class TaguetteReader
{
    private const string Remedy = "In Taguette, open the project and choose “Export project” (SQLite3); import that file.";

    /// <summary>What is accepted: 4 GB of file, 128 million characters, two million rows.</summary>
    public static readonly ReadLimits Limits = new() { FileBytes = 4L << 30, UnpackedBytes = 128L << 20, Items = 2_000_000 };

    /// <summary>Reads one project.</summary>
    /// <param name="path">The file.</param>
    /// <param name="project">The name of the project, where the file holds several.</param>
    /// <param name="limits">The limits in force; by default <see cref="Limits"/>.</param>
    /// <exception cref="UnreadableFileException">
    /// It is no database of Taguette, is damaged or too large, or holds several projects and none of that name; nothing else is thrown, whatever the file holds.
    /// </exception>
    public static OtherProject Read(string path, string? project = null, ReadLimits? limits = null) =>
        DocumentRefusal.Guard("a project of Taguette", Remedy, () =>
        {
            var findings = new RefiFindings();
            using var file = SqliteFile.Open(path, limits ?? Limits, findings);
            if (!Recognises(file)) throw new UnreadableFileException("the file", "It is a database, but not one of Taguette.", Remedy);
            return new TaguetteProject(file, limits ?? Limits, findings).Read(project);
        });

    /// <summary>Whether the tables are those of Taguette.</summary>
    internal static bool Recognises(SqliteFile file) => file.Has("projects") && file.Has("documents") && file.Has("highlights") && file.Has("tags");
}
