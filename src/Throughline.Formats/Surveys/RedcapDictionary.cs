using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>The data dictionary of a REDCap project: per field its question, kind and choices.</summary>
internal sealed class RedcapDictionary
{
    private readonly Dictionary<string, RedcapField> fields = new(StringComparer.Ordinal);

    private RedcapDictionary(Table table)
    {
        var name = Column(table, "Variable / Field Name", "field_name");
        foreach (var row in table.Rows)
            if (row[name].Trim() is { Length: > 0 } field)
                fields.TryAdd(field, Field(table, row));
    }

    /// <summary>Whether a heading is that of a dictionary, as it is downloaded or as the API gives it.</summary>
    public static bool Looks(TableRow heading) =>
        heading.Cells.Contains("Variable / Field Name")
        || (heading.Cells.Contains("field_name") && heading.Cells.Contains("field_type") && heading.Cells.Contains("field_label"));

    /// <summary>Reads a dictionary; null, with a warning, where it is none.</summary>
    public static RedcapDictionary? TryRead(ReadOnlyMemory<byte> bytes, ReadLimits limits, SurveyWarnings warnings)
    {
        try
        {
            var table = Csv.Read(bytes, limits);
            if (Looks(new TableRow(1, table.Headers)))
                return new RedcapDictionary(table);
            warnings.Add("the dictionary", "It is not a data dictionary of REDCap, so the answers were read without it. Download it from the project\u2019s dictionary page.");
        }
        catch (UnreadableFileException refusal)
        {
            warnings.Add("the dictionary", $"{refusal.Message} The answers were read without it. {refusal.Remedy}");
        }
        return null;
    }

    /// <summary>Gives the columns what the dictionary says of them.</summary>
    public void Apply(SurveyDraft draft)
    {
        foreach (var column in draft.Columns)
        {
            var boxAt = column.Name.IndexOf("___", StringComparison.Ordinal);
            if (fields.TryGetValue(column.Name, out var field))
                field.Apply(column, draft, isFirst: column.Index == 0);
            else if (boxAt > 0 && fields.TryGetValue(column.Name[..boxAt], out var boxes))
                boxes.ApplyBox(column, column.Name[..boxAt], column.Name[(boxAt + 3)..]);
        }
    }

    private static RedcapField Field(Table table, TableRow row)
    {
        string Cell(string words, string key) => row[Column(table, words, key)].Trim();
        return new RedcapField(
            Cell("Field Type", "field_type").ToLowerInvariant(),
            Cell("Field Label", "field_label"),
            RedcapField.ParseChoices(Cell("Choices, Calculations, OR Slider Labels", "select_choices_or_calculations")),
            Cell("Text Validation Type OR Show Slider Number", "text_validation_type_or_show_slider_number").ToLowerInvariant())
        {
            IsIdentifier = Cell("Identifier?", "identifier").StartsWith("y", StringComparison.OrdinalIgnoreCase),
            Matrix = Cell("Matrix Group Name", "matrix_group_name"),
            Section = ColumnDraft.Plain(Cell("Section Header", "section_header")),
        };
    }

    private static int Column(Table table, string words, string key) => table.Column(words) is var at and >= 0 ? at : table.Column(key);
}
