namespace Throughline.Formats.Surveys;

/// <summary>One column of a file of answers, and what it was taken for.</summary>
/// <param name="Name">Its name in the file: "Q2", "race___1". Repeated names are told apart: "Q2 (2)".</param>
/// <param name="Label">The question as it was asked, where the file says so; otherwise the name.</param>
/// <param name="Kind">What its answers are, by guess.</param>
/// <param name="Why">The reason for the guess, in a sentence, to be shown beside it.</param>
public sealed record SurveyColumn(string Name, string Label, SurveyKind Kind, string Why)
{
    /// <summary>For contact details and personal traces, which; otherwise <see cref="PersonalDetail.None"/>.</summary>
    public PersonalDetail Detail { get; init; }

    /// <summary>The answers that can be given, in their order, each with what it stands for. Empty where they are free.</summary>
    public IReadOnlyList<SurveyCategory> Categories { get; init; } = [];

    /// <summary>Which answers count as none.</summary>
    public MissingAnswers Missing { get; init; } = MissingAnswers.Nothing;

    /// <summary>The columns that it belongs with: the boxes of one question, or the items of one battery. Null where it stands alone.</summary>
    public SurveyGroup? Group { get; init; }

    /// <summary>For one box of a question where several may be ticked; null otherwise.</summary>
    public SurveyBox? Box { get; init; }

    /// <summary>Where several answers stand in one cell, what is between them: ";" or ",". Null otherwise.</summary>
    public string? AnswerSeparator { get; init; }

    /// <summary>
    /// For dates written as 03/04/2025: whether the day stands first. Null where no date of the column tells, or where it does
    /// not matter.
    /// </summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>For the words typed beside "Other": the name of the column that they belong to. Null otherwise.</summary>
    public string? CompanionOf { get; init; }

    /// <summary>Why it had better not be imported, in a sentence; null where nothing speaks against it.</summary>
    public string? DropReason { get; init; }

    /// <summary>Whether it is suggested not to import it.</summary>
    public bool IsDropped => DropReason is not null;
}

/// <summary>What the answers of a column are.</summary>
public enum SurveyKind
{
    /// <summary>Numbers: age, years of service. A decimal comma is possible.</summary>
    Number,

    /// <summary>One of several answers.</summary>
    SingleChoice,

    /// <summary>Any of several answers: one box of them, or all in one cell.</summary>
    MultipleChoice,

    /// <summary>A step of a scale that has an order: "Strongly disagree" to "Strongly agree", 1 to 6.</summary>
    ScaleItem,

    /// <summary>A day, a time of day, or both.</summary>
    Date,

    /// <summary>A few words.</summary>
    ShortText,

    /// <summary>An open answer, to be read and coded.</summary>
    LongText,

    /// <summary>What names a response or a respondent in the survey tool.</summary>
    Id,

    /// <summary>What the survey tool added: times, progress, language, completion.</summary>
    Metadata,

    /// <summary>Name, e-mail, telephone or address: for the vault alone.</summary>
    ContactDetail,

    /// <summary>What a respondent left without being asked: IP address, location, device. Dropped by default.</summary>
    PersonalTrace,
}

/// <summary>Which detail of a person a column holds.</summary>
public enum PersonalDetail
{
    /// <summary>None that was recognised.</summary>
    None,

    /// <summary>A name, or a part of one.</summary>
    Name,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A postal address, or a part of one that finds a household.</summary>
    Address,

    /// <summary>An IP address.</summary>
    IpAddress,

    /// <summary>Where the respondent was: latitude, longitude.</summary>
    Location,

    /// <summary>Which browser, system or device was used.</summary>
    Device,
}

/// <summary>One answer that can be given.</summary>
/// <param name="Value">As it stands in the cells.</param>
/// <param name="Label">What it stands for; the value itself where the file does not say.</param>
public sealed record SurveyCategory(string Value, string Label);

/// <summary>The answers that count as none.</summary>
/// <param name="Values">Single values: "99", "-1".</param>
/// <param name="From">The lowest number of a range of missing values; null where there is no range.</param>
/// <param name="To">The highest number of the range.</param>
public sealed record MissingAnswers(IReadOnlyList<string> Values, double? From, double? To)
{
    /// <summary>Only empty cells.</summary>
    public static readonly MissingAnswers Nothing = new([], null, null);

    /// <summary>Whether a cell holds no answer.</summary>
    /// <param name="cell">The cell, as it stands.</param>
    public bool Holds(string cell) =>
        string.IsNullOrWhiteSpace(cell)
        || Values.Contains(cell)
        || (From is { } from && To is { } to && Numbers.Read(cell) is { } number && number >= from && number <= to);
}

/// <summary>Columns that belong together.</summary>
/// <param name="Name">A name for the group, unlike that of any other in the file.</param>
/// <param name="Label">What they have in common: the question above the boxes, or the stem of the battery.</param>
/// <param name="IsBattery">Whether they are items of one scale; otherwise the boxes of one question.</param>
public sealed record SurveyGroup(string Name, string Label, bool IsBattery);

/// <summary>One box of a question where several may be ticked.</summary>
/// <param name="Label">What stands beside the box.</param>
/// <param name="Ticked">What the cells of a ticked box hold, in any case of letters; null where it is anything but an empty cell.</param>
public sealed record SurveyBox(string Label, string? Ticked)
{
    /// <summary>Whether a cell says that the box was ticked.</summary>
    /// <param name="cell">The cell, as it stands.</param>
    public bool IsTicked(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Ticked is null ? !string.IsNullOrWhiteSpace(cell) : string.Equals(cell.Trim(), Ticked, StringComparison.OrdinalIgnoreCase);
    }
}
