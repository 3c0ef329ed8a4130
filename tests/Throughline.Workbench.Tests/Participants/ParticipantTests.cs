using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Participants;

public sealed class ParticipantTests
{
    private const string Table = "id,Employer,Years\r\nP07,Charity,2\r\nP08,NHS,\r\n,Nobody,1\r\nP07,Twice,9\r\n";

    [Theory, Engines]
    public async Task A_table_brings_participants_in_and_ties_the_voices_of_their_name(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportOneAsync("P07.vtt", Imports.Interview);

        var report = (await ImportAsync(desk, Table)).Value;

        Assert.Equal((2, 0, 0, 1), (report.Value.Added, report.Value.Changed, report.Value.Unchanged, report.Value.SpeakersTied));
        Assert.Equal(["line 4", "line 5"], report.Value.Warnings.Select(w => w.Place));
        var listed = await ListAsync(desk);
        Assert.Equal(["P07", "P08"], listed.Select(p => p.Participant.Name));
        Assert.Equal([new("Employer", "Charity"), new("Years", "2")], listed[0].Values);
        Assert.Single(listed[0].Sources);
        await desk.UndoAsync();
        Assert.Empty(await ListAsync(desk));
        Assert.Null((await desk.SourceOfAsync("P07")).Voices[1].Participant);
    }

    [Theory, Engines]
    public async Task The_same_table_again_changes_nothing_and_a_newer_one_updates_without_blanking(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await ImportAsync(desk, Table);

        Assert.Null((await ImportAsync(desk, Table)).Value.Change);
        var newer = (await ImportAsync(desk, "Who;years;Place\np07;3;Leeds\nP08;;\n")).Value.Value;

        Assert.Equal((0, 2, 0), (newer.Added, newer.Changed, newer.Unchanged));
        Assert.Equal([new("Employer", "Charity"), new("Years", "3"), new("Place", "Leeds")], (await ListAsync(desk))[0].Values);
        await desk.UndoAsync();
        Assert.Equal([new("Employer", "Charity"), new("Years", "2")], (await ListAsync(desk))[0].Values);
    }

    [Theory, Engines]
    public async Task A_participant_is_entered_changed_and_removed_and_each_can_be_undone(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportOneAsync("P07.vtt", Imports.Interview);
        var id = Guid.CreateVersion7();
        var edit = desk.Get<EditParticipant>();

        Assert.IsType<Problem.Invalid>((await edit.DoAsync(desk.Study, Desk.Maren, new(id, " ", []), default)).Problem);
        await edit.DoAsync(desk.Study, Desk.Maren, new(id, "P07", [new("Employer", "NHS")]), default);
        Assert.IsType<Problem.Invalid>((await edit.DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "p07", []), default)).Problem);
        Assert.Equal(id, (await desk.SourceOfAsync("P07")).Voices[1].Participant!.Id);
        await edit.DoAsync(desk.Study, Desk.Maren, new(id, "P07", [new("Employer", "Charity")]), default);
        await desk.Get<RemoveParticipant>().DoAsync(desk.Study, Desk.Maren, id, default);
        Assert.Empty(await ListAsync(desk));

        await desk.UndoAsync();
        Assert.Equal(id, (await desk.SourceOfAsync("P07")).Voices[1].Participant!.Id);
        await desk.UndoAsync();
        Assert.Equal([new("Employer", "NHS")], Assert.Single(await ListAsync(desk)).Values);
        await desk.UndoAsync();
        Assert.Empty(await ListAsync(desk));
    }

    [Fact]
    public async Task A_table_without_participants_is_refused_with_the_place()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);

        Assert.IsType<Problem.Unreadable>((await ImportAsync(desk, "id,Employer\n")).Problem);
        Assert.IsType<Problem.Unreadable>((await ImportAsync(desk, "")).Problem);
        Assert.IsType<Problem.Unreadable>((await ImportAsync(desk, "id,A\n,x\n")).Problem);
    }

    private static Task<Outcome<Done<ImportParticipants.Report>>> ImportAsync(Desk desk, string table) =>
        desk.Get<ImportParticipants>().DoAsync(desk.Study, Desk.Maren, new("participants.csv", System.Text.Encoding.UTF8.GetBytes(table)), default);

    private static async Task<IReadOnlyList<ParticipantList.Line>> ListAsync(Desk desk) =>
        (await desk.Get<ParticipantList>().AskAsync(desk.Study, Desk.Maren, default)).Value;
}
