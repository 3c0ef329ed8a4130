using System.Globalization;

namespace Throughline.Workbench.Shared;

/// <summary>The order in which people look names up: case aside, P2 before P10.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Names = new();

    public int Compare(string? x, string? y) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(x, y, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);
}
