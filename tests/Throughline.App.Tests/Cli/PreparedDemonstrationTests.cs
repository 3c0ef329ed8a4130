using Microsoft.Extensions.DependencyInjection;
using Throughline.App.Shell;
using Throughline.App.Studies;
using Throughline.Storage;
using Throughline.Storage.Backup;
using Throughline.Workbench.Access;
using Throughline.Workbench.Studies;

namespace Throughline.App.Tests.Cli;

public sealed class PreparedDemonstrationTests
{
    [Fact]
    public async Task What_was_prepared_with_the_build_is_copied_whole_for_the_same_name_into_a_folder_without_a_database()
    {
        var (prepared, actor) = ("", new Actor($"Maren {Guid.NewGuid():N}"));
        var path = Directory.CreateTempSubdirectory("throughline-prepared-").FullName;
        try
        {
            prepared = (await PreparedDemonstration.PrepareAsync(actor, default)).Value;
            Assert.Equal(prepared, (await PreparedDemonstration.PrepareAsync(actor, default)).Value);
            Assert.Empty(Directory.GetDirectories(Path.GetDirectoryName(prepared)!, "*.partial"));

            using var folder = DataFolder.Take(path, null).Value;
            Assert.False(PreparedDemonstration.CopyTo(folder, new("Somebody else")));
            Assert.True(PreparedDemonstration.CopyTo(folder, actor));
            Assert.False(PreparedDemonstration.CopyTo(folder, actor));
            Assert.Null(await folder.BringUpToDateAsync(default));
            Assert.Empty(await new IntegrityCheck(folder).RunAsync(default));
            await using var services = new ServiceCollection().AddWorkbench(folder).BuildServiceProvider();
            var study = Assert.Single(await services.GetRequiredService<StudyList>().AskAsync(default));
            Assert.Equal((22, 78, 520), (study.Sources, study.Codes, study.Segments));
            Assert.Equal(actor.Name, study.Last!.Actor);
        }
        finally
        {
            if (prepared.Length > 0) Directory.Delete(prepared, recursive: true);
            Directory.Delete(path, recursive: true);
        }
    }
}
