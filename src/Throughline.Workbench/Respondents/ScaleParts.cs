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

    internal static Methods.Survey.Scale Scorer(Scale scale, IReadOnlyList<VariableColumn?> columns, IReadOnlyList<Item> items) =>
        new([.. items.Select((item, i) => new ScaleItem(columns[i]?.Variable.Name ?? "", item.Reversed))], scale.ItemLeast, scale.ItemMost)
        {
            Score = scale.Combine == Scale.Mean ? ScaleScore.Mean : ScaleScore.Sum, MissingAllowed = scale.MostMissing,
        };

    /// <summary>Works out the scores, where the column is that of a scale. An item that is no longer there counts as missing.</summary>
    internal static void Score(RespondentData data, VariableColumn column)
    {
        if (column.Scale is not { } scale || ItemsOf(scale) is not { Count: > 0 } items || !(scale.ItemLeast < scale.ItemMost)) return;
        VariableColumn?[] columns = [.. items.Select(i => data.Column(i.Variable))];
        var scorer = Scorer(scale, columns, items);
        for (var row = 0; row < data.Respondents.Count; row++) column.Score(row, scorer.Of([.. columns.Select(c => c?.Numbers[row])]).Score);
    }
}
