using Throughline.Formats.Databases;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>Projects of programs that keep them in a database: which it is, is seen in the file and not in its name.</summary>
public static class OtherProjectReading
{
    private const string Remedy = "Taken are projects of Taguette (SQLite3) and of QualCoder (its folder, data.qda, or the folder packed as a zip).";

    /// <summary>Whether it may be one: a database, a folder with a data.qda, or a zip with one. Only its beginning is looked at.</summary>
    /// <param name="path">A file or folder.</param>
    public static bool Looks(string path)
    {
        if (Directory.Exists(path)) return File.Exists(Path.Combine(path, QualCoderReader.DataName));
        if (!File.Exists(path)) return false;
        if (Path.GetExtension(path).ToLowerInvariant() is ".sqlite3" or ".sqlite" or ".qda" or ".db") return true;
        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[16];
            file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (SqliteFile.Looks(start)) return true;
            if (!PackedFile.Looks(start) || !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) return false;
            ZipDirectory.RefuseTooMany(file, QualCoderReader.Limits);
            file.Position = 0;
            using var zip = new System.IO.Compression.ZipArchive(file);
            return zip.Entries.Any(e => e.Name.Equals(QualCoderReader.DataName, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception fault) when (fault is UnreadableFileException or UnauthorizedAccessException || RefiAllowance.IsDamage(fault))
        {
            return false;
        }
    }

    /// <summary>Reads the project, whichever program it is of.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="project">The name of the project, where the file holds several.</param>
    /// <exception cref="UnreadableFileException">It is of neither program, or cannot be read; nothing else is thrown, whatever the file holds.</exception>
    public static OtherProject Read(string path, string? project = null) =>
        IsDatabase(path) && OfTaguette(path) ? TaguetteReader.Read(path, project) : QualCoderReader.Read(path);

    private static bool IsDatabase(string path) => DocumentRefusal.Guard("a project", Remedy, () =>
    {
        if (Directory.Exists(path)) return false;
        using var file = File.OpenRead(path);
        var start = new byte[16];
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return SqliteFile.Looks(start) || PackedFile.Looks(start) ? SqliteFile.Looks(start) : throw new UnreadableFileException("the file", "It is no database, whatever its name says.", Remedy);
    });

    private static bool OfTaguette(string path) => DocumentRefusal.Guard("a database", Remedy, () =>
    {
        using var file = SqliteFile.Open(path, TaguetteReader.Limits, new RefiFindings());
        return TaguetteReader.Recognises(file) || (QualCoderReader.Recognises(file) ? false : throw new UnreadableFileException("the file", "It is a database, but neither of Taguette nor of QualCoder.", Remedy));
    });
}
