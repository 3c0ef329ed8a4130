using System.Text.Json.Serialization;
using Throughline.Workbench.Coding;

namespace Throughline.App.Coding;

/// <summary>
/// Where something that is not words lies: a region (pixels of a picture from its top left, points of a PDF page from its bottom left),
/// a page from 1, a stretch of time in milliseconds with its end exclusive. <paramref name="Told"/> says it in words.
/// </summary>
public sealed record PlaceAnswer(string Told, int? Page, int? X1, int? Y1, int? X2, int? Y2, long? FromMs, long? ToMs)
{
    public static PlaceAnswer? Of(SelectionPlace place) => place.Told() is { Length: > 0 } told
        ? new(told, place.Page, place.X1, place.Y1, place.X2, place.Y2, place.FromMs, place.ToMs) : null;
}
