using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Codebook;

public sealed class ImportCodebookTests
{
    [Theory, Engines]
    public async Task What_was_exported_comes_into_another_study_just_as_it_was_and_twice_changes_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await using var other = await Desk.OpenAsync(engine);
        var boundaries = await desk.CodeAsync("Boundaries");
        var no = await desk.CodeAsync("Saying no, “without a script”", boundaries.Id);
        await desk.CodeAsync("à découvert / nu", boundaries.Id);
        await desk.DefineAsync(no, "Turns down a referral;\nor wants to.");
        await desk.Get<ColourCode>().DoAsync(desk.Study, Desk.Maren, new(no.Id.ToString(), 16, 2), default);
        var table = await TableAsync(desk);

        var first = await BringAsync(other, table);
        var again = await BringAsync(other, await TableAsync(other));
        var home = await BringAsync(desk, table);

        Assert.Equal(["added", "added", "added"], first.Value.Value.Rows.Select(r => r.Status));
        Assert.Equal(await desk.ShapeAsync(), await other.ShapeAsync());
        Assert.Equal(Flat(table), Flat(await TableAsync(other)));
        Assert.Null(again.Value.Change);
        Assert.Null(home.Value.Change);
        Assert.All(home.Value.Value.Rows, r => Assert.Equal("unchanged", r.Status));
    }

    [Theory, Engines]
    public async Task Rows_are_merged_by_id_then_by_path_and_a_new_definition_is_a_new_version(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var a = await desk.CodeAsync("A");
        var b = await desk.CodeAsync("B", a.Id);
        await desk.DefineAsync(b, "First.");
        var before = await desk.PictureAsync();

        var done = await BringAsync(desk, [
            ["id", "parent", "name", "definition", "when to use", "colour", "in vivo"],
            [a.Id.ToString(), "", "Alpha", "", "", "", ""],
            ["", "Alpha", "b", "Second.", "Often.", "rust dashed", "yes"],
        ]);

        Assert.Equal(["changed", "changed"], done.Value.Value.Rows.Select(r => r.Status));
        Assert.Equal("Alpha(B)", await desk.ShapeAsync());
        var answer = await desk.CodeAsync(b);
        Assert.Equal((2, "Second.", "Often.", 15, 3, true), (answer.Code.DefinitionVersion, answer.Meaning.Definition, answer.Meaning.WhenToUse, answer.Code.Dye, answer.Code.Weave, answer.Code.InVivo));
        await desk.AssertUndoneAsync(done.Value.Change, before);
    }

    [Theory, Engines]
    public async Task Other_programs_columns_come_in_in_any_order_with_parents_that_have_no_row_of_their_own(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var done = await BringAsync(desk, [
            ["Description", "PARENT CODE", "Code Name", "Color", "Weight"],
            ["Said of the place", "Belonging", "Building", "#3542b0", "0"],
            ["", "", "Top", "no such thing", "0"],
            ["", "1", "Under one", "", "0"],
        ]);

        Assert.Equal("Belonging(Building),Top,1(Under one)", await desk.ShapeAsync());
        Assert.Contains("Also added Belonging", done.Value.Value.Rows[0].Message, StringComparison.Ordinal);
        Assert.Contains("not a colour", done.Value.Value.Rows[1].Message, StringComparison.Ordinal);
        Assert.Equal(16, (await desk.TreeAsync()).Single(n => n.Code.Name == "Building").Code.Dye);
    }

    [Theory, Engines]
    public async Task Rows_that_are_wrong_are_refused_where_they_stand_and_the_others_come_in(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var done = await BringAsync(desk, [
            ["name", "parent", "definition"],
            ["Good", "", ""],
            ["", "Good", "nameless"],
            ["Round", "About", ""],
            ["About", "Round", ""],
            ["Good", "", "again"],
            ["Long", "", new string('x', CodeDefinition.TextLength + 1)],
            ["Under long", "Long", ""],
        ]);

        Assert.Equal([(2, "added"), (3, "refused"), (4, "refused"), (5, "refused"), (6, "refused"), (7, "refused"), (8, "refused")],
            done.Value.Value.Rows.Select(r => (r.Line, r.Status)));
        Assert.Contains("row 2", done.Value.Value.Rows[4].Message, StringComparison.Ordinal);
        Assert.Equal("Good", await desk.ShapeAsync());
    }

    [Fact]
    public void A_table_without_names_is_refused_with_what_it_has_instead()
    {
        var read = CodebookColumns.Read("codes.csv", [new(1, ["colour", "weight"]), new(2, ["red", "1"])]);
        Assert.Contains("colour, weight", Assert.IsType<Problem.Unreadable>(read.Problem).Detail, StringComparison.Ordinal);
        Assert.IsType<Problem.Unreadable>(CodebookColumns.Read("codes.csv", [new(1, ["", " "])]).Problem);
        Assert.IsType<Problem.TooLarge>(CodebookColumns.Read("codes.csv", [.. Enumerable.Range(1, CodebookColumns.MostRows + 2).Select(i => new TableRow(i, ["name"]))]).Problem);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> TableAsync(Desk desk) =>
        [CodebookColumns.Own, .. (await desk.Get<CodebookExport>().AskAsync(desk.Study, Desk.Maren, default)).Value.Rows];

    private static string Flat(IReadOnlyList<IReadOnlyList<string>> table) => string.Join('\n', table.Select(r => string.Join('|', r)));

    private static Task<Outcome<Done<ImportCodebook.Report>>> BringAsync(Desk desk, IReadOnlyList<IReadOnlyList<string>> table) =>
        desk.Get<ImportCodebook>().DoAsync(
            desk.Study, Desk.Maren, new("codes.csv", CodebookColumns.Read("codes.csv", [.. table.Select((r, i) => new TableRow(i + 1, r))]).Value), default);
}
