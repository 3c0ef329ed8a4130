using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

/// <summary>The codebook in and out as a file.</summary>
public static class CodebookFileEndpoints
{
    public const int MostBytes = 32 << 20;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["csv"] = "text/csv; charset=utf-8", ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    public static void MapCodebookFiles(this RouteGroupBuilder codes)
    {
        codes.MapPost("/import", ImportAsync);
        codes.MapGet("/export", async (string study, string? @as, LaunchToken token, CodebookExport export, CancellationToken cancel) =>
        {
            var kind = @as ?? "csv";
            if (!Kinds.TryGetValue(kind, out var type)) return Answers.Of(new Problem.Invalid("as", "A codebook is exported as csv or xlsx."));
            return (await export.AskAsync(study, token.Actor, cancel)).Is(out var table, out var problem)
                ? Results.File(CodebookTables.Write(table.Rows, kind), type, FileName(table.Study, kind))
                : Answers.Of(problem);
        });
    }

    /// <summary>Named after the study, without what file systems refuse.</summary>
    public static string FileName(string study, string kind) =>
        $"{string.Concat(study.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '-')).Trim()} codebook.{kind}";

    private static async Task<IResult> ImportAsync(string study, string? file, HttpRequest request, LaunchToken token, ImportCodebook import, CancellationToken cancel)
    {
        if (!(await BodyAsync(request, file, cancel)).Is(out var sent, out var problem)) return Answers.Of(problem);
        if (!CodebookTables.Read(sent.Name, sent.Bytes).Is(out var rows, out problem)) return Answers.Of(problem);
        return Answers.Done(await import.DoAsync(study, token.Actor, new(sent.Name, rows), cancel), ImportAnswer.Of);
    }

    private sealed record Sent(string Name, MemoryStream Bytes);

    /// <summary>The file is the body itself, or the one file of a form.</summary>
    private static async Task<Outcome<Sent>> BodyAsync(HttpRequest request, string? named, CancellationToken cancel)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancel) : null;
        if (form is { Files.Count: not 1 }) return new Problem.Invalid("file", "Send one file.");
        var name = Path.GetFileName(named ?? form?.Files[0].FileName ?? "codebook.csv");
        await using var from = form?.Files[0].OpenReadStream() ?? request.Body;
        var bytes = new MemoryStream();
        var part = new byte[81920];
        for (int read; (read = await from.ReadAsync(part, cancel)) > 0;)
        {
            bytes.Write(part, 0, read);
            if (bytes.Length > MostBytes) return new Problem.TooLarge(name, $"A codebook has at most {MostBytes >> 20} MB.", "Leave out columns that are not part of it, or bring it in by parts.");
        }
        bytes.Position = 0;
        return new Sent(name, bytes);
    }
}
