using System.Text.Json;
using Throughline.Workbench.Questionnaires;

namespace Throughline.Workbench.Respondents;

/// <summary>A scale as it is kept, turned into what scores it.</summary>
public static class ScaleParts
{
    public sealed record Item(Guid Variable, bool Reversed);

    public static IReadOnlyList<Item> ItemsOf(Scale scale) => JsonSerializer.Deserialize<Item[]>(scale.Items, JsonSerializerOptions.Web) ?? [];

    public static string Written(IEnumerable<Item> items) => JsonSerializer.Serialize(items, JsonSerializerOptions.Web);

    /// <summary>Works out the scores, where the column is that of a scale. An item that is no longer there counts as missing.</summary>
    internal static void Score(RespondentData data, VariableColumn column)
    {
        if (column.Scale is not { } scale || ItemsOf(scale) is not { Count: > 0 } items || !(scale.ItemLeast < scale.ItemMost)) return;
        VariableColumn?[] columns = [.. items.Select(i => data.Column(i.Variable))];
        for (var row = 0; row < data.Respondents.Count; row++)
        {
            double[] known = [.. items.Select((item, i) => Counted(scale, item, columns[i]?.Numbers[row])).OfType<double>()];
            column.Score(row, known.Length == 0 || items.Count - known.Length > scale.MostMissing ? null
                : known.Average() * (scale.Combine == Scale.Mean ? 1 : items.Count));
        }
    }

    /// <summary>An answer as it counts: turned round where the item is; one outside the range counts as missing.</summary>
    private static double? Counted(Scale scale, Item item, double? answer) =>
        answer is not { } given || given < scale.ItemLeast || given > scale.ItemMost ? null : item.Reversed ? scale.ItemLeast + scale.ItemMost - given : given;
}
