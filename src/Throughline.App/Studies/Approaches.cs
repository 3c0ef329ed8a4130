namespace Throughline.App.Studies;

/// <summary>Approaches that studies usually declare. Any other words are as good.</summary>
public static class Approaches
{
    private const string Reflexive = "Reflexive thematic analysis";

    public static IReadOnlyList<(string Name, string Told)> Usual { get; } =
    [
        (Reflexive, "Themes are made by a researcher whose position matters. Coding is open and organic."),
        ("Codebook thematic analysis", "A codebook is agreed on and worked with by several; themes are often topics. Template analysis is one of this kind."),
        ("Coding reliability thematic analysis", "Several coders code apart with a fixed codebook, and their agreement is measured."),
        ("Framework analysis", "A framework is applied to all cases and charted in a matrix of summaries."),
        ("Qualitative content analysis", "Categories with rules, applied throughout; counts may matter."),
        ("Grounded theory", "Coding, comparison and sampling go on together until a theory stands."),
        ("Interpretative phenomenological analysis", "Few cases, each read closely for how somebody makes sense of what they live through."),
        ("Discourse analysis", "What language does, and how accounts are built."),
        ("Narrative analysis", "Stories as wholes: who tells them, to whom and how."),
    ];

    /// <summary>What holds of figures in this approach; null where nothing special does.</summary>
    public static string? Caution(string approach) => approach.Contains("reflexive", StringComparison.OrdinalIgnoreCase)
        ? "In reflexive thematic analysis coding is interpretation, not measurement. Agreement between coders and counts towards saturation do not show its quality: take such figures as a start for talking, never as a gate, and be careful with them in a report."
        : null;
}
