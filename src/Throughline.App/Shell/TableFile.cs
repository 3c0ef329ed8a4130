using Throughline.Formats;
using Throughline.Formats.Tables;
using Throughline.Formats.Word;
using Throughline.Workbench.Shared;
using TableRow = Throughline.Workbench.Shared.TableRow;

namespace Throughline.App.Shell;

/// <summary>Tables that come in and go out, as CSV or as an Excel workbook; one in a Word document comes in too.</summary>
public sealed record TableFile(string Name, IReadOnlyList<TableRow> Rows, IReadOnlyList<RowTrouble> Warnings)
{
    /// <summary>How many columns the heading of the file has; those after them come of rows with more cells.</summary>
    public int Given { get; init; } = int.MaxValue;

    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["csv"] = "text/csv; charset=utf-8",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["md"] = "text/markdown; charset=utf-8",
    };

    private static readonly ReadLimits Limits = new() { FileBytes = 64L << 20, Items = 250_000 };

    /// <summary>Which it is, is seen in the file and not in its name. The first row names the columns.</summary>
    public static Outcome<TableFile> Read(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (bytes.Length > Limits.FileBytes) return TooLarge(name);
            var isPacked = bytes.Span.StartsWith("PK"u8);
            var table = !isPacked ? Csv.Read(bytes, Limits, unescapeFormulas: true) : WordTable.Recognises(bytes, Limits) ? WordTable.Read(bytes, Limits) : Xlsx.Read(bytes, Limits);
            var heads = new TableRow(1, table.Headers);
            return new TableFile(
                name, [heads, .. table.Rows.Select(r => new TableRow(r.Line, r.Cells))], [.. table.Warnings.Select(w => new RowTrouble(w.Place, w.Message))]) { Given = table.Given };
        }
        catch (UnreadableFileException fault)
        {
            return fault.TooLarge
                ? new Problem.TooLarge(name, $"{fault.Place}: {fault.Message}", fault.Remedy)
                : new Problem.Unreadable(name, fault.Place, fault.Message, fault.Remedy);
        }
    }

    public static void Write(Stream to, string kind, string sheet, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (kind == "xlsx") Xlsx.Write(to, [new Sheet(sheet, [.. heads.Select(h => new SheetColumn(h))], rows)]);
        else Csv.Write(to, heads, rows);
    }

    /// <summary>The file that a request carries: the body itself, or the one file of a form.</summary>
    public static async Task<Outcome<TableFile>> SentAsync(HttpRequest request, CancellationToken cancel)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancel) : null;
        if (form is { Files.Count: not 1 }) return new Problem.Invalid("file", "Send one file.");
        var name = Path.GetFileName(form?.Files[0].FileName is { Length: > 0 } given ? given : request.Query["file"].ToString());
        await using var from = form?.Files[0].OpenReadStream() ?? request.Body;
        using var bytes = new MemoryStream();
        var part = new byte[81920];
        for (int read; (read = await from.ReadAsync(part, cancel)) > 0;)
        {
            bytes.Write(part, 0, read);
            if (bytes.Length > Limits.FileBytes) return TooLarge(name);
        }
        return Read(name.Length > 0 ? name : "The table", bytes.ToArray());
    }

    public static async Task<Outcome<TableFile>> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            return new FileInfo(path).Length > Limits.FileBytes ? TooLarge(path) : Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancel));
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

    /// <summary>As <see cref="KeepAsync"/>; where it is a file, it is told what is in it.</summary>
    public static async Task<int> KeepAsync(CommandRun run, string? path, ReadOnlyMemory<byte> bytes, int count, string what)
    {
        if (await KeepAsync(path, bytes, run.Cancel) is { } refused) return CommandRun.Tell(refused, run.Json);
        return path is null ? Exit.Done
            : run.Print<int>(count, n => new Dictionary<string, object> { ["file"] = path, [$"{what}s"] = n }, n => [$"Wrote {Told.Count(n, what)} to {path}"]);
    }

    /// <summary>Writes what a command makes to a file, or to standard output where none is named.</summary>
    public static async Task<Problem?> KeepAsync(string? path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await using var to = path is null ? Console.OpenStandardOutput() : new FileStream(path, FileMode.Create);
            await to.WriteAsync(bytes, cancel);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.NotKept($"{path ?? "Standard output"} could not be written", fault.Message);
        }
    }

    /// <summary>The kind that a file's ending asks for, unless it is said.</summary>
    public static string KindOf(string? path, string? said) =>
        said ?? (Path.GetExtension(path ?? "").TrimStart('.').ToLowerInvariant() is var end && Kinds.ContainsKey(end) ? end : "csv");

    /// <summary>Named after the study, without what file systems refuse.</summary>
    public static string NameOf(string study, string what, string kind) =>
        $"{string.Concat(study.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '-')).Trim()} {what}.{kind}";

    private static Problem.TooLarge TooLarge(string name) => new(name, $"A table has at most {Limits.FileBytes >> 20} MB.", "Split it, or leave out columns that are not needed.");
}

/// <summary>What became of a table that came in.</summary>
public sealed record TableAnswer(string File, int Rows, int Added, int There, IReadOnlyList<RowTrouble> Warnings) : Answer
{
    /// <summary>How many of the warnings, the first of them, are remarks on how the file was read; the others are of rows.</summary>
    public int Remarks { get; init; }

    /// <summary>Names of what had to be added for the rows: codes.</summary>
    public IReadOnlyList<string> Made { get; init; } = [];

    public IEnumerable<string> Lines(string what) =>
        Warnings.Select(w => $"{w.Place}: {w.Message}").Concat(Made.Select(m => $"New: {m}"))
            .Append($"{File}: {Told.Count(Added, what)} added, {There:N0} there already, {Beside(Warnings, Remarks, "not taken or with a warning")}");

    public static TableAnswer Of(TableFile file, (int Rows, int Added, int There) counts, IReadOnlyList<RowTrouble> troubles) =>
        new(file.Name, counts.Rows, counts.Added, counts.There, [.. file.Warnings, .. troubles]) { Remarks = file.Warnings.Count };

    /// <summary>Rows that say something, each once, and apart from them what is said of the file.</summary>
    public static string Beside(IReadOnlyList<RowTrouble> warnings, int remarks, string how) =>
        $"{Told.Count(warnings.Skip(remarks).DistinctBy(w => w.Place).Count(), "row")} {how}{(remarks > 0 ? $", {Told.Count(remarks, "remark")} on the file" : "")}";
}
