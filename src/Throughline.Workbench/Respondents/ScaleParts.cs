using System.Text.Json;
using Throughline.Methods.Survey;
using Scale = Throughline.Workbench.Questionnaires.Scale;

namespace Throughline.Workbench.Respondents;

/// <summary>A scale as it is kept, turned into what scores it.</summary>
public static class ScaleParts
{
    public sealed record Item(Guid Variable, bool Reversed);

    public static IReadOnlyList<Item> ItemsOf(Scale scale) => JsonSerializer.Deserialize<Item[]>(scale.Items, JsonSerializerOptions.Web) ?? [];

    public static string Written(IEnumerable<Item> items) => JsonSerializer.Serialize(items, JsonSerializerOptions.Web);

    /// <summary>What scores a scale, with the columns of its items; null where it has no items or no range. An item that is no longer there has no column.</summary>
    internal static (Methods.Survey.Scale Scorer, VariableColumn?[] Columns)? Of(RespondentData data, Scale scale)
    {
        if (ItemsOf(scale) is not { Count: > 0 } items || !(scale.ItemLeast < scale.ItemMost)) return null;
        VariableColumn?[] columns = [.. items.Select(i => data.Column(i.Variable))];
        return (new([.. items.Select((item, i) => new ScaleItem(columns[i]?.Variable.Name ?? "", item.Reversed))], scale.ItemLeast, scale.ItemMost)
        {
            Score = scale.Combine == Scale.Mean ? ScaleScore.Mean : ScaleScore.Sum, MissingAllowed = scale.MostMissing,
        }, columns);
    }

    /// <summary>Works out the scores, where the column is that of a scale.</summary>
    internal static void Score(RespondentData data, VariableColumn column)
    {
        if (column.Scale is not { } scale || Of(data, scale) is not { } parts) return;
        for (var row = 0; row < data.Respondents.Count; row++) column.Score(row, parts.Scorer.Of([.. parts.Columns.Select(c => c?.Numbers[row])]).Score);
    }
}
