using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Throughline.App.Tests.Http;

namespace Throughline.App.Tests.Browser;

public sealed class SourcesPageTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task Dropped_files_are_reported_one_by_one_and_the_import_is_undone_and_brought_back()
    {
        var study = await server.StudyAsync("Dropped");
        var page = await browser.OpenAsync(server, $"studies/{study}/sources");
        await Assertions.Expect(page.GetByText("Drop transcripts and documents anywhere on this page")).ToBeVisibleAsync();

        await DropAsync(page, ("P07 interview.vtt", Encoding.UTF8.GetBytes(SourcesTests.Interview)), ("Notes.docx", Word("A walk beside the canal.")), ("empty.txt", []));

        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/imports/"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import of 3 files" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "P07 interview.vtt, read" })).ToContainTextAsync("2 speakers: Interviewer, P07");
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "Notes.docx, read" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article).First).ToContainTextAsync("There are no words in it");

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the import" }).ClickAsync();
        await page.WaitForURLAsync($"**/studies/{study}/sources");
        await Assertions.Expect(page.GetByText("The import was undone. 2 sources went")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "P07 interview", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_list_is_walked_filtered_and_weeded_by_keys_alone()
    {
        var study = await server.StudyAsync("By keys");
        await ImportAsync(study, ("P10.txt", "Ten."), ("P2.txt", "Two."), ("P1.txt", "One."));
        var page = await browser.OpenAsync(server, $"studies/{study}/sources");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "P2", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.GetByText("Removed P2")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tl-sources tbody tr")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("tl-sources tbody tr")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("p10");
        await Assertions.Expect(page.Locator("tl-sources tbody tr:visible")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_voice_is_tied_to_a_new_participant_on_the_sheet_of_its_source()
    {
        var study = await server.StudyAsync("Sheet");
        await ImportAsync(study, ("talk.vtt", SourcesTests.Interview));
        var page = await browser.OpenAsync(server, $"studies/{study}/sources");
        await page.GetByRole(AriaRole.Link, new() { Name = "Details of talk" }).ClickAsync();

        await page.GetByLabel("Which participant P07 is").FillAsync("P07");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Tied P07 to P07")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Which participant P07 is")).ToHaveValueAsync("P07");
    }

    private async Task ImportAsync(Guid study, params (string Name, string Text)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, text) in files) form.Add(new StringContent(text), "files", name);
        (await server.Rest.PostAsync($"api/v1/studies/{study}/sources/import", form)).EnsureSuccessStatusCode();
    }

    private static async Task DropAsync(IPage page, params (string Name, byte[] Bytes)[] files)
    {
        var dropped = await page.EvaluateHandleAsync(
            """
            (files) => {
              const carried = new DataTransfer();
              for (const { name, bytes } of files) carried.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
              return carried;
            }
            """, files.Select(f => new { name = f.Name, bytes = Convert.ToBase64String(f.Bytes) }).ToArray());
        await page.DispatchEventAsync("main", "drop", new { dataTransfer = dropped });
    }

    private static byte[] Word(string words)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Part(zip, "word/document.xml", $"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>""");
        }
        return buffer.ToArray();
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open());
        part.Write(xml);
    }
}
