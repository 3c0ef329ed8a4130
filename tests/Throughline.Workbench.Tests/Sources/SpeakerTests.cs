using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using static Throughline.Workbench.Tests.Sources.Imports;

namespace Throughline.Workbench.Tests.Sources;

public sealed class SpeakerTests
{
    [Theory, Engines]
    public async Task A_voice_is_renamed_in_one_source_or_everywhere_and_the_file_s_name_for_it_is_kept(Engine engine)
    {
        await using var desk = await TwoAsync(engine);
        var rename = desk.Get<RenameSpeaker>();
        var voice = await VoiceAsync(desk, "one", "Interviewer");

        await rename.DoAsync(desk.Study, Desk.Maren, new(voice.Id, "Maren"), default);
        Assert.Equal(["Maren", "P07"], await NamesAsync(desk, "one"));
        Assert.Equal(["Interviewer", "P08"], await NamesAsync(desk, "two"));
        await desk.UndoAsync();
        var done = (await rename.DoAsync(desk.Study, Desk.Maren, new(voice.Id, "Maren", Everywhere: true), default)).Value;

        Assert.Equal("renamed the speaker Interviewer to Maren in 2 sources", done.Change!.Summary);
        Assert.Equal(["Maren", "P08"], await NamesAsync(desk, "two"));
        Assert.Equal("Interviewer", (await VoiceAsync(desk, "two", "Maren")).NameInFile);
        await desk.UndoAsync();
        Assert.Equal(["Interviewer", "P07"], await NamesAsync(desk, "one"));
        Assert.Equal(["Interviewer", "P08"], await NamesAsync(desk, "two"));
    }

    [Theory, Engines]
    public async Task A_voice_is_marked_here_or_everywhere_and_nothing_but_a_role_is_taken(Engine engine)
    {
        await using var desk = await TwoAsync(engine);
        var mark = desk.Get<MarkSpeaker>();
        var voice = await VoiceAsync(desk, "one", "Interviewer");

        Assert.IsType<Problem.Invalid>((await mark.DoAsync(desk.Study, Desk.Maren, new(voice.Id, "boss"), default)).Problem);
        Assert.IsType<Problem.NotFound>((await mark.DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "other"), default)).Problem);
        await mark.DoAsync(desk.Study, Desk.Maren, new(voice.Id, "other", Everywhere: true), default);
        Assert.Equal("other", (await VoiceAsync(desk, "two", "Interviewer")).Role);
        await desk.UndoAsync();
        Assert.Equal("interviewer", (await VoiceAsync(desk, "two", "Interviewer")).Role);
    }

    [Theory, Engines]
    public async Task A_voice_is_tied_to_a_participant_who_is_made_on_the_way_and_undo_unmakes_both(Engine engine)
    {
        await using var desk = await TwoAsync(engine);
        var tie = desk.Get<TieSpeaker>();
        var voice = await VoiceAsync(desk, "one", "P07");

        await tie.DoAsync(desk.Study, Desk.Maren, new(voice.Id, "Neighbour"), default);

        var tied = (await desk.SourceOfAsync("one")).Voices.Single(v => v.Speaker.Id == voice.Id);
        Assert.Equal("Neighbour", tied.Participant!.Name);
        await tie.DoAsync(desk.Study, Desk.Maren, new(voice.Id, "neighbour "), default);
        Assert.Equal(tied.Participant.Id, (await VoiceAsync(desk, "one", "P07")).ParticipantId);
        await tie.DoAsync(desk.Study, Desk.Maren, new(voice.Id, null), default);
        Assert.Null((await VoiceAsync(desk, "one", "P07")).ParticipantId);
        await desk.UndoAsync();
        await desk.UndoAsync();
        Assert.Null((await VoiceAsync(desk, "one", "P07")).ParticipantId);
        Assert.Equal(0, await desk.LookAsync(db => Task.FromResult(db.Participants.Count())));
    }

    private static async Task<Desk> TwoAsync(Engine engine)
    {
        var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync(File("one.vtt", Interview), File("two.vtt", Interview.Replace("P07", "P08", StringComparison.Ordinal).Replace("walks", "talks", StringComparison.Ordinal)));
        return desk;
    }

    private static async Task<Speaker> VoiceAsync(Desk desk, string source, string name) =>
        (await desk.SourceOfAsync(source)).Voices.Single(v => v.Speaker.Name == name).Speaker;

    private static async Task<IEnumerable<string>> NamesAsync(Desk desk, string source) => (await desk.SourceOfAsync(source)).Voices.Select(v => v.Speaker.Name);
}
