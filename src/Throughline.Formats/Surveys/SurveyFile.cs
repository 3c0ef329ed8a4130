using Throughline.Formats.Tables;

namespace Throughline.Formats.Surveys;

/// <summary>The answers to a questionnaire, as a survey tool exported them.</summary>
/// <param name="Origin">The tool that the file came from, by what it holds.</param>
/// <param name="HowRead">How the file was taken, in a sentence: "Qualtrics export, three heading rows, separated by commas, UTF-8."</param>
/// <param name="Columns">Its columns, in their order.</param>
/// <param name="Rows">
/// Its rows, one per respondent, each with the line (CSV) or row (workbook) that it stands on. Cells are text as in
/// the file; an empty cell is no answer. Cells missing at the end of a row are empty: read them by <c>row[column]</c>.
/// </param>
/// <param name="IdColumn">The column that names a response, from 0; null where none does.</param>
/// <param name="Warnings">What was not read as it stood, and where. Bounded.</param>
public sealed record SurveyFile(
    SurveyOrigin Origin,
    string HowRead,
    IReadOnlyList<SurveyColumn> Columns,
    IReadOnlyList<TableRow> Rows,
    int? IdColumn,
    IReadOnlyList<ReadWarning> Warnings)
{
    /// <summary>What <see cref="TableRow.Line"/> counts: "line" or "row".</summary>
    public string PlaceWord { get; init; } = "line";

    /// <summary>Where a row stands, as a person would look it up: "line 12".</summary>
    /// <param name="row">The row.</param>
    public string Place(TableRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"{PlaceWord} {row.Line}";
    }

    /// <summary>The place of a column, from 0, by its name, whatever its case; -1 where there is none.</summary>
    /// <param name="name">The name.</param>
    public int Column(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}

/// <summary>The tool that a file of answers came from.</summary>
public enum SurveyOrigin
{
    /// <summary>A table with one heading row, of no tool that is known.</summary>
    Plain,

    /// <summary>Qualtrics, two or three heading rows.</summary>
    Qualtrics,

    /// <summary>REDCap, raw values, with or without its data dictionary.</summary>
    RedCap,

    /// <summary>SurveyMonkey, two heading rows.</summary>
    SurveyMonkey,

    /// <summary>Online surveys of Jisc, or a tool that numbers questions and their parts as it does ("3.", "3.1.a.").</summary>
    JiscLike,

    /// <summary>A data file of SPSS or PSPP (.sav, .zsav).</summary>
    Spss,
}

/// <summary>How a file of answers is to be read.</summary>
public sealed record SurveyOptions
{
    /// <summary>The limits in force. By default those of <see cref="ReadLimits"/>, with 50 million characters in all cells.</summary>
    public ReadLimits Limits { get; init; } = new() { TextLength = 50_000_000 };

    /// <summary>The sheet of a workbook; null for the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>What separates the cells of a text file; null to tell by its first lines.</summary>
    public char? Separator { get; init; }

    /// <summary>How many heading rows there are, 1 to 3; null to tell by what they hold.</summary>
    public int? HeadingRows { get; init; }
}
