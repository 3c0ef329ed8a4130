using System.Globalization;

namespace Throughline.Workbench.Shared;

/// <summary>
/// Cursors over lists that are sorted here: they name the last thing seen, and where it stood in case it has gone since.
/// </summary>
public static class Page
{
    public static string Cursor(int index, Guid last) => string.Create(CultureInfo.InvariantCulture, $"{index}.{last:N}");

    /// <summary>The index at which the next page begins. A cursor that says nothing begins at the beginning.</summary>
    public static int After<T>(IReadOnlyList<T> all, Func<T, Guid> id, string? cursor)
    {
        if (cursor?.Split('.') is not [var place, var named] || !Guid.TryParse(named, out var last)) return 0;
        if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return 0;
        if (index < all.Count && id(all[index]) == last) return index + 1;
        for (var i = 0; i < all.Count; i++)
            if (id(all[i]) == last) return i + 1;
        return Math.Min(index, all.Count);
    }
}
