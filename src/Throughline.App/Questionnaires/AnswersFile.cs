using System.Globalization;
using System.Text.Json;
using Throughline.App.Respondents;
using Throughline.App.Shell;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

/// <summary>The answers to one questionnaire as a file: a row for each respondent, a column for each question.</summary>
internal static class AnswersFile
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["csv"] = TableFile.Kinds["csv"], ["xlsx"] = TableFile.Kinds["xlsx"], ["json"] = "application/json; charset=utf-8",
    };

    /// <summary>What a file's ending asks for.</summary>
    public static string KindOf(string? path) => Path.GetExtension(path ?? "").TrimStart('.').ToLowerInvariant() is var end && Kinds.ContainsKey(end) ? end : "csv";

    /// <param name="found">The answers.</param>
    /// <param name="kind">One of <see cref="Kinds"/>. JSON has numbers and lists where tables have text.</param>
    /// <param name="labels">Whether answers stand in the words that respondents chose, instead of the values kept for them.</param>
    public static byte[] Written(AnswersTo.Answer found, string kind, bool labels) => kind == "json"
        ? JsonSerializer.SerializeToUtf8Bytes(found.Rows.Select(r => Told(found.Data, r, labels)), Answers.Json)
        : RespondentFile.Written(kind, "Answers", (["id", "version", "answered_at", "may_be_contacted", .. Asked(found.Data).Select(c => c.Variable.Name)], found.Rows.Select(r => Row(found.Data, r, labels))));

    /// <summary>What was asked; scores are not answers.</summary>
    private static IEnumerable<VariableColumn> Asked(RespondentData data) => data.Columns.Where(c => c.Scale is null);

    private static IReadOnlyList<string> Row(RespondentData data, (int Place, int Version) row, bool labels)
    {
        var line = data.Respondents[row.Place];
        return [line.Code, Version(row), At(line), MayContact(line) ?? "", .. Asked(data).Select(c => Cell(c, row.Place, labels))];
    }

    private static string Cell(VariableColumn column, int row, bool labels) =>
        labels ? column.Shown(row) : column.IsNumber ? column.Numbers[row]?.ToString("R", CultureInfo.InvariantCulture) ?? "" : column.Texts[row] ?? "";

    private static object Told(RespondentData data, (int Place, int Version) row, bool labels)
    {
        var line = data.Respondents[row.Place];
        return new
        {
            Id = line.Code, Version = row.Version == 0 ? (int?)null : row.Version, AnsweredAt = line.AnsweredAt is { } at ? Instant.At(at) : (DateTimeOffset?)null, line.MayContact,
            Answers = Asked(data).Where(c => c.Texts[row.Place] is not null).ToDictionary(c => c.Variable.Name, c => Value(c, row.Place, labels)),
        };
    }

    private static object Value(VariableColumn column, int row, bool labels) =>
        column.Several?[row] is { } several ? labels ? several.Select(column.Label) : several : column.IsNumber && column.Numbers[row] is { } number ? number : Cell(column, row, labels);

    private static string Version((int Place, int Version) row) => row.Version == 0 ? "" : row.Version.ToString(CultureInfo.InvariantCulture);

    private static string At(RespondentData.Line line) => line.AnsweredAt is { } at ? Instant.At(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    private static string? MayContact(RespondentData.Line line) => line.MayContact is { } may ? may ? "yes" : "no" : null;
}
