using System.Globalization;

namespace Throughline.Formats.RefiQda;

/// <summary>The attributes of one element, by name; what is not as it should be is told.</summary>
internal sealed class RefiAttributes(RefiCursor cursor, string element, List<(string Name, string Value)> values)
{
    private readonly int line = cursor.Line;

    private string Place => cursor.PlaceOf(line);

    public string? this[string name]
    {
        get
        {
            foreach (var (known, value) in values)
                if (known == name)
                    return value;
            return null;
        }
    }

    /// <summary>Words; null where there are none. Programs write name="" for no name.</summary>
    public string? Text(string name) => this[name] is { Length: > 0 } value ? TextDecoding.Clean(value) : null;

    public RefiPath? Path(string name) => this[name] is { } value && !string.IsNullOrWhiteSpace(value) ? new RefiPath(value.Trim()) : null;

    /// <summary>The id of the element, unique within its kind; made from its place where the file has none.</summary>
    public RefiGuid Id()
    {
        if (Guid("guid") is { } guid)
            return cursor.Unique(element, guid);
        var made = new RefiGuid(new RefiGuid($"{element} {this["name"]} {Place}").Value);
        cursor.Findings.Tell($"of {element} without an id", Place, $"{element} {RefiFindings.Shown(this["name"])} has no id; it got one of its own.");
        return cursor.Unique(element, made);
    }

    public RefiGuid? Guid(string name)
    {
        if (this[name] is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        var guid = new RefiGuid(text);
        if (!guid.IsWellFormed)
            cursor.Findings.Tell("ids that are no GUID", Place, $"{name} of {element} is {RefiFindings.Shown(text)}, which is no GUID. It is kept as it stands, and found by what refers to it.");
        return guid;
    }

    public DateTimeOffset? Time(string name)
    {
        if (this[name] is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        Wrong(name, text, "is no time");
        return null;
    }

    public long? Number(string name)
    {
        if (this[name] is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
            return number;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && Math.Abs(real) < 1e15)
        {
            cursor.Findings.Tell("numbers that are not whole", Place, $"{name} of {element} is {RefiFindings.Shown(text)}; it was rounded to a whole number.");
            return (long)Math.Round(real);
        }
        Wrong(name, text, "is no number");
        return null;
    }

    public bool? Flag(string name)
    {
        if (this[name] is not { } text)
            return null;
        bool? value = text.Trim() switch
        {
            "true" or "1" or "True" or "TRUE" => true,
            "false" or "0" or "False" or "FALSE" => false,
            _ => null,
        };
        if (value is null)
            Wrong(name, text, "is neither true nor false");
        return value;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (this[name] is not { Length: > 0 } text)
            return null;
        if (System.Enum.TryParse<T>(text.Trim(), ignoreCase: true, out var value) && char.IsLetter(text.Trim()[0]) && System.Enum.IsDefined(value))
            return value;
        Wrong(name, text, "is not one of those that the standard knows");
        return null;
    }

    public string? Color(string name)
    {
        if (this[name] is not { Length: > 0 } text)
            return null;
        var color = text.Trim();
        if (IsColor(color))
            return color;
        if (IsColor("#" + color))
            return "#" + color;
        Wrong(name, text, "is no colour");
        return null;
    }

    public RefiStamp Stamp(string creator = "creatingUser", string modifier = "modifyingUser")
    {
        var stamp = new RefiStamp(Guid(creator), Time("creationDateTime"), Guid(modifier), Time("modifiedDateTime"));
        return stamp == RefiStamp.None ? RefiStamp.None : stamp;
    }

    public static bool IsColor(string text) => text is ['#', .. { Length: 3 or 6 } digits] && digits.All(char.IsAsciiHexDigit);

    private void Wrong(string name, string text, string why) =>
        cursor.Findings.Tell($"values of {name} that were left out", Place, $"{name} of {element} is {RefiFindings.Shown(text)}, which {why}; it was left out.");
}
