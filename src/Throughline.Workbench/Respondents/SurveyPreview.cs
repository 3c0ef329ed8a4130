using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Surveys;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Respondents;

/// <summary>What an import of answers would do: how each column would be taken and why, and who would be new, changed or gone. Nothing is kept.</summary>
public sealed class SurveyPreview(StudyStore store, IdentityVaults vaults) : IQuestion
{
    /// <param name="Questionnaire">The questionnaire that it would belong to; null for a new one.</param>
    /// <param name="Known">How many of its rows are there already.</param>
    public sealed record Answer(string HowRead, Guid? Questionnaire, string Name, int Rows, int Known, int Gone, IReadOnlyList<Column> Columns, IReadOnlyList<RowTrouble> Troubles)
    {
        /// <summary>Where contact details would go: open, closed (sealed until it is opened), none.</summary>
        public string Vault { get; init; } = "none";
    }

    /// <param name="Samples">A few of its values, none of what is dropped as personal.</param>
    public sealed record Column(MappedColumn Map, IReadOnlyList<string> Samples, int Filled);

    public async Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, ImportRespondents.Request request, CancellationToken cancel)
    {
        if (!SurveyOffer.Read(request).Is(out var file, out var problem)) return problem;
        return await store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await SurveyOffer.OfAsync(scope, file, request, vaults.IsSetUp(scope.StudyId))).Is(out var offer, out var wrong)) return wrong;
            var keys = new SurveyAnswers(file, offer.Mapping, new Dictionary<MappedColumn, Variable>()).Read().Select(a => a.Key).ToHashSet();
            var there = offer.Questionnaire is { } known
                ? await scope.Respondents.Where(r => r.QuestionnaireId == known.Id && r.WithdrawnAt == null && r.ImportKey != "").Select(r => r.ImportKey).ToListAsync(cancel)
                : [];
            var held = there.Count(keys.Contains);
            return new Answer(
                file.HowRead, offer.Questionnaire?.Id, offer.Questionnaire?.Name ?? Path.GetFileNameWithoutExtension(offer.FileName), file.Rows.Count, held, there.Count - held,
                [.. offer.Mapping.Columns.Select(c => Of(file, c))], [.. file.Warnings.Select(w => new RowTrouble(w.Place, w.Message))])
            { Vault = vaults.OpenUntil(scope.StudyId) is not null ? "open" : vaults.IsSetUp(scope.StudyId) ? "closed" : "none" };
        }, cancel);
    }

    private static Column Of(SurveyFile file, MappedColumn column)
    {
        var place = file.Column(column.First);
        var isPersonal = place >= 0 && (SurveyMapping.IsForVault(column.Use) || file.Columns[place].Kind is SurveyKind.PersonalTrace or SurveyKind.ContactDetail);
        var cells = file.Rows.Select(r => r[place].Trim()).Where(c => c.Length > 0);
        return new(column, isPersonal ? [] : [.. cells.Distinct().Take(3).Select(c => Told.Words(c, 60))], cells.Count());
    }
}
