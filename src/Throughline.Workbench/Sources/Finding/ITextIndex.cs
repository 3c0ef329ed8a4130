using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources.Finding;

/// <summary>A version of a text whose words are in the index: the one in force, and no other.</summary>
public sealed class IndexedText
{
    public Guid StudyId { get; set; }
    public Guid SourceId { get; set; }
    public int Version { get; set; }

    /// <summary>See <see cref="TextNumber"/>.</summary>
    public long Number { get; set; }

    /// <summary>Where each passage begins, comma-separated.</summary>
    public string Starts { get; set; } = "";
}

/// <summary>
/// Numbers of studies, texts and passages as an index has them, one in another: passages of a text, and texts of a study, lie in one
/// range.
/// </summary>
public static class TextNumber
{
    private const int OfTexts = 22;

    public const int OfPassages = 20;

    public const int MostPassages = 1 << OfPassages;

    public static long OfStudy(long text) => text >> OfTexts;

    public static long FirstText(long study) => study << OfTexts;

    public static long FirstPassage(long text) => text << OfPassages;

    public static (long Text, int Passage) Of(long passage) => (passage >> OfPassages, (int)(passage & (MostPassages - 1)));

    /// <summary>All passages of a study.</summary>
    public static (long From, long To) RangeOf(long study) => (study << (OfTexts + OfPassages), (study + 1) << (OfTexts + OfPassages));
}

/// <summary>The index of words, as an engine keeps it. Each speaks in the open transaction of the context.</summary>
public interface ITextIndex
{
    Task AddAsync(StudyDb db, long text, Passages passages, CancellationToken cancel);

    Task RemoveAsync(StudyDb db, long text, CancellationToken cancel);

    /// <summary>A number for a study that has none. Nobody else gets one before the transaction ends.</summary>
    Task<long> NextStudyAsync(StudyDb db, CancellationToken cancel);

    /// <summary>Some passages of a study that hold what is asked.</summary>
    Task<IReadOnlyList<long>> PassagesAsync(StudyDb db, long study, WordQuery query, int most, CancellationToken cancel);

    /// <summary>All texts of a study that hold it.</summary>
    Task<IReadOnlyList<long>> TextsAsync(StudyDb db, long study, WordQuery query, CancellationToken cancel);
}
