using System.Text;
using Throughline.App.Shell;
using Throughline.Workbench.Notes;

namespace Throughline.App.Notes;

/// <summary>Notes as a file: a table, or Markdown to read.</summary>
public static class NoteFiles
{
    public static readonly IReadOnlyList<string> Kinds = ["csv", "xlsx", "md"];

    public static byte[] Write(string study, IReadOnlyList<NoteLine> notes, string kind)
    {
        if (kind == "md") return Encoding.UTF8.GetBytes(NoteMarkdown.Write(study, notes));
        using var bytes = new MemoryStream();
        TableFile.Write(bytes, kind, "Notes", NoteColumns.Own, notes.Select(NoteColumns.Write));
        return bytes.ToArray();
    }

    public static TableAnswer Answer(TableFile file, ImportNotes.Report report) =>
        TableAnswer.Of(file, (report.Rows, report.Added, report.There), report.Troubles);
}
