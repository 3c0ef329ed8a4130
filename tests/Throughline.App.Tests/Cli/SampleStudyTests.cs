namespace Throughline.App.Tests.Cli;

public sealed class SampleStudyTests : IDisposable
{
    private readonly DataDirectory desk = new();

    [Fact]
    public async Task Samples_are_listed_and_letters_written_with_the_names_of_an_imported_file()
    {
        var key = desk.Write("passphrase", "four herons over water\n");
        var answers = desk.Write("s.csv", "id,Full name,Email address,age\na1,Agnes Quillfeather,a@q.example,31\na2,Bo Ray,b@r.example,45\na3,,,52\n");
        var letters = Path.Combine(Path.GetDirectoryName(answers)!, "letters.docx");
        await desk.JsonAsync(0, "study", "create", "S");
        await desk.JsonAsync(0, "vault", "setup", "--study", "S", "--passphrase-file", key);
        var imported = await desk.JsonAsync(0, "respondents", "import", answers, "--study", "S");
        Assert.Equal(2, imported.GetProperty("inVault").GetInt32());
        await desk.JsonAsync(4, "sample", "propose", "--study", "S", "--size", "3", "--vary", "age", "--min", "age=67:1");
        Assert.Equal(2, (await desk.RunAsync("sample", "propose", "--study", "S", "--size", "3", "--vary", "age", "--cut", "age=40")).Exit);
        await desk.JsonAsync(0, "sample", "propose", "--study", "S", "--size", "3", "--vary", "age");

        var line = Assert.Single((await desk.JsonAsync(0, "sample", "list", "--study", "S")).EnumerateArray());
        Assert.Equal(3, line.GetProperty("picked").GetInt32());
        var written = await desk.JsonAsync(0, "sample", "letters", "--study", "S", "--to", letters, "--template", desk.Write("t.txt", "Dear {{name}},\n\nyour code is {{code}}."), "--passphrase-file", key);
        Assert.Equal((2, "R003"), (written.GetProperty("written").GetArrayLength(), Assert.Single(written.GetProperty("without").EnumerateArray()).GetString()));
        Assert.True(new FileInfo(letters).Length > 2000);
    }

    public void Dispose() => desk.Dispose();
}
