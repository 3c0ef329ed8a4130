using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Themes;

/// <summary>Short ways to what a test of themes needs.</summary>
internal static class ThemeDesk
{
    public static async Task<Theme> ThemeAsync(this Desk desk, string label, bool? overarching = null) =>
        (await desk.Get<WriteTheme>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), label, Overarching: overarching), default)).Value.Value;

    public static async Task<ThemesBoard.Answer> BoardAsync(this Desk desk, DateTimeOffset? asOf = null) =>
        (await desk.Get<ThemesBoard>().AskAsync(desk.Study, Desk.Maren, asOf, default)).Value;

    public static Task<Outcome<Done<ThemeCode>>> GatherAsync(this Desk desk, Theme theme, Code code, Guid? from = null) =>
        desk.Get<PlaceCode>().DoAsync(desk.Study, Desk.Maren, new(theme.Id, code.Id.ToString(), from), default);

    public static Task<Outcome<Done<ThemeSegment>>> PlaceAsync(this Desk desk, Theme theme, Guid segment, string? stance = null, bool? chosen = null, bool asNow = false) =>
        desk.Get<PlaceSegment>().DoAsync(desk.Study, Desk.Maren, new(theme.Id, segment, stance, chosen, asNow), default);

    public static async Task<Guid> SegmentAsync(this Desk desk, Source source, Code code, string words)
    {
        var text = await desk.LookAsync(db => Task.FromResult(db.Texts.Single(t => t.SourceId == source.Id && t.Version == 1).Text));
        var start = text.IndexOf(words, StringComparison.Ordinal);
        return (await desk.CodeAsync(source, code, start, start + words.Length)).Value.Value.Segment.Id;
    }

    /// <summary>Somebody who takes part, tied to a speaker of these sources.</summary>
    public static async Task ParticipantAsync(this Desk desk, string name, int speaker, params Source[] sources) =>
        Assert.True((await desk.Get<StudyStore>().ChangeAsync<Participant>(desk.Study, Desk.Maren, Right.EditSources, scope =>
        {
            var participant = scope.Add(new Participant { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Values = """{"gender":"woman","age":"34"}""" });
            foreach (var source in sources)
                scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = speaker, Name = "Jane Realname", NameInFile = "Jane Realname", Role = Speaker.InParticipant, ParticipantId = participant.Id });
            scope.Record("AddParticipant", $"added {name}");
            return Task.FromResult<Outcome<Participant>>(participant);
        }, default)).Succeeded);
}
