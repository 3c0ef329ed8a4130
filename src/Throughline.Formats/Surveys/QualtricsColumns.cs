using System.Text.RegularExpressions;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>What is particular to Qualtrics: its headings, and how it names the parts of questions.</summary>
internal static partial class QualtricsColumns
{
    /// <summary>Whether a row of headings is Qualtrics': a response id among its other columns.</summary>
    public static bool Look(TableRow row)
    {
        var keys = row.Cells.Select(ToolColumns.Key).ToHashSet();
        string[] others = ["finished", "status", "recordeddate", "ipaddress", "distributionchannel", "externaldatareference", "progress"];
        return keys.Contains("responseid") && others.Count(keys.Contains) >= 2 && keys.Contains("startdate");
    }

    /// <summary>Whether the row below the names is of questions, not of answers: no response begins at "Start Date".</summary>
    public static bool IsLabelRow(TableRow names, TableRow row)
    {
        for (var i = 0; i < names.Cells.Count; i++)
            if (ToolColumns.Key(names[i]) == "startdate")
                return row[i].Length > 0 && !Dates.Looks(row[i]);
        return false;
    }

    /// <summary>Takes the import ids: {"ImportId":"QID5","choiceId":"1"} becomes "QID5".</summary>
    public static string Tag(string cell)
    {
        var match = Import().Match(cell);
        return match.Success ? match.Groups[1].Value : "";
    }

    [GeneratedRegex("""['"]ImportId['"]\s*:\s*['"]([^'"]{1,200})""")]
    private static partial Regex Import();
}
