using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Studies;

public sealed record StudyAnswer(
    Guid Id, string Name, string Description, string Aim, string Background, string Questions, string Approach, bool Synthetic,
    DateTimeOffset CreatedAt, DateTimeOffset? ArchivedAt) : Answer
{
    public static StudyAnswer Of(Study study) => new(
        study.Id, study.Name, study.Description, study.Aim, study.Background, study.Questions, study.Approach, study.Synthetic,
        Instant.At(study.CreatedAt), study.ArchivedAt is { } at ? Instant.At(at) : null);
}
