namespace Throughline.Workbench.Interchange;

/// <summary>How a study goes out.</summary>
/// <param name="Profile">standard, nvivo, atlasti or maxqda.</param>
/// <param name="Sources">The sources that go out, by id or name; empty for all.</param>
/// <param name="Media">With pictures, recordings and other originals.</param>
/// <param name="Pseudonyms">Names of people as words of the sources and notes have them, each with what stands in its place; null: as it stands.</param>
/// <param name="Own">With what only Throughline knows, in a note of its own.</param>
public sealed record ExportWishes(
    string Profile = "standard", IReadOnlyList<string>? Sources = null, bool Media = true, IReadOnlyList<Pseudonym>? Pseudonyms = null, bool Own = true);

/// <summary>A name and what stands in its place.</summary>
public sealed record Pseudonym(string Name, string Instead);
