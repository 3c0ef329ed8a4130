using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Takes out what one respondent gave, because they wish so: their answers, their words with what was coded in them, how to reach
/// them; from the history too. It leaves that something was removed, not what. It cannot be undone.
/// </summary>
public sealed class WithdrawRespondent(StudyStore store, IdentityVaults vaults) : IVerb
{
    /// <param name="Answers">Open answers taken out of sources.</param>
    /// <param name="InVault">Whether the vault held them and no longer does.</param>
    public sealed record Report(string Code, int Answers, int Segments, int Notes, bool InVault);

    /// <param name="study">The study.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="named">The respondent, by study code or id.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, string named, CancellationToken cancel)
    {
        if (!(await store.AskAsync<(Guid Study, string Code)>(study, actor, async scope =>
            (await FindAsync(scope, named)).Is(out var row, out var wrong) ? (scope.StudyId, row.Code) : wrong, cancel)).Is(out var whom, out var problem)) return problem;
        // First the vault: if it is closed nothing else may have gone, or half of a wish would be kept.
        if (!(await vaults.RemoveAsync(whom.Study, whom.Code, cancel)).Is(out var inVault, out problem))
            return new Problem.Conflict("Open the vault first", $"The identity vault may hold who {whom.Code} is, and that must go too. Nothing was removed. Open the vault, then withdraw {whom.Code}.");
        var done = await store.ChangeAsync<Report>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await FindAsync(scope, named)).Is(out var before, out var wrong)) return wrong;
            if (before.WithdrawnAt is not null) return new Report(before.Code, 0, 0, 0, inVault);
            var erasure = new Erasure(scope, before);
            await erasure.ApplyAsync();
            var row = await scope.Respondents.AsTracking().SingleAsync(r => r.Id == before.Id, cancel);
            (row.WithdrawnAt, row.MayContact) = (scope.Now, false);
            foreach (var consent in await scope.Consents.Where(c => c.RespondentId == row.Id && c.WithdrawnAt == null).ToListAsync(cancel)) consent.WithdrawnAt = scope.Now;
            scope.Add(new VaultEvent { Id = Guid.CreateVersion7(), What = "erased", Code = row.Code, Detail = "at their wish", By = scope.Actor.Name, At = scope.Now });
            scope.Record(nameof(WithdrawRespondent), $"withdrew {row.Code} and erased what they had given");
            return new Report(row.Code, erasure.Answers, erasure.Segments, erasure.Notes, inVault);
        }, cancel);
        if (done.Succeeded) await store.ForgetAsync();
        return done;
    }

    /// <summary>Not tracked: the rows are written past the record of changes.</summary>
    private static async Task<Outcome<Respondent>> FindAsync(StudyScope scope, string named)
    {
        var (key, id) = (NameKey.Of(named), Guid.TryParse(named, out var guid) ? guid : Guid.Empty);
        return await scope.Respondents.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id || r.CodeKey == key, scope.Cancel) is { } row
            ? row
            : new Problem.NotFound("respondent", named);
    }
}
