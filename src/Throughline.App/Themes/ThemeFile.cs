using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Formats.Tables;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.App.Themes;

/// <summary>A table of themes or of their segments, as CSV or as an Excel workbook; which it is, is seen in the file.</summary>
public static class ThemeFile
{
    public static readonly ReadLimits Limits = new() { FileBytes = 32L << 20, Items = ThemeTables.Most };

    public static async Task<Outcome<Done<ThemeReport>>> ImportAsync(
        (ImportThemes Themes, ImportThemeSegments Segments) verbs, StudyRef study, Actor actor, (string Name, ReadOnlyMemory<byte> Bytes) file, CancellationToken cancel)
    {
        if (!Read(file.Name, file.Bytes).Is(out var table, out var problem)) return problem;
        if (ThemeTables.HasQuotes(table))
            return ThemeTables.Segments(file.Name, table).Is(out var segments, out problem) ? await verbs.Segments.DoAsync(study, actor, file.Name, segments, cancel) : problem;
        return ThemeTables.Themes(file.Name, table).Is(out var themes, out problem) ? await verbs.Themes.DoAsync(study, actor, file.Name, themes, cancel) : problem;
    }

    /// <summary>The file that a request carries: the body itself, or the one file of a form.</summary>
    public static async Task<Outcome<(string Name, ReadOnlyMemory<byte> Bytes)>> SentAsync(HttpRequest request, CancellationToken cancel)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancel) : null;
        if (form is { Files.Count: not 1 }) return new Problem.Invalid("file", "Send one file.");
        var name = Path.GetFileName(form?.Files[0].FileName is { Length: > 0 } given ? given : request.Query["file"].ToString());
        if (name.Length == 0) name = "themes.csv";
        await using var from = form?.Files[0].OpenReadStream() ?? request.Body;
        using var bytes = new MemoryStream();
        var part = new byte[81920];
        for (int read; (read = await from.ReadAsync(part, cancel)) > 0;)
        {
            bytes.Write(part, 0, read);
            if (bytes.Length > Limits.FileBytes) return TooLarge(name);
        }
        return (name, new ReadOnlyMemory<byte>(bytes.ToArray()));
    }

    public static async Task<Outcome<(string Name, ReadOnlyMemory<byte> Bytes)>> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(path).Length > Limits.FileBytes) return TooLarge(path);
            return (Path.GetFileName(path), new ReadOnlyMemory<byte>(await File.ReadAllBytesAsync(path, cancel)));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Problem.NotFound("file", path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.Unreadable(path, "The whole file", fault.Message, "Check that it is a file and may be read.");
        }
    }

    private static Outcome<IReadOnlyList<(int Line, IReadOnlyList<string> Cells)>> Read(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var table = bytes.Span.StartsWith("PK"u8) ? Xlsx.Read(bytes, Limits) : Csv.Read(bytes, Limits, unescapeFormulas: true);
            return Outcome.Of<IReadOnlyList<(int, IReadOnlyList<string>)>>([(1, table.Headers), .. table.Rows.Select(r => (r.Line, r.Cells))]);
        }
        catch (UnreadableFileException fault)
        {
            return fault.TooLarge
                ? new Problem.TooLarge(name, $"{fault.Place}: {fault.Message}", fault.Remedy)
                : new Problem.Unreadable(name, fault.Place, fault.Message, fault.Remedy);
        }
    }

    private static Problem.TooLarge TooLarge(string name) => new(name, $"A table of themes has at most {Limits.FileBytes >> 20} MB.", "Split it, or leave out columns that are not needed.");
}
