using Throughline.Formats.OpenDocument;

namespace Throughline.Formats.Tests.OpenDocument;

public class OdtTextTests
{
    private static readonly ReadLimits Limits = new();

    private const string Styles = """
        <s:style s:name='Hidden'><s:text-properties t:display='none'/></s:style>
        <s:style s:name='NewPage'><s:paragraph-properties fo:break-before='page'/></s:style>
        <t:list-style s:name='L'>
          <t:list-level-style-number t:level='1' s:num-format='1' s:num-suffix='.'/>
          <t:list-level-style-number t:level='2' s:num-format='a' s:num-suffix=')' t:display-levels='2'/>
        </t:list-style>
        """;

    private const string Sample = """
        <t:tracked-changes><t:changed-region><t:deletion><t:p>deleted words</t:p></t:deletion></t:changed-region></t:tracked-changes>
        <t:h t:outline-level='1'>Interview   one</t:h>
        <t:p>
          P01:<t:tab/>A<t:s t:c='3'/>B<t:line-break/>C <t:span>d</t:span> <t:a>e</t:a></t:p>
        <t:list t:style-name='L'><t:list-item><t:p>first</t:p><t:list><t:list-item><t:p>inner</t:p></t:list-item></t:list></t:list-item>
        <t:list-item><t:p>second</t:p></t:list-item></t:list>
        <t:list><t:list-item><t:p>bullet</t:p></t:list-item></t:list>
        <tb:table><tb:table-row><tb:table-cell><t:p>a</t:p></tb:table-cell><tb:table-cell><t:p>b</t:p><t:p>c</t:p></tb:table-cell></tb:table-row></tb:table>
        <t:p>Noted<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>The note</t:p></t:note-body></t:note>.</t:p>
        """;

    [Fact]
    public void Headings_paragraphs_lists_tables_and_notes_become_lines()
    {
        var document = Read(Sample);

        Assert.Equal(
            "Interview one\nP01:\tA   B\nC d e\n1. first\n  1.a) inner\n2. second\n• bullet\na\tb\nc\nNoted[1].\n[1] The note",
            document.Text);
        Assert.Equal("OpenDocument text", document.Kind);
        Assert.Empty(document.Pages);
        Assert.StartsWith("A tracked deletion was left out.", Assert.Single(document.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_beside_the_text_is_left_out_and_counted()
    {
        var document = OdtText.Read(
            Packages.Odt(
                "<t:p>A<o:annotation><t:p>remark</t:p></o:annotation><t:span t:style-name='Hidden'>secret</t:span>"
                + "<d:frame><d:image/><svg:desc>a dog</svg:desc></d:frame>B<d:frame><d:text-box><t:p>in a box</t:p></d:text-box></d:frame></t:p>"
                + "<t:p t:style-name='Hidden'>all hidden</t:p>",
                Styles,
                "<s:header><t:p>Head</t:p></s:header><s:footer><t:p/></s:footer>"),
            Limits);

        Assert.Equal("AB\nin a box\n", document.Text);
        Assert.Equal(
            [
                "A header or footer was left out.", "A comment was left out.", "2 stretches of hidden text were left out.",
                "A picture was left out.",
            ],
            document.Warnings.Select(w => w.Message));
    }

    [Fact]
    public void Pages_begin_at_soft_and_at_written_breaks()
    {
        var document = Read("<t:p>One</t:p><t:soft-page-break/><t:p>Two and <t:soft-page-break/>three</t:p><t:p t:style-name='NewPage'>Four</t:p>");

        Assert.Equal([0, .. new[] { "Two", "three", "Four" }.Select(w => document.Text.IndexOf(w, StringComparison.Ordinal))], document.Pages);
    }

    [Fact]
    public void A_protected_file_is_refused_with_what_to_do()
    {
        var file = Packages.Zip(
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "garbage"),
            ("META-INF/manifest.xml", "<m:manifest xmlns:m='urn:m'><m:encryption-data/></m:manifest>"));

        Assert.Contains("password", Assert.Throws<UnreadableFileException>(() => OdtText.Read(file, Limits)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_files_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<t:section>", 400)) + string.Concat(Enumerable.Repeat("</t:section>", 400));

        Assert.True(Assert.Throws<UnreadableFileException>(() => Read(deep)).TooLarge);
        Assert.Throws<UnreadableFileException>(() => OdtText.Read(Packages.Zip(("content.xml", "<!DOCTYPE x [<!ENTITY e 'b'>]><x>&e;</x>")), Limits));
        Assert.True(Assert.Throws<UnreadableFileException>(() => Read($"<t:p>{new string('x', 3 << 20)}</t:p>")).TooLarge);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        Mutations.AreReadOrRefused(Packages.Odt(Sample, Styles), bytes => OdtText.Read(bytes, Limits));
        Mutations.AreReadOrRefused(
            System.Text.Encoding.UTF8.GetBytes(Sample),
            bytes => OdtText.Read(Packages.Odt(System.Text.Encoding.Latin1.GetString(bytes), Styles), Limits));
    }

    private static ReadDocument Read(string body) => OdtText.Read(Packages.Odt(body, Styles), Limits);
}
