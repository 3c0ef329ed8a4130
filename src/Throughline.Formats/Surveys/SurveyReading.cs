namespace Throughline.Formats.Surveys;

/// <summary>Reads answers that survey tools export, by what the file holds and only then by its ending.</summary>
public static class SurveyReading
{
    private const string Remedy = "Export the answers again as CSV where they were collected, and import that file.";

    /// <summary>
    /// Reads a file of answers: text with separators or an Excel workbook from Qualtrics, REDCap, SurveyMonkey, Jisc or any other
    /// tool, or a data file of SPSS.
    /// </summary>
    /// <param name="fileName">Its name, with its ending.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="dictionary">
    /// The data dictionary of a REDCap project (CSV), which has the questions, kinds and choices that the data lack; null where
    /// there is none. One that cannot be read is told among the warnings, and the data are read without it.
    /// </param>
    /// <exception cref="UnreadableFileException">It cannot be read; nothing else is thrown, whatever the file holds.</exception>
    public static SurveyFile Read(
        string fileName, ReadOnlyMemory<byte> bytes, SurveyOptions options, ReadOnlyMemory<byte>? dictionary = null)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(options);
        return DocumentRefusal.Guard("a file of answers", Remedy, () =>
        {
            if (bytes.Length > options.Limits.FileBytes)
                throw Refusal.FileTooLarge(bytes.Length, options.Limits);
            if (SavColumns.Looks(bytes.Span))
                return SavColumns.Read(bytes, options.Limits);
            SurveyRefusal.RefuseForeign(bytes.Span, Path.GetExtension(fileName).ToLowerInvariant());
            return ReadSheet(bytes, options, dictionary);
        });
    }

    private static SurveyFile ReadSheet(ReadOnlyMemory<byte> bytes, SurveyOptions options, ReadOnlyMemory<byte>? dictionary)
    {
        var sheet = SurveySheet.Read(bytes, options);
        var fields = dictionary is { IsEmpty: false } given ? RedcapDictionary.TryRead(given, options.Limits, sheet.Warnings) : null;
        var headings = SurveyHeadings.Of(sheet, options, fields is not null);
        var draft = new SurveyDraft(headings, sheet);
        fields?.Apply(draft);
        return draft.Finish($"{headings.OriginWords}, {headings.RowWords}, {sheet.How}.", sheet.PlaceWord);
    }
}
