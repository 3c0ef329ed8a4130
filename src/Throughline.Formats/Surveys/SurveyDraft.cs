using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>A file of answers while its columns are being found out.</summary>
internal sealed class SurveyDraft
{
    private readonly ColumnValues[] values;

    public SurveyDraft(SurveyHeadings headings, SurveySheet sheet)
        : this(headings.Origin, SurveyNames.Columns(headings, sheet), [.. headings.Answers], sheet.Warnings)
    {
        foreach (var column in Columns)
            ToolColumns.Apply(column, Origin);
    }

    public SurveyDraft(SurveyOrigin origin, IReadOnlyList<ColumnDraft> columns, IReadOnlyList<TableRow> rows, SurveyWarnings warnings)
    {
        (Origin, Columns, Rows, Warnings) = (origin, columns, rows, warnings);
        values = [.. columns.Select(_ => new ColumnValues())];
        foreach (var row in rows)
            for (var i = 0; i < Math.Min(row.Cells.Count, values.Length); i++)
                values[i].Add(row.Cells[i].Trim(), row.Line);
    }

    public SurveyOrigin Origin { get; }

    public IReadOnlyList<ColumnDraft> Columns { get; }

    public IReadOnlyList<TableRow> Rows { get; }

    public SurveyWarnings Warnings { get; }

    /// <summary>What the cells of a column have in common.</summary>
    public ColumnValues Of(ColumnDraft column) => values[column.Index];

    public SurveyFile Finish(string howRead, string placeWord)
    {
        if (Origin == SurveyOrigin.RedCap)
            RedcapColumns.Apply(this);
        CheckBoxes.Find(this);
        foreach (var column in Columns)
        {
            PersonalWords.Apply(column, Of(column));
            AnswerKinds.Apply(column, Of(column), Origin);
        }
        var id = ResponseIds.Find(this, placeWord);
        Companions.Find(this);
        Batteries.Find(this);
        return new SurveyFile(Origin, howRead, [.. Columns.Select(c => c.Finish())], Rows, id, Warnings.All()) { PlaceWord = placeWord };
    }
}
