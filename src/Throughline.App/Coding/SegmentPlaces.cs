using Throughline.Workbench.Coding;

namespace Throughline.App.Coding;

/// <summary>Where a segment is opened: words in the transcript, all else with its picture, PDF or recording.</summary>
public static class SegmentPlaces
{
    public static string Href(Guid study, Guid source, Guid segment, SelectionPlace place) => place.End > place.Start
        ? $"/studies/{study}/coding/{source}?at={place.Start}&segment={segment}" : $"/studies/{study}/sources/{source}/media?segment={segment}";

    /// <summary>How a list names a place that has no words.</summary>
    public static string Told(SelectionPlace place) => place.Told() is { Length: > 0 } told ? $"{char.ToUpperInvariant(told[0])}{told[1..]}" : "";
}
