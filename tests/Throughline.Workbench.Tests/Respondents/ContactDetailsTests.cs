using System.Text;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Tests.Respondents;

public sealed class ContactDetailsTests
{
    private const string Passphrase = "four herons over water";

    private const string Csv = """
        ResponseId,First name,Last name,Email address,Phone number,age
        a1,Agnes,Quillfeather,agnes@quillfeather.example,07700 900123,31
        a2,Bo,Ray,bo@ray.example,,45
        a3,,,,,28
        """;

    [Theory, Engines]
    public async Task Contact_details_of_an_import_are_sealed_in_the_closed_vault_and_stand_nowhere_else(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, Passphrase, default);
        await desk.Get<CloseVault>().DoAsync(desk.Study, Desk.Maren, default);

        var preview = (await desk.Get<SurveyPreview>().AskAsync(desk.Study, Desk.Maren, Request(Csv), default)).Value;
        Assert.Equal("closed", preview.Vault);
        Assert.Equal([SurveyMapping.VaultName, SurveyMapping.VaultName, SurveyMapping.VaultEmail, SurveyMapping.VaultTelephone], preview.Columns.Select(c => c.Map.Use).Where(SurveyMapping.IsForVault));
        Assert.All(preview.Columns.Where(c => SurveyMapping.IsForVault(c.Map.Use)), c => Assert.Empty(c.Samples));
        var report = (await desk.ImportAsync(Csv, guessed: true));
        Assert.Equal((3, 2), (report.Counts.Added, report.InVault));

        var all = await WithdrawRespondentTests.EverythingAsync(desk);
        foreach (var secret in new[] { "Agnes", "Quillfeather", "900123", "bo@ray" }) Assert.DoesNotContain(secret, all);
        await desk.Get<OpenVault>().DoAsync(desk.Study, Desk.Maren, Passphrase, default);
        var names = await NamesAsync(desk);
        Assert.Equal([new("R001", "Agnes Quillfeather", "agnes@quillfeather.example", "07700 900123"), new VaultEntry("R002", "Bo Ray", "bo@ray.example")], names);

        // A later export, now with the vault open, brings what is new and blanks nothing.
        var later = await desk.ImportAsync(Csv.Replace("Ray,bo@ray.example,", "Ray,,0161 496 0000"), guessed: true);
        Assert.Equal((3, 2), (later.Counts.Unchanged, later.InVault));
        Assert.Equal(new VaultEntry("R002", "Bo Ray", "bo@ray.example", "0161 496 0000"), (await NamesAsync(desk))[1]);
        Assert.Contains("into the identity vault", (await desk.LookAsync(db => Task.FromResult(db.Changes.AsEnumerable().Last(c => c.Verb == "VaultEntered")))).Summary);
    }

    [Theory, Engines]
    public async Task Without_a_vault_they_are_dropped_and_told_and_taken_once_there_is_one(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var mapping = (await desk.Get<SurveyPreview>().AskAsync(desk.Study, Desk.Maren, Request(Csv), default)).Value;
        Assert.Equal("none", mapping.Vault);
        Assert.Equal(4, mapping.Columns.Count(c => c.Map is { Use: SurveyMapping.Dropped, Why: SurveyMapping.NoVault }));
        var refused = await desk.Get<ImportRespondents>().DoAsync(desk.Study, Desk.Maren, Request(Csv) with
        {
            Mapping = new([new(SurveyMapping.Id, "id", "", Variable.Text, ["ResponseId"]), new(SurveyMapping.VaultEmail, "mail", "", Variable.Text, ["Email address"])]),
        }, default);
        Assert.Equal("There is no vault yet", refused.Problem!.Title);

        Assert.Equal(0, (await desk.ImportAsync(Csv, guessed: true)).InVault);
        Assert.DoesNotContain("Quillfeather", await WithdrawRespondentTests.EverythingAsync(desk));
        await desk.Get<SetUpVault>().DoAsync(desk.Study, Desk.Maren, Passphrase, default);
        Assert.Equal(2, (await desk.ImportAsync(Csv, guessed: true)).InVault);
        Assert.Equal("Agnes Quillfeather", (await NamesAsync(desk))[0].Name);
    }

    [Theory, Engines]
    public async Task An_address_that_names_the_response_is_not_written_down_and_still_doubles_nobody(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        const string csv = "Email address,age\nagnes@quillfeather.example,31\nAgnes@quillfeather.example,32\nbo@ray.example,45\n";
        var request = Request(csv) with { Id = "Email address" };
        var first = (await desk.Get<ImportRespondents>().DoAsync(desk.Study, Desk.Maren, request, default)).Value.Value;
        Assert.Equal((2, 1), (first.Counts.Added, first.Troubles.Count(t => t.Message.Contains("earlier row"))));
        Assert.Equal(2, (await desk.Get<ImportRespondents>().DoAsync(desk.Study, Desk.Maren, request, default)).Value.Value.Counts.Unchanged);
        Assert.DoesNotContain("quillfeather", await WithdrawRespondentTests.EverythingAsync(desk));
    }

    private static ImportRespondents.Request Request(string csv) => new("survey.csv", Encoding.UTF8.GetBytes(csv));

    private static async Task<IReadOnlyList<VaultEntry>> NamesAsync(Desk desk) => (await desk.Get<LookInVault>().DoAsync(desk.Study, Desk.Maren, null, default)).Value.Value;
}
