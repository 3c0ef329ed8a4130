namespace Throughline.Workbench.Shared;

/// <summary>A row that belongs to one study. Every key leads with the study.</summary>
public interface IStudyRow
{
    Guid StudyId { get; set; }
    Guid Id { get; set; }
}

/// <summary>A row whose every insertion, alteration and removal is recorded in a Change, and so can be undone.</summary>
public interface IRecorded : IStudyRow;

/// <summary>Names are compared without regard to case, width or surrounding space; engines differ in how, so we do it.</summary>
public static class NameKey
{
    public static string Of(string name) =>
        string.Join(' ', name.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Instants are UTC microseconds, identical on both engines.</summary>
public static class Instant
{
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    public static DateTimeOffset At(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * 10);
}
