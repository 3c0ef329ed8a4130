namespace Throughline.Formats.Html;

/// <summary>The look of a report on screen and on paper: what somebody in the study said stands in the serif.</summary>
internal static class HtmlReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: light-dark(#1c1a17, #eae6df); --soft: light-dark(#57524a, #b5aea2);
          --line: light-dark(#d8d2c7, #45413a); --accent: light-dark(#0b5c63, #79c2c9);
          --warn: light-dark(#8a4b00, #e3ab63); --paper: light-dark(#fffdf9, #1d1b18); }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
        main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
        h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
        h4 { font-size: 1rem; margin: 1.5rem 0 .5rem; color: var(--soft); }
        .subtitle { margin: 0; color: var(--soft); }
        a { color: var(--accent); }
        figure { margin: 1.25rem 0 1.25rem 1.25rem; padding-left: 1rem; border-left: 1px solid var(--line); }
        blockquote { margin: 0; font: 1.0625rem/1.6 "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif; }
        blockquote p { margin: 0 0 .35rem; }
        figcaption { font-size: .875rem; color: var(--soft); }
        .flag, .notice { border: 1px solid var(--warn); border-radius: 2px; padding: .5rem .75rem; font-size: .9375rem; }
        .flag { margin: .5rem 0 0; padding: .25rem .5rem; font-size: .875rem; color: var(--warn); }
        table { width: 100%; border-collapse: collapse; margin: 1.25rem 0; font-size: .9375rem; }
        caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        hr.page { border: 0; border-top: 1px solid var(--line); margin: 3rem 0; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .875rem; }
        @media print {
          :root { color-scheme: light; }
          main { max-width: none; padding: 0; }
          h2, h3, h4, caption { break-after: avoid; }
          figure, tr { break-inside: avoid; }
          thead { display: table-header-group; }
          hr.page { break-after: page; border: 0; margin: 0; }
          @page { size: A4; margin: 22mm 20mm; }
        }

        """;
}
