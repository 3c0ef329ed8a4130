using Throughline.Formats.Databases;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>
/// Reads projects of QualCoder 3 (data.qda, up to schema v14, older ones too): sources, codes and categories, codings of text, pictures and
/// recordings, cases, attributes, memos, annotations and the journal. The file alone, its folder, or the folder packed as a zip.
/// </summary>
public static class QualCoderReader
{
    internal const string DataName = "data.qda";
    private const string Remedy = "Close the project in QualCoder, and import its folder (NAME.qda), data.qda in it, or the folder packed as a zip.";

    /// <summary>What is accepted: 4 GB of database, 128 million characters, two million rows.</summary>
    public static readonly ReadLimits Limits = new() { FileBytes = 4L << 30, UnpackedBytes = 128L << 20, Items = 2_000_000, PackedParts = 100_000 };

    /// <summary>Reads the project.</summary>
    /// <param name="path">data.qda, the folder that it lies in, or a zip of that folder.</param>
    /// <param name="limits">The limits in force; by default <see cref="Limits"/>.</param>
    /// <exception cref="UnreadableFileException">
    /// It holds no database of QualCoder, is damaged or too large; nothing else is thrown, whatever the file holds.
    /// </exception>
    public static OtherProject Read(string path, ReadLimits? limits = null)
    {
        QualCoderFiles? files = null;
        try
        {
            return DocumentRefusal.Guard("a project of QualCoder", Remedy, () =>
            {
                var findings = new RefiFindings();
                files = QualCoderFiles.Open(path, limits ?? Limits);
                using var file = SqliteFile.Open(files.Data, limits ?? Limits, findings);
                if (!Recognises(file)) throw new UnreadableFileException(DataName, "It is a database, but not one of QualCoder.", Remedy);
                var (project, positions) = new QualCoderProject(file, findings).Read(files.Name);
                return new OtherProject(project, positions, findings.All(), (files.Open, files));
            });
        }
        catch (UnreadableFileException)
        {
            files?.Dispose();
            throw;
        }
    }

    /// <summary>Whether the tables are those of QualCoder.</summary>
    internal static bool Recognises(SqliteFile file) => file.Has("source") && file.Has("code_name") && file.Has("code_text");
}
