using Throughline.Formats.Spss;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>An SPSS data file (.sav, .zsav) as answers: what its dictionary says of variables is taken at its word.</summary>
internal static class SavColumns
{
    public static bool Looks(ReadOnlySpan<byte> bytes) => bytes.StartsWith("$FL2"u8) || bytes.StartsWith("$FL3"u8);

    public static SurveyFile Read(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        var file = new SavBytes(bytes);
        var dictionary = SavDictionary.Read(file);
        if (dictionary.Variables.Count == 0)
            throw new UnreadableFileException("the description of the variables", "There are no variables in it.", "Look whether the right file was chosen.");
        var warnings = new SurveyWarnings([]);
        var rows = Rows(dictionary, SavData.Open(dictionary, file, limits), limits, warnings);
        var columns = dictionary.Variables.Select((v, i) => Column(dictionary, v, i, rows)).ToList();
        foreach (var set in dictionary.Sets) Join(set, dictionary.Variables, columns);
        var draft = new SurveyDraft(SurveyOrigin.Spss, columns, rows, warnings);
        return draft.Finish($"SPSS data file, {Refusal.Count(columns.Count)} variables, {dictionary.Encoding.WebName.ToUpperInvariant()}.", "case");
    }

    private static List<TableRow> Rows(SavDictionary dictionary, SavData data, ReadLimits limits, SurveyWarnings warnings)
    {
        var rows = new List<TableRow>();
        var (elements, characters) = (new byte[checked(dictionary.CaseElements * 8)], 0L);
        while (data.Next(elements, out var ends) || Told(ends, rows.Count, warnings))
        {
            if (rows.Count >= limits.Items) throw Refusal.TooMany("cases", limits);
            var cells = new string[dictionary.Variables.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = SavValues.Text(dictionary, dictionary.Variables[i], elements.AsSpan(dictionary.Variables[i].Element * 8));
                characters += cells[i].Length;
            }
            if (characters > limits.TextLength) throw Refusal.TextTooLong(limits);
            rows.Add(new(rows.Count + 1, cells));
        }
        if (dictionary.Cases > rows.Count)
            warnings.Add("the file", $"It says that it has {Refusal.Count(dictionary.Cases)} cases, and has {Refusal.Count(rows.Count)}. It may have been cut off.");
        return rows;
    }

    private static bool Told(bool ends, int whole, SurveyWarnings warnings)
    {
        if (ends) warnings.Add($"case {whole + 1}", "The file ends in the middle of it, so it was left out. The cases before it are whole.");
        return false;
    }

    private static ColumnDraft Column(SavDictionary dictionary, SavVariable variable, int index, List<TableRow> rows)
    {
        var column = new ColumnDraft(index, variable.Name) { Label = variable.Label, Missing = Missing(dictionary, variable) };
        if (SavValues.IsTime(variable.Format) && !variable.IsText) column.Take(SurveyKind.Date, "Its format in SPSS is that of a day or a time.");
        var labels = variable.Labels.Select(l => new SurveyCategory(Value(dictionary, variable, l.Value), dictionary.Words(l.Label)))
            .DistinctBy(c => c.Value).Where(c => !column.Missing.Holds(c.Value)).ToList();
        if (labels.Count >= 2 && (variable.Measure != 3 || AllLabelled(labels, column, rows)))
        {
            column.Take(variable.Measure == 2 ? SurveyKind.ScaleItem : SurveyKind.SingleChoice, variable.Measure == 2
                ? "SPSS has it as ordinal, with a label for each value." : "SPSS has labels for its values.");
            column.Categories = labels;
        }
        else if (variable is { IsText: false, Measure: 3 }) column.Take(SurveyKind.Number, "SPSS has it as a measure on a scale.");
        return column;
    }

    /// <summary>SPSS calls a number a measure on a scale unless it is told otherwise; where each value has a label it is none.</summary>
    private static bool AllLabelled(List<SurveyCategory> labels, ColumnDraft column, List<TableRow> rows)
    {
        var labelled = labels.Select(l => l.Value).ToHashSet();
        return rows.TrueForAll(r => labelled.Contains(r[column.Index]) || column.Missing.Holds(r[column.Index]));
    }

    private static MissingAnswers Missing(SavDictionary dictionary, SavVariable variable)
    {
        if (variable.Missing.Count == 0) return MissingAnswers.Nothing;
        if (!variable.HasMissingRange || variable.IsText) return new([.. variable.Missing.Select(m => Value(dictionary, variable, m))], null, null);
        return new([.. variable.Missing.Skip(2).Select(m => Value(dictionary, variable, m))],
            dictionary.Number(variable.Missing[0]), dictionary.Number(variable.Missing[1]));
    }

    private static string Value(SavDictionary dictionary, SavVariable variable, byte[] value) =>
        variable.IsText || value.Length != 8 ? dictionary.Words(value) : SavValues.Number(dictionary, variable, dictionary.Number(value));

    /// <summary>The boxes of one question. Where each variable holds a category instead, each stays a question of its own.</summary>
    private static void Join(SavSet set, IReadOnlyList<SavVariable> variables, List<ColumnDraft> columns)
    {
        if (set.Counted is not { } counted) return;
        var label = set.Label.Length > 0 ? set.Label : set.Name;
        var group = new SurveyGroup(set.Name, label, IsBattery: false);
        for (var i = 0; i < variables.Count; i++)
        {
            if (!set.Variables.Contains(variables[i].ShortName, StringComparer.OrdinalIgnoreCase) && !set.Variables.Contains(variables[i].Name, StringComparer.OrdinalIgnoreCase)) continue;
            columns[i].Change(SurveyKind.MultipleChoice, $"It is one box of “{label}”, a multiple response set of SPSS.");
            (columns[i].Categories, columns[i].Group, columns[i].Box) = ([], group, new(columns[i].Label, counted));
        }
    }
}
