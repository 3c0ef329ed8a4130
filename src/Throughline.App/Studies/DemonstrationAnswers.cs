using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Studies;

/// <summary>The questionnaire of the demonstration as it was built, with its answers: 342 respondents, two scales with bands, the open answers as sources, and who became a participant.</summary>
public sealed class DemonstrationAnswers(ImportQuestionnaire build, PublishVersion publish, ImportRespondents import, MakeScale scale, SetBands bands, TieRespondent tie, GatherAnswers gather) : IVerb
{
    private const string Built = "questionnaire.json", Data = "respondents.csv", Map = "respondents-map.json", Ties = "respondent-participants.csv";

    public async Task<Problem?> LoadAsync(string folder, StudyRef study, Actor actor, CancellationToken cancel) =>
        await ImportAsync(folder, study, actor, cancel)
        ?? (await scale.DoAsync(study, actor, Of("OSE", "Occupational self-efficacy", "ose", (6, 1, 6), "more confident"), cancel)).Problem
        ?? (await scale.DoAsync(study, actor, Of("JD", "Job discrepancy", "jd", (12, 0, 10), "the job differs more from what was expected"), cancel)).Problem
        ?? await BandAsync(study, actor, cancel)
        ?? await TieAsync(folder, study, actor, cancel)
        ?? (await gather.DoAsync(study, actor, ["open_confident", "open_change"], cancel)).Problem;

    private async Task<Problem?> ImportAsync(string folder, StudyRef study, Actor actor, CancellationToken cancel)
    {
        if (!QuestionnaireFile.Read(Built, await File.ReadAllBytesAsync(Path.Combine(folder, Built), cancel)).Is(out var file, out var problem)) return problem;
        var id = Guid.CreateVersion7();
        if (((await build.DoAsync(study, actor, id, file, cancel)).Problem ?? (await publish.DoAsync(study, actor, id.ToString(), null, cancel)).Problem) is { } wrong) return wrong;
        var map = SurveyMapping.Read(await File.ReadAllTextAsync(Path.Combine(folder, Map), cancel));
        if (map is null) return new Problem.Unreadable(Map, "The whole file", "It is no mapping of columns.", "");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, Data), cancel);
        return (await import.DoAsync(study, actor, new(Data, bytes) { Mapping = map, Questionnaire = id.ToString() }, cancel)).Problem;
    }

    private static MakeScale.Request Of(string name, string label, string items, (int Count, double Least, double Most) of, string direction) =>
        new(Guid.CreateVersion7(), name, [.. Enumerable.Range(1, of.Count).Select(i => new MakeScale.Item($"{items}_{i}"))])
        {
            Combine = Scale.Sum, Least = of.Least, Most = of.Most, MostMissing = 1, Direction = direction, Label = label,
        };

    private async Task<Problem?> BandAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        (await bands.DoAsync(study, actor, new("OSE") { Cuts = [24, 29], Names = ["low", "middling", "high"] }, cancel)).Problem
        ?? (await bands.DoAsync(study, actor, new("JD") { Parts = 3, Names = ["little", "some", "much"] }, cancel)).Problem
        ?? (await bands.DoAsync(study, actor, new("months_in_role") { Cuts = [12, 24, 48], Names = ["under a year", "1 to 2 years", "2 to 4 years", "over 4 years"] }, cancel)).Problem;

    private async Task<Problem?> TieAsync(string folder, StudyRef study, Actor actor, CancellationToken cancel)
    {
        if (!(await TableFile.OpenAsync(Path.Combine(folder, Ties), cancel)).Is(out var table, out var problem)) return problem;
        return (await tie.DoAsync(study, actor, [.. table.Rows.Skip(1).Select(r => new TieRespondent.Tie(r.Cells[0], r.Cells[1]))], cancel)).Problem;
    }
}
