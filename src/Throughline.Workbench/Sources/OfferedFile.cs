using System.Globalization;
using System.Text;

namespace Throughline.Workbench.Sources;

/// <summary>A file as somebody hands it in.</summary>
/// <param name="Id">Its id in the report of the import. Sent again with the same id, it is not imported again.</param>
/// <param name="Name">Its name as the sender has it; folders in it are dropped.</param>
/// <param name="Bytes">The whole of it.</param>
public sealed record OfferedFile(Guid Id, string Name, ReadOnlyMemory<byte> Bytes)
{
    public const int NameLength = 200;

    /// <summary>Why its bytes were not even taken; null where they were.</summary>
    public ImportWarning? Refused { get; init; }

    /// <summary>The name as it is kept and shown: no folders, nothing that does not print or turns the line around.</summary>
    public string ShownName { get; } = Shown(Name);

    public string Ending => Path.GetExtension(ShownName).ToLowerInvariant();

    public string Stem => Path.GetFileNameWithoutExtension(ShownName) is { Length: > 0 } stem ? stem : ShownName;

    public static string Shown(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = new StringBuilder(Math.Min(last.Length, NameLength));
        foreach (var rune in last.EnumerateRunes())
        {
            if (plain.Length >= NameLength) break;
            if (rune != Rune.ReplacementChar && IsShown(Rune.GetUnicodeCategory(rune))) plain.Append(rune);
        }
        return plain.ToString().Trim() is { Length: > 0 } shown && shown.Trim('.').Length > 0 ? shown : "A file without a name";
    }

    private static bool IsShown(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}

/// <summary>Something in a file that was not read as it stands, and where.</summary>
/// <param name="Place">As a person would look it up: "cue 212, line 846".</param>
/// <param name="Message">What was found and what became of it.</param>
/// <param name="Remedy">What the person can do about it: for a refused file, and where it was read as something else than it seems to be.</param>
public sealed record ImportWarning(string Place, string Message, string? Remedy = null)
{
    /// <summary>The place of a remark on the whole file. A file with no other warnings was read in full.</summary>
    public const string Whole = "the file";

    public bool IsLocated => Place != Whole;
}
