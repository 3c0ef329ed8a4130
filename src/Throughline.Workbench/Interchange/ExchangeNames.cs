using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange;

/// <summary>What people call a row: a code by its name, a segment by its code and source, a definition by what it defines.</summary>
internal static class ExchangeNames
{
    private const int Most = 80;
    private static readonly Dictionary<Guid, string> None = [];

    /// <param name="row">As a file says it.</param>
    /// <param name="said">All that the file says.</param>
    /// <param name="here">Names of what stands here.</param>
    public static string Of(SaidRow row, SaidRows said, IReadOnlyDictionary<Guid, string>? here = null) =>
        Of(row.Kind, name => row[name], id => Named(said, id) ?? (here ?? None).GetValueOrDefault(id));

    /// <param name="row">As it stands here.</param>
    /// <param name="here">Names of what stands here.</param>
    public static string Of(IRecorded row, IReadOnlyDictionary<Guid, string> here) =>
        Of(row.GetType().Name, name => row.GetType().GetProperty(name)?.GetValue(row), id => here.GetValueOrDefault(id));

    public static string Of(string kind, Func<string, object?> value, Func<Guid, string?> named)
    {
        if (First(value) is { } name) return Told.Words(name, Most);
        string? Of(string field) => value(field) is Guid id ? named(id) : null;
        var told = kind switch
        {
            nameof(CodedSegment) => Joined(" in ", Of("CodeId"), Of("SourceId")),
            nameof(Selection) => Joined("", Of("SourceId")),
            nameof(CodeDefinition) => Joined("", Of("CodeId")),
            nameof(ThemeCode) => Joined(" under ", Of("CodeId"), Of("ThemeId")),
            nameof(ThemeSegment) => Joined("", Of("ThemeId")),
            nameof(NoteLink) => Joined("", Of("TargetId")),
            _ => Joined("", value("Text") as string),
        };
        return told.Length > 0 ? Told.Words(told, Most) : RowWords.One(kind);
    }

    private static string Joined(string between, params string?[] parts) => string.Join(between, parts.Where(p => !string.IsNullOrWhiteSpace(p)));

    private static string? First(Func<string, object?> value) => (value("Name") ?? value("Label") ?? value("Title") ?? value("Code")) is string { Length: > 0 } name ? name : null;

    private static string? Named(SaidRows said, Guid id) =>
        new[] { nameof(Code), nameof(Source), nameof(Theme) }.Select(kind => said.Find(kind, id)).OfType<SaidRow>().Select(row => First(name => row[name])).FirstOrDefault();
}
