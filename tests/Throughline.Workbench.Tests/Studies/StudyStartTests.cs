using Throughline.Workbench.Coding;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Tests.Studies;

public class StudyStartTests
{
    [Theory, Engines]
    public async Task Each_stopped_at_the_last_of_their_own_segments_in_any_study_that_is_not_put_aside(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, start) = (await desk.SourceAsync("P07", "They never asked me what I do all day."), await desk.CodeAsync("Unseen"), desk.Get<StudyStart>());
        Assert.Null((await start.AskAsync(Desk.Maren, default)).Stopped);
        var (first, last) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await desk.CodeAsync(source, code, 0, 4, last);
        await desk.CodeAsync(source, code, 5, 10, first);
        await desk.CodeAsync(source, code, 11, 16, actor: Desk.Idris);

        var stopped = (await start.AskAsync(Desk.Maren, default)).Stopped!;
        Assert.Equal((first, "They ", "never", "P07"), (stopped.Segment, stopped.Before, stopped.Words, stopped.Place));
        Assert.Equal("asked", (await start.AskAsync(Desk.Idris, default)).Stopped!.Words);
        Assert.Null((await start.AskAsync(new("Nobody"), default)).Stopped);
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, first, default);
        Assert.Equal(last, (await start.AskAsync(Desk.Maren, default)).Stopped!.Segment);
        await desk.Get<ArchiveStudy>().DoAsync(desk.Study, Desk.Maren, true, default);
        Assert.Null((await start.AskAsync(Desk.Maren, default)).Stopped);
    }
}
