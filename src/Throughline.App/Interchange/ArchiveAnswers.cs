using Throughline.App.Shell;
using Throughline.Workbench.Interchange.Archives;

namespace Throughline.App.Interchange;

public sealed record ArchiveImportedAnswer(Guid Study, string Name, long Changes, int Rows, int Originals, bool Vault) : Answer
{
    public static ArchiveImportedAnswer Of(ImportArchive.Report report) =>
        new(report.Study, report.Name, report.Changes, report.Rows, report.Originals, report.Vault);
}

public sealed record ArchiveWrittenAnswer(string File, Guid Study, string Name, long LastChange, int Rows, int Originals, IReadOnlyList<string> Missing)
{
    public static ArchiveWrittenAnswer Of(string file, ArchiveOfStudy.Report report) =>
        new(file, report.Manifest.Study, report.Manifest.Name, report.Manifest.LastChange, report.Rows, report.Originals, report.Missing);
}

public sealed record MergedAnswer(
    string File, bool DryRun, int Acts, IReadOnlyList<string> People, int Added, int Changed, int Removed, int Same,
    IReadOnlyList<MergeCopy.Conflict> Conflicts, IReadOnlyList<MergeCopy.Told> Notes, IReadOnlyList<MergeCopy.Act> Done) : Answer
{
    public static MergedAnswer Of(MergeCopy.Report report) =>
        new(report.File, report.DryRun, report.Acts, report.People, report.Added, report.Changed, report.Removed, report.Same, report.Conflicts, report.Notes, report.Done);
}
