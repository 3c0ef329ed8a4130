using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

/// <summary>The codebook in and out as a file.</summary>
public static class CodebookFileEndpoints
{
    public static void MapCodebookFiles(this RouteGroupBuilder codes)
    {
        codes.MapPost("/import", async (string study, HttpRequest request, LaunchToken token, ImportCodebook import, CancellationToken cancel) =>
        {
            if (!(await TableFile.SentAsync(request, cancel)).Is(out var file, out var problem)) return Answers.Of(problem);
            if (!CodebookColumns.Read(file.Name, file.Rows).Is(out var rows, out problem)) return Answers.Of(problem);
            return Answers.Done(await import.DoAsync(study, token.Actor, new(file.Name, rows), cancel), r => ImportAnswer.Of(r, file));
        });
        codes.MapGet("/export", async (string study, string? @as, LaunchToken token, CodebookExport export, CancellationToken cancel) =>
        {
            var kind = @as ?? "csv";
            if (kind is not ("csv" or "xlsx")) return Answers.Of(new Problem.Invalid("as", "A codebook is exported as csv or xlsx."));
            return (await export.AskAsync(study, token.Actor, cancel)).Is(out var table, out var problem)
                ? Results.File(Write(table, kind), TableFile.Kinds[kind], TableFile.NameOf(table.Study, "codebook", kind))
                : Answers.Of(problem);
        });
    }

    public static byte[] Write(CodebookExport.Answer table, string kind)
    {
        using var bytes = new MemoryStream();
        TableFile.Write(bytes, kind, "Codebook", CodebookColumns.Own, table.Rows);
        return bytes.ToArray();
    }
}
