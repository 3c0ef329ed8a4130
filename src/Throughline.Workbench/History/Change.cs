namespace Throughline.Workbench.History;

/// <summary>One recorded act: who, when, what, before, after. History, undo, live updates and audit trail are all this table.</summary>
public sealed class Change
{
    public Guid StudyId { get; set; }

    /// <summary>1, 2, 3 … within the study, without gaps, in the order in which the acts took effect.</summary>
    public long Number { get; set; }

    /// <summary>The verb's name: ApplyCode, MergeCodes.</summary>
    public string Verb { get; set; } = "";
    public string Actor { get; set; } = "";
    public long At { get; set; }

    /// <summary>What was done, as a person would say it, without who and when.</summary>
    public string Summary { get; set; } = "";

    /// <summary>JSON: what each row was before and after. See <see cref="RowEdit"/>.</summary>
    public string Edits { get; set; } = "[]";
    public int EditCount { get; set; }

    /// <summary>The kinds of rows touched, comma-separated, so that "as of" reads only what it needs.</summary>
    public string Touches { get; set; } = "";

    /// <summary>The change that this one took back.</summary>
    public long? Reverses { get; set; }

    /// <summary>The change that took this one back; null while it stands.</summary>
    public long? ReversedBy { get; set; }
}

/// <summary>A Change without its edits, as lists show it.</summary>
public sealed record ChangeLine(
    long Number, string Verb, string Actor, DateTimeOffset At, string Summary, int EditCount, string Touches, long? Reverses, long? ReversedBy)
{
    public static ChangeLine Of(Change change) => new(
        change.Number, change.Verb, change.Actor, Shared.Instant.At(change.At), change.Summary, change.EditCount, change.Touches,
        change.Reverses, change.ReversedBy);
}
