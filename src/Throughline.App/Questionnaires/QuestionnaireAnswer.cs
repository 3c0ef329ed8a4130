using Throughline.App.Shell;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

/// <summary>A questionnaire as REST and commands tell it.</summary>
public sealed record QuestionnaireAnswer(
    Guid Id, string Name, string Title, string Thanks, int Version, string? Path, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? EndsAt, int? Cap) : Answer
{
    public static QuestionnaireAnswer Of(Questionnaire found) => new(
        found.Id, found.Name, found.Title, found.Thanks, found.Version, found.PublicKey.Length > 0 ? $"/q/{found.PublicKey}" : null,
        At(found.OpenedAt), At(found.ClosedAt), At(found.EndsAt), found.Cap);

    private static DateTimeOffset? At(long? micros) => micros is { } at ? Instant.At(at) : null;
}

/// <summary>A questionnaire with its draft and how it goes.</summary>
public sealed record QuestionnaireDeskAnswer(
    QuestionnaireAnswer Questionnaire, bool IsOpen, int Sent, int Begun, IReadOnlyList<FormItem> Questions, IReadOnlyList<FormTrouble> Troubles,
    VersionDifference? Difference, IEnumerable<VersionAnswer> Versions)
{
    public static QuestionnaireDeskAnswer Of(QuestionnaireDesk.Answer desk) => new(
        QuestionnaireAnswer.Of(desk.Questionnaire), desk.IsOpen, desk.Sent, desk.Begun, desk.Draft.Items, desk.Troubles, desk.Difference, desk.Versions.Select(VersionAnswer.Of));
}

public sealed record VersionAnswer(int Version, string Reason, DateTimeOffset At, string By) : Answer
{
    public static VersionAnswer Of(QuestionnaireVersion kept) => new(kept.Version, kept.Reason, Instant.At(kept.At), kept.By);
}

public sealed record QuestionAnswer(FormItem Question) : Answer
{
    public static QuestionAnswer Of(Question question) => new(FormItem.Of(question));
}
