using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Shared;

public sealed class MomentTests
{
    [Theory, Engines]
    public async Task A_question_sees_one_moment_and_a_writer_does_not_wait_for_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Before");

        var seen = await desk.Get<StudyStore>().AskAsync<(int Before, int After)>(desk.Study, Desk.Maren, async scope =>
        {
            var before = await scope.Codes.CountAsync();
            await desk.CodeAsync("Meanwhile");
            return (before, await scope.Codes.CountAsync());
        }, default);

        Assert.Equal((1, 1), seen.Value);
        Assert.Equal(2, (await desk.Get<StudyStore>().AskAsync<int>(desk.Study, Desk.Maren, async scope => await scope.Codes.CountAsync(), default)).Value);
    }
}
