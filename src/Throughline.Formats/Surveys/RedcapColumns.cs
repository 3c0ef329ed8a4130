using System.Text.RegularExpressions;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>What is particular to REDCap: names in small letters, a column per form that says whether it is complete.</summary>
internal static partial class RedcapColumns
{
    private static readonly SurveyCategory[] Completion = [new("0", "Incomplete"), new("1", "Unverified"), new("2", "Complete")];

    public static bool Look(TableRow row)
    {
        var names = row.Cells.Where(c => c.Length > 0).ToList();
        return names.Count > 1 && names.TrueForAll(n => Field().IsMatch(n))
            && names.Exists(n => n.StartsWith("redcap_", StringComparison.Ordinal)
                || (n.EndsWith("_complete", StringComparison.Ordinal) && names.Count > 2));
    }

    public static void Apply(SurveyDraft draft)
    {
        foreach (var column in draft.Columns)
            if (column.Index == 0)
                column.Take(SurveyKind.Id, "The first column of a REDCap export names the record.");
            else if (column.Name.EndsWith("_complete", StringComparison.Ordinal) && draft.Of(column).Distinct.All(v => v is "0" or "1" or "2"))
            {
                if (column.Take(SurveyKind.Metadata, "REDCap adds a column to each form that says whether it is complete."))
                    column.Categories = Completion;
            }
            else if (column.Name.EndsWith("_timestamp", StringComparison.Ordinal))
                column.Take(SurveyKind.Metadata, "REDCap adds a column to each survey that says when it was sent.");
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,120}\z")]
    private static partial Regex Field();
}
