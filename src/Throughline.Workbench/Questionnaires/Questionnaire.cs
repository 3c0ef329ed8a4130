using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>What respondents are asked, built here or brought in with their answers.</summary>
public sealed class Questionnaire : IRecorded
{
    public const int NameLength = 200;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>As the researchers call it.</summary>
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";

    /// <summary>As respondents read it above the first page.</summary>
    public string Title { get; set; } = "";

    /// <summary>What the page says after the answers were sent.</summary>
    public string Thanks { get; set; } = "";

    /// <summary>Where it came from: empty when built here, else as its reader calls it, "Qualtrics".</summary>
    public string Origin { get; set; } = "";

    /// <summary>How the columns of the imported file were understood, so that a later export of the same survey is read alike. JSON.</summary>
    public string Mapping { get; set; } = "{}";

    /// <summary>The version that respondents answer; 0 before the first.</summary>
    public int Version { get; set; }

    /// <summary>The unguessable part of the public address; empty before it is first opened.</summary>
    public string PublicKey { get; set; } = "";
    public long? OpenedAt { get; set; }
    public long? ClosedAt { get; set; }

    /// <summary>From this instant on no answers are taken; null: until it is closed.</summary>
    public long? EndsAt { get; set; }

    /// <summary>How many may answer; null: any number.</summary>
    public int? Cap { get; set; }
    public long CreatedAt { get; set; }

    /// <summary>Whether answers are taken at an instant, the cap aside.</summary>
    public bool IsOpen(long at) => OpenedAt is not null && ClosedAt is null && !(EndsAt <= at);
}

/// <summary>One item of a questionnaire as it is being written: a question, a section's heading, a page of information, a consent.</summary>
public sealed class Question : IRecorded
{
    public const string Information = "information", Consent = "consent", Section = "section", Single = "single", Multiple = "multiple",
        Item = "item", Number = "number", Date = "date", Short = "short", Long = "long";
    public const int TextLength = 10_000;

    /// <summary>For a short answer, which piece of contact detail it asks for. It goes to the vault, and nowhere else.</summary>
    public const string ContactName = "contact name", ContactEmail = "contact e-mail", ContactTelephone = "contact telephone", ContactAddress = "contact address";

    /// <summary>Room between two neighbours, so that a move touches one row.</summary>
    public const long Step = 1L << 20;

    public static readonly IReadOnlyList<string> Kinds = [Information, Consent, Section, Single, Multiple, Item, Number, Date, Short, Long];

    public static readonly IReadOnlyList<string> ContactUses = [ContactName, ContactEmail, ContactTelephone, ContactAddress];

    /// <summary>Whether an item of a kind is answered at all.</summary>
    public static bool IsAsked(string kind) => kind is not (Information or Section);

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid QuestionnaireId { get; set; }
    public long Position { get; set; }

    /// <summary>One of <see cref="Kinds"/>. An item belongs to a scale: one of ordered options.</summary>
    public string Kind { get; set; } = Single;

    /// <summary>The name that its variable has in tables; empty for information and sections.</summary>
    public string Name { get; set; } = "";
    public string Text { get; set; } = "";
    public string Help { get; set; } = "";
    public bool Required { get; set; }

    /// <summary>JSON array of {value, label}, in order.</summary>
    public string Options { get; set; } = "[]";
    public double? Least { get; set; }
    public double? Most { get; set; }

    /// <summary>JSON {question, is: [values]}: shown only where that question was answered so. Empty: always.</summary>
    public string ShownWhere { get; set; } = "";

    /// <summary>For a consent, what it is for: see <see cref="Respondents.Consent"/>. For a short answer, one of <see cref="ContactUses"/> or empty.</summary>
    public string ConsentUse { get; set; } = "";
}

/// <summary>One version as it was given to respondents. Never changed once kept: answers refer to it.</summary>
public sealed class QuestionnaireVersion : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid QuestionnaireId { get; set; }
    public int Version { get; set; }

    /// <summary>JSON: title, thanks and the questions in order.</summary>
    public string Form { get; set; } = "{}";

    /// <summary>Why it was changed, in a line.</summary>
    public string Reason { get; set; } = "";
    public long At { get; set; }
    public string By { get; set; } = "";
}

/// <summary>Answers on their way: saved by a respondent who may come back, or just sent. Not part of the history.</summary>
public sealed class AnswerSheet
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid QuestionnaireId { get; set; }
    public int Version { get; set; }

    /// <summary>SHA-256, in hex, of the key in the respondent's private link.</summary>
    public string KeyHash { get; set; } = "";

    /// <summary>What was answered so far, sealed with the key of the private link: nobody reads it without the link. Empty once it is sent.</summary>
    public string Answers { get; set; } = "";
    public long BegunAt { get; set; }
    public long SavedAt { get; set; }

    /// <summary>Set when the answers were sent; the same sheet sent again is the same respondent.</summary>
    public Guid? RespondentId { get; set; }
}

/// <summary>A score made of several questions.</summary>
public sealed class Scale : IRecorded
{
    public const string Sum = "sum", Mean = "mean";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";

    /// <summary>The variable that holds the score.</summary>
    public Guid VariableId { get; set; }

    /// <summary>sum or mean.</summary>
    public string Combine { get; set; } = Sum;

    /// <summary>JSON array of {variable, reversed}.</summary>
    public string Items { get; set; } = "[]";
    public double ItemLeast { get; set; }
    public double ItemMost { get; set; }

    /// <summary>How many items may be missing before there is no score. What is missing counts as the mean of the others.</summary>
    public int MostMissing { get; set; }

    /// <summary>What a high score means: "more confident".</summary>
    public string Direction { get; set; } = "";
}
