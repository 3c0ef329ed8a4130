using System.Globalization;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>A questionnaire as a table, an item a row, to be written in a spreadsheet: its name, title and thanks are rows of their own.</summary>
public static class QuestionnaireTable
{
    private const string Name = "name", Title = "title", Thanks = "thanks", Is = " = ";

    public static readonly IReadOnlyList<string> Heads = ["kind", "name", "text", "help", "required", "answers", "least", "most", "shown where", "use"];

    public static IEnumerable<IReadOnlyList<string>> Rows(QuestionnaireFile file)
    {
        foreach (var (kind, text) in new[] { (Name, file.Name), (Title, file.Title), (Thanks, file.Thanks) })
            if (!string.IsNullOrEmpty(text)) yield return [kind, "", text, .. Enumerable.Repeat("", Heads.Count - 3)];
        foreach (var entry in file.Questions)
            yield return
            [
                entry.Kind, entry.Name ?? "", entry.Text ?? "", entry.Help ?? "", entry.Required == true ? "yes" : "", string.Join('\n', (entry.Options ?? []).Select(Line)),
                Number(entry.Least), Number(entry.Most), string.Join('\n', (entry.ShownWhere?.Is ?? []).Select(v => $"{entry.ShownWhere!.Question}{Is}{v}")), entry.Use ?? "",
            ];
    }

    /// <summary>What a table asks; a cell that cannot be read is told with its row, and nothing is taken.</summary>
    /// <param name="file">Its name, which the questionnaire has where no row gives it one.</param>
    /// <param name="table">Rows in any order of columns; the first names them.</param>
    public static Outcome<QuestionnaireFile> Read(string file, IReadOnlyList<TableRow> table)
    {
        if (!TableColumns.Read(file, table).Is(out var columns, out var problem)) return problem;
        if (!columns.Has("kind") || !columns.Has("text")) return Bad(file, "Row 1", "Columns kind and text are needed.");
        var (whole, questions) = (new Dictionary<string, string>(), new List<QuestionnaireFile.Entry>());
        foreach (var row in columns.Rows)
        {
            var kind = columns.Cell(row, "kind").Trim().ToLowerInvariant();
            if (kind is Name or Title or Thanks) whole[kind] = columns.Cell(row, "text");
            else if (EntryOf(columns, row, kind).Is(out var entry, out problem)) questions.Add(entry);
            else return Bad(file, $"Row {row.Line}", problem.Detail);
        }
        return new QuestionnaireFile(whole.GetValueOrDefault(Name) ?? Path.GetFileNameWithoutExtension(file), whole.GetValueOrDefault(Title), whole.GetValueOrDefault(Thanks), questions);
    }

    private static Outcome<QuestionnaireFile.Entry> EntryOf(TableColumns columns, TableRow row, string kind)
    {
        string? Said(string column) => columns.Cell(row, column) is { Length: > 0 } cell ? cell : null;
        if (!Question.Kinds.Contains(kind)) return new Problem.Invalid("kind", $"An item is one of {string.Join(", ", Question.Kinds)}, not “{Told.Words(kind, 30)}”.");
        var (least, most) = (Said("least"), Said("most"));
        if (Number(least) is null && least is not null || Number(most) is null && most is not null) return new Problem.Invalid("least", "The least and the most are numbers.");
        var where = Lines(Said("shown where")).Select(l => l.Split(Is, 2)).ToList();
        if (where.Exists(w => w.Length < 2) || where.DistinctBy(w => w[0].Trim()).Skip(1).Any()) return new Problem.Invalid("shownWhere", "Where it is shown is written as the name of one question, an equals sign and a value, a line for each value: employer = ngo.");
        var required = Said("required")?.Trim().ToLowerInvariant();
        if (required is not (null or "yes" or "no" or "true" or "false" or "1" or "0")) return new Problem.Invalid("required", "Whether it must be answered is yes or no.");
        return new QuestionnaireFile.Entry(
            kind, Said("name"), Said("text"), Said("help"), required is "yes" or "true" or "1" ? true : null, Said("use"), Options(Said("answers")), Number(least), Number(most),
            where.Count == 0 ? null : new(where[0][0].Trim(), [.. where.Select(w => w[1].Trim())]));
    }

    private static List<FormOption>? Options(string? cell)
    {
        var options = Lines(cell).Select(l => l.IndexOf(Is, StringComparison.Ordinal) is > 0 and var at ? new FormOption(l[..at].Trim(), l[(at + Is.Length)..].Trim()) : new FormOption(l, l)).ToList();
        return options.Count > 0 ? options : null;
    }

    private static string Line(FormOption option) => option.Label == option.Value && !option.Value.Contains(Is, StringComparison.Ordinal) ? option.Value : $"{option.Value}{Is}{option.Label}";

    private static IEnumerable<string> Lines(string? cell) => (cell ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static double? Number(string? cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static Problem.Unreadable Bad(string file, string place, string what) => new(file, place, what, "Nothing was kept. An exported questionnaire shows how it is written.");
}
