namespace Throughline.Workbench.Shared;

/// <summary>What could not be taken from a table, and where: one bad row never fails the whole.</summary>
/// <param name="Place">As a person would look it up: "row 12".</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record RowTrouble(string Place, string Message);

/// <summary>Moments as tables write them: ISO 8601. Without an offset they are UTC, so that a file says the same everywhere.</summary>
public static class WrittenMoment
{
    /// <summary>Null where nothing is written; a problem where it is no date.</summary>
    public static Outcome<long?> Read(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return (long?)null;
        var trimmed = written.Trim();
        var isDated = trimmed.Length >= 10 && char.IsAsciiDigit(trimmed[3]) && trimmed[4] == '-';
        return isDated && DateTimeOffset.TryParse(
            trimmed, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? Instant.Micros(at)
            : new Problem.Invalid("at", $"“{Told.Words(trimmed, 40)}” is not a date. Write it as 2025-11-12, or with its time as 2025-11-12T14:30:00Z.");
    }
}
