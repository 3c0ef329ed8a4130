using Throughline.Methods.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Says which wishes are in each other's way.</summary>
public static class ClashWords
{
    public static string Of(IReadOnlyList<Wish> clash) =>
        clash.Count == 1 ? $"{char.ToUpperInvariant(Of(clash[0])[0])}{Of(clash[0])[1..]}. Ask for less." : $"{(clash.Count == 2 ? "These two" : "These")} are in each other’s way: {string.Join("; ", clash.Select(Of))}. Without any one of them the others can be had.";

    public static string Of(Wish wish)
    {
        var cell = string.Join(" and ", wish.Cell.Select(b => $"{b.Attribute}: {b.Band}"));
        var there = wish.Open == wish.InFrame ? $"there are {wish.InFrame:N0}" : $"there are {wish.InFrame:N0}, of whom {wish.Open:N0} may be picked";
        return wish.Kind switch
        {
            WishKind.Size => $"{Told.Count(wish.Count, "person", "people")} in all ({there})",
            WishKind.Minimum => $"at least {wish.Count:N0} of {cell} ({there})",
            WishKind.Maximum => $"at most {wish.Count:N0} of {cell} ({there})",
            WishKind.Must => $"{wish.Person} has to be in it",
            _ => wish.Person is { } person ? $"{person} may not be in it" : $"{Told.Count(wish.Count, "person", "people")} may not be in it",
        };
    }
}
