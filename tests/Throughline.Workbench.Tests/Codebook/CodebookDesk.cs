using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Codebook;

/// <summary>What tests of the codebook do again and again.</summary>
internal static class CodebookDesk
{
    public static async Task<IReadOnlyList<CodebookTree.Node>> TreeAsync(this Desk desk) =>
        (await desk.Get<CodebookTree>().AskAsync(desk.Study, Desk.Maren, true, default)).Value.Codes;

    /// <summary>The tree in one line: A(B,C),D.</summary>
    public static async Task<string> ShapeAsync(this Desk desk)
    {
        var codes = (await desk.TreeAsync()).Select(n => n.Code).ToList();
        string Of(Guid? parent) => string.Join(',', codes.Where(c => c.ParentId == parent).Select(c => c.Name + (Of(c.Id) is { Length: > 0 } under ? $"({under})" : "")));
        return Of(null);
    }

    public static Task<Outcome<Done<Code>>> MoveAsync(this Desk desk, Code code, Code? parent = null, Code? before = null, Code? after = null) =>
        desk.Get<MoveCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), parent?.Id.ToString(), before?.Id.ToString(), after?.Id.ToString()), default);

    public static Task<Outcome<Done<MergeCodes.Merged>>> MergeAsync(this Desk desk, Code code, Code into) =>
        desk.Get<MergeCodes>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), into.Id.ToString()), default);

    public static Task<Outcome<Done<Code>>> DefineAsync(this Desk desk, Code code, string definition, string reason = "") =>
        desk.Get<DefineCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), CodeMeaning.None with { Definition = definition }, reason), default);

    public static async Task<CodeOf.Answer> CodeAsync(this Desk desk, Code code) =>
        (await desk.Get<CodeOf>().AskAsync(desk.Study, Desk.Maren, code.Id.ToString(), CodeOf.LastShown, default)).Value;

    /// <summary>Everything a study holds save its history, so that two moments can be compared to the last field.</summary>
    public static Task<string> PictureAsync(this Desk desk) => desk.LookAsync(db => Picture.OfAsync(db, desk.Study));

    /// <summary>Undoes it and asserts that all stands as in the picture; then redoes it.</summary>
    public static async Task AssertUndoneAsync(this Desk desk, ChangeLine? change, string before)
    {
        var after = await desk.PictureAsync();
        Assert.NotEqual(before, after);
        var undone = await desk.UndoAsync(change!.Number);
        Assert.True(undone.Succeeded, undone.Problem?.Detail);
        Assert.Equal(before, await desk.PictureAsync());
        var redone = await desk.RedoAsync();
        Assert.True(redone.Succeeded, redone.Problem?.Detail);
        Assert.Equal(after, await desk.PictureAsync());
    }
}
