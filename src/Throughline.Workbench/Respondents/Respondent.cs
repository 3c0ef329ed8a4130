using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>One who answered, known by a study code (R017). Who they are is known to the identity vault only.</summary>
public sealed class Respondent : IRecorded
{
    public const int CodeLength = 40;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>R017.</summary>
    public string Code { get; set; } = "";
    public string CodeKey { get; set; } = "";
    public Guid? QuestionnaireId { get; set; }

    /// <summary>The version of the questionnaire that they answered; 0 for imported answers.</summary>
    public int QuestionnaireVersion { get; set; }

    /// <summary>JSON object: id of a <see cref="Variable"/> to its value, a text, or an array of texts where several could be chosen. What is missing is absent.</summary>
    public string Values { get; set; } = "{}";

    /// <summary>What tells this answer from others in the survey tool's export, so that a later export doubles nobody.</summary>
    public string ImportKey { get; set; } = "";
    public long? AnsweredAt { get; set; }
    public long AddedAt { get; set; }

    /// <summary>Agreed to be approached for an interview; null where they were not asked.</summary>
    public bool? MayContact { get; set; }
    public long? WithdrawnAt { get; set; }

    /// <summary>Who they are among the participants, once they take part.</summary>
    public Guid? ParticipantId { get; set; }
}

/// <summary>A typed attribute of respondents, participants or sources.</summary>
public sealed class Variable : IRecorded
{
    public const string Number = "number", Nominal = "nominal", Ordinal = "ordinal", Multiple = "multiple", Date = "date", Text = "text";
    public const string OfRespondents = "respondent", OfParticipants = "participant", OfSources = "source";
    public const int NameLength = 200;

    public static readonly IReadOnlyList<string> Kinds = [Number, Nominal, Ordinal, Multiple, Date, Text];

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>The short name of tables and commands: ose_1.</summary>
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";

    /// <summary>As a person reads it: the text of the question.</summary>
    public string Label { get; set; } = "";
    public string Kind { get; set; } = Nominal;

    /// <summary>respondent, participant or source.</summary>
    public string Of { get; set; } = OfRespondents;
    public long Position { get; set; }
    public Guid? QuestionnaireId { get; set; }

    /// <summary>The question that it holds the answers to; null for imported columns without one and for scores.</summary>
    public Guid? QuestionId { get; set; }

    /// <summary>JSON array of {value, label}, in order; empty where any value may stand.</summary>
    public string Categories { get; set; } = "[]";

    /// <summary>JSON array of the values that mean "missing".</summary>
    public string Missing { get; set; } = "[]";
    public string Unit { get; set; } = "";

    private const int TitleLength = 32;

    /// <summary>What it is called where there is little room: its label if that is a few words, else its name.</summary>
    public string Title() => Label.Trim() is { Length: > 0 and <= TitleLength } few && !few.EndsWith('?') ? few.TrimEnd('.') : Name.Replace('_', ' ');

    /// <summary>The titles of variables that stand beside each other: one that two would have gives way to their names.</summary>
    public static IReadOnlyDictionary<Guid, string> Titles(IEnumerable<Variable> variables) =>
        variables.GroupBy(v => Shared.NameKey.Of(v.Title())).SelectMany(g => g.Select(v => (v.Id, Title: g.Skip(1).Any() ? v.Name : v.Title()))).ToDictionary(v => v.Id, v => v.Title);

    /// <summary>The type that it has in another program, as REFI writes it; empty where the kind says it.</summary>
    public string RefiType { get; set; } = "";
}

/// <summary>A named range or set of the values of a variable.</summary>
public sealed class Band : IRecorded
{
    public const int NameLength = 100;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid VariableId { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";
    public int Position { get; set; }

    /// <summary>Inclusive; null: from the lowest.</summary>
    public double? From { get; set; }

    /// <summary>Exclusive; null: up to the highest.</summary>
    public double? To { get; set; }

    /// <summary>JSON array of values, for a named set; empty for a range.</summary>
    public string Values { get; set; } = "[]";
}

/// <summary>What a respondent or participant agreed to, for one use, and whether that still stands.</summary>
public sealed class Consent : IRecorded
{
    public const string Contact = "contact", Interview = "interview", Recording = "recording", Quotations = "quotations",
        PhotosInAnalysis = "photographs in analysis", PhotosInPublication = "photographs in publication", PhotosOnWeb = "photographs on the web", Archive = "archive";

    public static readonly IReadOnlyList<string> Uses = [Contact, Interview, Recording, Quotations, PhotosInAnalysis, PhotosInPublication, PhotosOnWeb, Archive];

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid? RespondentId { get; set; }
    public Guid? ParticipantId { get; set; }

    /// <summary>One of <see cref="Uses"/>, or the study's own word.</summary>
    public string Use { get; set; } = "";
    public bool Given { get; set; }

    /// <summary>The words that they agreed to.</summary>
    public string Wording { get; set; } = "";
    public long At { get; set; }
    public long? WithdrawnAt { get; set; }
}

/// <summary>Something that was done with the identity vault, or an erasure. Never undone: it tells that it happened.</summary>
public sealed class VaultEvent : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>set up, opened, closed, looked, entered, letters, destroyed, erased.</summary>
    public string What { get; set; } = "";

    /// <summary>The study code it concerned, never a name.</summary>
    public string Code { get; set; } = "";
    public string Detail { get; set; } = "";
    public string By { get; set; } = "";
    public long At { get; set; }
}
