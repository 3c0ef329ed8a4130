namespace Throughline.Formats.Surveys;

/// <summary>One field of a REDCap dictionary.</summary>
/// <param name="Type">text, notes, radio, dropdown, checkbox, yesno, truefalse, calc, slider, file …</param>
/// <param name="Label">The question.</param>
/// <param name="Choices">Its choices, in order.</param>
/// <param name="Validation">What the text is checked for: date_ymd, integer, email …</param>
internal sealed record RedcapField(string Type, string Label, IReadOnlyList<SurveyCategory> Choices, string Validation)
{
    private const string Says = "The dictionary says that it is";
    private static readonly SurveyCategory[] YesNo = [new("1", "Yes"), new("0", "No")];
    private static readonly SurveyCategory[] TrueFalse = [new("1", "True"), new("0", "False")];

    public bool IsIdentifier { get; init; }

    public string Matrix { get; init; } = "";

    public string Section { get; init; } = "";

    /// <summary>"1, Yes | 2, No, not yet": a code, a comma and the words.</summary>
    public static IReadOnlyList<SurveyCategory> ParseChoices(string cell)
    {
        var choices = new List<SurveyCategory>();
        foreach (var choice in cell.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var comma = choice.IndexOf(',', StringComparison.Ordinal);
            if (comma > 0)
                choices.Add(new SurveyCategory(choice[..comma].Trim(), ColumnDraft.Plain(choice[(comma + 1)..])));
        }
        return choices;
    }

    public void Apply(ColumnDraft column, SurveyDraft draft, bool isFirst)
    {
        column.Label = Label;
        if (isFirst)
            column.Take(SurveyKind.Id, "The first field of a REDCap project names the record.");
        else if (Type is "radio" or "dropdown" or "yesno" or "truefalse")
            ApplyChoice(column, draft);
        else if (IsIdentifier)
            column.Take(SurveyKind.ContactDetail, "The dictionary marks it as something that identifies a person.");
        else if (Type == "notes")
            column.Take(SurveyKind.LongText, $"{Says} a box for notes.");
        else if (Type is "calc" or "slider")
            column.Take(SurveyKind.Number, $"{Says} {(Type == "calc" ? "calculated from other fields" : "a slider")}.");
        else if (Type is "file" or "signature" or "descriptive")
        {
            column.Take(SurveyKind.Metadata, $"{Says} a place for a file.");
            column.DropReason = "The files themselves are not in the export.";
        }
        else
            ApplyValidation(column);
    }

    public void ApplyBox(ColumnDraft column, string field, string code)
    {
        var words = Choices.FirstOrDefault(c => CodeOf(c.Value) == code)?.Label ?? code;
        column.Label = $"{ColumnDraft.Plain(Label)} - {words}";
        column.Take(SurveyKind.MultipleChoice, $"{Says} one box of \u201C{field}\u201D, where several may be ticked.");
        column.Group = new SurveyGroup(field, ColumnDraft.Plain(Label), IsBattery: false);
        column.Box = new SurveyBox(words, "1");
    }

    /// <summary>Names of columns hold a code in small letters, a minus as an underscore.</summary>
    private static string CodeOf(string value) => value.ToLowerInvariant().Replace('-', '_');

    private void ApplyChoice(ColumnDraft column, SurveyDraft draft)
    {
        var choices = Type switch { "yesno" => YesNo, "truefalse" => TrueFalse, _ => Choices };
        var isScale = Matrix.Length > 0 && choices.Count > 2;
        column.Take(
            isScale ? SurveyKind.ScaleItem : SurveyKind.SingleChoice,
            isScale ? $"{Says} a row of the matrix \u201C{Matrix}\u201D." : $"{Says} a choice of one among {choices.Count}.");
        if (isScale)
            column.Group = new SurveyGroup(Matrix, Section.Length > 0 ? Section : Matrix, IsBattery: true);
        column.Categories = AsExported(choices, draft.Of(column));
        foreach (var answer in draft.Of(column).Distinct.Where(a => column.Categories.All(c => c.Value != a)))
            draft.Warnings.Repeat(
                "answers are not among the choices of the dictionary", $"line {draft.Of(column).FirstLine(answer)}",
                $"\u201C{(answer.Length <= 60 ? answer : answer[..59] + "\u2026")}\u201D in \u201C{column.Name}\u201D is not among its choices. It is kept as it stands.");
    }

    /// <summary>The choices by what the cells hold: the codes, or, in an export with labels, the words.</summary>
    private static IReadOnlyList<SurveyCategory> AsExported(IReadOnlyList<SurveyCategory> choices, ColumnValues values)
    {
        if (values.Filled == 0 || values.Distinct.All(v => choices.Any(c => c.Value == v)))
            return choices;
        if (values.Distinct.All(v => choices.Any(c => c.Label == v)))
            return [.. choices.Select(c => c with { Value = c.Label })];
        var isLogical = values.Distinct.All(v => v is "TRUE" or "FALSE") && choices.All(c => c.Value is "0" or "1");
        return isLogical ? [.. choices.Select(c => c with { Value = c.Value == "1" ? "TRUE" : "FALSE" })] : choices;
    }

    private void ApplyValidation(ColumnDraft column)
    {
        if (Validation.StartsWith("date", StringComparison.Ordinal) || Validation.StartsWith("time", StringComparison.Ordinal))
            column.Take(SurveyKind.Date, $"{Says} a day or a time ({Validation}).");
        else if (Validation.StartsWith("number", StringComparison.Ordinal) || Validation == "integer")
            column.Take(SurveyKind.Number, $"{Says} a number ({Validation}).");
        else if (Validation == "email" || Validation.StartsWith("phone", StringComparison.Ordinal) || Validation.StartsWith("zipcode", StringComparison.Ordinal))
        {
            column.Take(SurveyKind.ContactDetail, $"{Says} checked as {Validation}.");
            column.Detail = Validation == "email" ? PersonalDetail.Email : Validation[0] == 'p' ? PersonalDetail.Phone : PersonalDetail.Address;
        }
    }
}
