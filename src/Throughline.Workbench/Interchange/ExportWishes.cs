namespace Throughline.Workbench.Interchange;

/// <summary>How a study goes out.</summary>
public sealed record ExportWishes
{
    /// <summary>The team itself works on with it in another program, or others get to see it.</summary>
    public const string Sharing = "sharing", Analysis = "analysis";

    /// <summary>standard, nvivo, atlasti or maxqda.</summary>
    public string Profile { get; init; } = "standard";

    /// <summary>The sources that go out, by id or name; empty for all.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>With pictures, recordings and other originals.</summary>
    public bool Media { get; init; } = true;

    /// <summary>Names of people as the words have them, each with what stands in its place; empty: as it stands.</summary>
    public IReadOnlyList<Pseudonym> Pseudonyms { get; init; } = [];

    /// <summary>With what only Throughline knows, in a note of its own.</summary>
    public bool Own { get; init; } = true;

    /// <summary>sharing or analysis: whoever said no to quotations or to archiving is left out of what is shared only.</summary>
    public string Purpose { get; init; } = Sharing;
}

/// <summary>A name and what stands in its place.</summary>
public sealed record Pseudonym(string Name, string Instead);
