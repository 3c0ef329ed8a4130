using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Reports;
using Throughline.Formats.Word;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;
using static Throughline.Workbench.Tests.Sampling.SampleTests;

namespace Throughline.Workbench.Tests.Sampling;

public sealed class TakingPartTests
{
    [Theory, Engines]
    public async Task Who_was_approached_stays_and_who_was_dropped_is_not_proposed_anew(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var picked = (await frame.ProposeAsync()).Picked;
        await frame.StepAsync(picked[0], Approach.Invited, "2025-11-01");
        Assert.True((await frame.Desk.Get<DropPick>().DoAsync(frame.Desk.Study, Desk.Maren, null, picked[1], "a colleague of ours", default)).Succeeded);

        await frame.WishAsync(w => w with { Vary = [new(frame.Gender.Id)] });
        var again = await frame.ProposeAsync();

        Assert.Contains(picked[0], again.Picked);
        Assert.DoesNotContain(picked[1], again.Picked);
        Assert.Equal(6, again.Picked.Count);
    }

    [Theory, Engines]
    public async Task A_frozen_sample_takes_a_replacement_for_a_decline_and_nobody_else(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var picked = (await frame.ProposeAsync()).Picked;
        var spare = Enumerable.Range(1, 11).Select(i => $"R{i:000}").Except(picked).ToList();
        Assert.True((await frame.Desk.Get<FreezeSample>().DoAsync(frame.Desk.Study, Desk.Maren, null, null, default)).Succeeded);
        await frame.StepAsync(picked[0], Approach.Invited, "2025-11-01");

        var early = await frame.Desk.Get<PickRespondent>().DoAsync(frame.Desk.Study, Desk.Maren, null, new(Guid.CreateVersion7(), spare[0], "no answer yet", picked[0]), default);
        await frame.StepAsync(picked[0], Approach.Declined, "2025-11-04", "no time");
        await frame.PickAsync(spare[0], "declined: no time", picked[0]);

        Assert.IsType<Problem.Conflict>(early.Problem);
        var desk = await frame.AskAsync();
        Assert.Equal((6, 1), (desk.Picks.Count, desk.Flow.Replaced));
        Assert.Equal(picked, FreezeSample.Read(desk.Sample)!.People.Order());
    }

    [Theory, Engines]
    public async Task One_who_agrees_becomes_a_participant_with_what_was_varied_and_undo_unties_them(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.PickAsync("R004", "a man");
        await frame.PickAsync("R005", "a woman");
        await frame.SpeakAsync("R005");

        var first = (await frame.TakeAsync("R004")).Value;
        var clash = await frame.TakeAsync("R005", "p01");
        var second = (await frame.TakeAsync("R005")).Value;
        var same = (await frame.TakeAsync("R005")).Value;

        Assert.Equal(("P01", "P02"), (first.Value.Name, second.Value.Name));
        Assert.Contains(KeyValuePair.Create("gender", "man"), ParticipantText.Values(first.Value));
        Assert.IsType<Problem.Conflict>(clash.Problem);
        Assert.Equal((second.Value.Id, (object?)null), (same.Value.Id, same.Change));
        Assert.Equal("P02", (await frame.AskAsync()).Picks.Single(l => l.Code == "R005").Participant);
        Assert.Equal(second.Value.Id, (await frame.Desk.LookAsync(db => db.Speakers.SingleAsync(s => s.NameInFile == "R005"))).ParticipantId);
        await frame.Desk.UndoAsync(second.Change!.Number);
        Assert.Null((await frame.AskAsync()).Picks.Single(l => l.Code == "R005").Participant);
    }

    [Theory, Engines]
    public async Task Picks_and_their_log_come_in_from_tables_once_and_bad_rows_are_told(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        TableRow[] picks = [new(1, ["code", "reason", "in place of", "dropped"]), new(2, ["R001", "early", "", "no time"]), new(3, ["R002", "", "R001", ""]), new(4, ["R999", "", "", ""])];
        TableRow[] log = [new(1, ["code", "step", "on", "reason"]), new(2, ["R001", "declined", "2025-11-02", "no time"]), new(3, ["R002", "interviewed", "2025-11-20", ""]), new(4, ["R002", "danced", "2025-11-20", ""]), new(5, ["R003", "invited", "2025-11-20", ""])];
        var (sampling, logging) = (frame.Desk.Get<ImportSample>(), frame.Desk.Get<ImportApproaches>());

        var first = (await sampling.DoAsync(frame.Desk.Study, Desk.Maren, null, "picks.csv", picks, default)).Value.Value;
        var again = (await sampling.DoAsync(frame.Desk.Study, Desk.Maren, null, "picks.csv", picks, default)).Value;
        var steps = (await logging.DoAsync(frame.Desk.Study, Desk.Maren, null, "log.csv", log, default)).Value.Value;
        var doubled = (await logging.DoAsync(frame.Desk.Study, Desk.Maren, null, "log.csv", log, default)).Value;

        Assert.Equal((3, 2, 0, "row 4"), (first.Rows, first.Added, first.There, first.Troubles.Single().Place));
        Assert.Equal((0, 2, (object?)null), (again.Value.Added, again.Value.There, again.Change));
        Assert.Equal((2, 0), (steps.Added, steps.There));
        Assert.Equal(["row 4", "row 5"], steps.Troubles.Select(t => t.Place));
        Assert.Equal((0, 2, (object?)null), (doubled.Value.Added, doubled.Value.There, doubled.Change));
        var desk = await frame.AskAsync();
        Assert.Equal(("R002", Pick.Replacement, Approach.Interviewed), desk.Picks.Select(l => (l.Code, l.Pick.Origin, l.State)).Single());
        Assert.NotEmpty(desk.Picks[0].Pick.Reason);
        Assert.Equal((2, 1, 1, 1), (desk.Flow.Approached, desk.Flow.Interviewed, desk.Flow.Declined, desk.Flow.Replaced));
        Assert.True(ImportApproaches.IsLog(log));
        Assert.False(ImportApproaches.IsLog(picks));
    }

    [Theory, Engines]
    public async Task A_letter_a_page_is_written_for_the_names_of_the_opened_vault_and_the_look_is_recorded(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.PickAsync("R001", "early");
        await frame.PickAsync("R002", "late");
        await frame.PickAsync("R003", "not in the vault");
        var desk = frame.Desk;
        await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, "four herons over water", default);
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, new("R001", "Agnes Quillfeather", "", "", "3 Mill Lane"), default);
        await desk.Get<EnterNames>().DoAsync(desk.Study, Desk.Maren, new("R002", "Bo Ray", "", "", ""), default);
        const string template = "{{name}}\n{{address}}\n\nDear {{name}}, your code is {{code}}.";

        var wrong = await frame.LettersAsync("Dear {{nmae}}");
        var letters = (await frame.LettersAsync(template)).Value;
        await desk.Get<CloseVault>().DoAsync(desk.Study, Desk.Maren, default);
        var closed = await frame.LettersAsync(null);

        Assert.IsType<Problem.Invalid>(wrong.Problem);
        Assert.Equal(["R001", "R002"], letters.Written);
        Assert.Equal(["R003"], letters.Without);
        var blocks = letters.Document.Sections[0].Blocks;
        Assert.Equal(["Agnes Quillfeather\n3 Mill Lane", "Dear Agnes Quillfeather, your code is R001.", "", "Bo Ray", "Dear Bo Ray, your code is R002."],
            blocks.Select(b => b is ReportBlock.Paragraph p ? p.Runs[0].Text : ""));
        using var word = new MemoryStream();
        WordReport.Write(letters.Document, word);
        Assert.True(word.Length > 2000);
        Assert.IsType<Problem.Conflict>(closed.Problem);
        Assert.Equal(template, (await frame.AskAsync()).Wishes.Letter);
        Assert.Equal("looked", (await desk.Get<VaultState>().AskAsync(desk.Study, Desk.Maren, default)).Value.Log.First(e => e.What is "looked" or "opened").What);
    }
}
