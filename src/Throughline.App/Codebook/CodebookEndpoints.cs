using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

/// <summary>
/// Codes over REST. Every act may be sent twice, so each verb takes PUT as well as POST: what was done already is not done again.
/// </summary>
public static class CodebookEndpoints
{
    private static readonly string[] Acts = ["POST", "PUT"];

    public sealed record MeaningBody(string? Definition, string? WhenToUse, string? WhenNotToUse, string? TypicalExample, string? BorderlineExample)
    {
        public CodeMeaning Meaning => new(Definition ?? "", WhenToUse ?? "", WhenNotToUse ?? "", TypicalExample ?? "", BorderlineExample ?? "");
    }

    public sealed record AddBody(string? Name, string? Parent, bool InVivo, int? Dye, int? Weave, MeaningBody? Meaning);

    public sealed record RenameBody(string? Name, bool? InVivo);

    public sealed record DefineBody(
        string? Definition, string? WhenToUse, string? WhenNotToUse, string? TypicalExample, string? BorderlineExample, string? Reason)
    {
        public CodeMeaning Over(CodeMeaning was) => new(
            Definition ?? was.Definition, WhenToUse ?? was.WhenToUse, WhenNotToUse ?? was.WhenNotToUse, TypicalExample ?? was.TypicalExample,
            BorderlineExample ?? was.BorderlineExample);
    }

    public sealed record MoveBody(string? Parent, string? Before, string? After);

    public sealed record MergeBody(string? Into);

    public sealed record SplitBody(Guid Id, string? Name, IReadOnlyList<Guid>? Segments);

    public sealed record ColourBody(int Dye, int? Weave);

    public static void MapCodebook(this RouteGroupBuilder study)
    {
        var codes = study.MapGroup("/codes").WithTags("Codebook");
        MapReading(study, codes);
        MapWriting(codes);
        MapReshaping(codes);
        codes.MapCodebookFiles();
    }

    private static void MapReading(RouteGroupBuilder study, RouteGroupBuilder codes)
    {
        codes.MapGet("/", async (string study, bool? definitions, LaunchToken token, CodebookTree tree, CancellationToken cancel) =>
            Answers.Ok(await tree.AskAsync(study, token.Actor, definitions ?? false, cancel), a => a.Codes.Select(CodeAnswer.Of)));
        codes.MapGet("/{code}", async (string study, string code, int? last, LaunchToken token, CodeOf question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, code, last ?? CodeOf.LastShown, cancel), CodeDetailAnswer.Of));
        study.MapGet("/codebook", async (string study, DateTimeOffset? asOf, LaunchToken token, CodebookAsOf codebook, CancellationToken cancel) =>
            Answers.Ok(await codebook.AskAsync(study, token.Actor, asOf ?? DateTimeOffset.MaxValue.AddDays(-1), cancel), lines => lines.Select(CodeAnswer.Of))).WithTags("Codebook");
    }

    private static void MapWriting(RouteGroupBuilder codes)
    {
        codes.MapPut("/{id:guid}", async (string study, Guid id, AddBody body, LaunchToken token, CodeNamed named, AddCode add, CancellationToken cancel) =>
        {
            if (!(await named.AskAsync(study, token.Actor, body.Parent, cancel)).Is(out var parent, out var problem)) return Answers.Of(problem);
            return Answers.Done(
                await add.DoAsync(study, token.Actor, new(id, body.Name ?? "", parent.Id, body.InVivo, body.Dye, body.Weave, body.Meaning?.Meaning), cancel), CodeAnswer.Of);
        });
        codes.MapPatch("/{code}", async (string study, string code, RenameBody body, LaunchToken token, RenameCode rename, CancellationToken cancel) =>
            Answers.Done(await rename.DoAsync(study, token.Actor, new(code, body.Name, body.InVivo), cancel), CodeAnswer.Of));
        codes.MapMethods("/{code}/definition", [.. Acts, "PATCH"], async (string study, string code, DefineBody body, LaunchToken token, CodeNamed named, DefineCode define, CancellationToken cancel) =>
        {
            if (!(await named.MeaningAsync(study, token.Actor, code, cancel)).Is(out var was, out var problem)) return Answers.Of(problem);
            return Answers.Done(await define.DoAsync(study, token.Actor, new(code, body.Over(was), body.Reason ?? ""), cancel), CodeAnswer.Of);
        });
        codes.MapMethods("/{code}/colour", [.. Acts, "PATCH"], async (string study, string code, ColourBody body, LaunchToken token, ColourCode colour, CancellationToken cancel) =>
            Answers.Done(await colour.DoAsync(study, token.Actor, new(code, body.Dye, body.Weave ?? 1), cancel), CodeAnswer.Of));
        codes.MapDelete("/{code}", async (string study, string code, bool? whole, LaunchToken token, DeleteCode delete, CancellationToken cancel) =>
            Answers.Done(await delete.DoAsync(study, token.Actor, new(code, whole ?? false), cancel), d => new DeleteAnswer(d.Name, d.Codes, d.Segments)));
    }

    private static void MapReshaping(RouteGroupBuilder codes)
    {
        codes.MapMethods("/{code}/move", Acts, async (string study, string code, MoveBody body, LaunchToken token, MoveCode move, CancellationToken cancel) =>
            Answers.Done(await move.DoAsync(study, token.Actor, new(code, body.Parent, body.Before, body.After), cancel), CodeAnswer.Of));
        codes.MapMethods("/{code}/merge", Acts, async (string study, string code, MergeBody body, LaunchToken token, MergeCodes merge, CancellationToken cancel) =>
            Answers.Done(await merge.DoAsync(study, token.Actor, new(code, body.Into ?? ""), cancel), MergeAnswer.Of));
        codes.MapMethods("/{code}/split", Acts, async (string study, string code, SplitBody body, LaunchToken token, SplitCode split, CancellationToken cancel) =>
            body.Id == Guid.Empty
                ? Answers.Of(new Problem.Invalid("id", "The new code needs an id: a UUID that you make."))
                : Answers.Done(await split.DoAsync(study, token.Actor, new(code, body.Id, body.Name ?? "", body.Segments ?? []), cancel), s => new SplitAnswer(CodeAnswer.Of(s.Code), s.Moved)));
        codes.MapMethods("/{code}/retire", Acts, async (string study, string code, LaunchToken token, RetireCode retire, CancellationToken cancel) =>
            Answers.Done(await retire.DoAsync(study, token.Actor, code, cancel), CodeAnswer.Of));
        codes.MapMethods("/{code}/restore", Acts, async (string study, string code, LaunchToken token, RestoreCode restore, CancellationToken cancel) =>
            Answers.Done(await restore.DoAsync(study, token.Actor, code, cancel), CodeAnswer.Of));
    }
}
