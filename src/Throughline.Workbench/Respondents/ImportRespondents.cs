using Microsoft.EntityFrameworkCore;
using Throughline.Formats;
using Throughline.Formats.Surveys;
using Throughline.Workbench.Access;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Brings answers in from a survey tool's export: the questionnaire with how its columns were understood, the variables, the
/// respondents. A later export of the same survey doubles nobody.
/// </summary>
public sealed class ImportRespondents(StudyStore store, IdentityVaults vaults) : IVerb
{
    /// <param name="File">Its name, with its ending.</param>
    /// <param name="Bytes">The whole file.</param>
    public sealed record Request(string File, ReadOnlyMemory<byte> Bytes)
    {
        /// <summary>The data dictionary of a REDCap project.</summary>
        public ReadOnlyMemory<byte>? Dictionary { get; init; }

        /// <summary>How the columns are to be taken; null: as before, or as guessed.</summary>
        public SurveyMapping? Mapping { get; init; }

        /// <summary>The column that names a response, where it is not the one that was found.</summary>
        public string? Id { get; init; }

        /// <summary>The questionnaire that was answered, by name or id; null: the one of the same columns, else a new one.</summary>
        public string? Questionnaire { get; init; }

        /// <summary>So many rows at most are one act.</summary>
        public int Part { get; init; } = 10_000;
    }

    /// <param name="Left">Who withdrew, and so was left out.</param>
    /// <param name="Gone">The study codes of those who are no longer in the file. They stay.</param>
    /// <param name="Dropped">Columns that were not taken, with the reason.</param>
    public sealed record Report(Guid Questionnaire, string Name, bool IsNew, Counts Counts, IReadOnlyList<string> Gone, IReadOnlyList<MappedColumn> Dropped, IReadOnlyList<RowTrouble> Troubles)
    {
        public string HowRead { get; init; } = "";

        /// <summary>Of how many people contact details went into the identity vault.</summary>
        public int InVault { get; init; }
    }

    public sealed record Counts(int Added, int Changed, int Unchanged, int Left, int Variables);

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        if (!SurveyOffer.Read(request).Is(out var file, out var problem)) return problem;
        var (keeping, own) = (new RespondentKeeping(file, request.Part), Guid.Empty);
        var done = await store.ChangeAsync<Report>(study, actor, Right.EditRecruitment, async scope =>
        {
            own = scope.StudyId;
            return (await SurveyOffer.OfAsync(scope, file, request, vaults.IsSetUp(own))).Is(out var offer, out var wrong) ? await keeping.BeginAsync(scope, offer) : wrong;
        }, cancel);
        while (done.Is(out var so, out _) && !keeping.IsDone)
        {
            var kept = keeping.Kept;
            done = await store.ChangeAsync<Report>(own, actor, Right.EditRecruitment, keeping.GoOnAsync, cancel);
            if (done.Problem is { } broken) return new Problem.Conflict("Not everybody came in", $"{broken.Title}. {broken.Detail} {Told.Count(kept, "respondent")} of {file.Rows.Count:N0} stand in the study; import the file again for the others: nobody is doubled.");
        }
        return done.Is(out var report, out _) && keeping.Contacts.Count > 0 ? await IntoVaultAsync(own, actor, report, keeping.Contacts) : done;
    }

    /// <summary>After the answers, since the codes are theirs. Nothing is lost where it fails: the same file again brings them.</summary>
    private async Task<Outcome<Done<Report>>> IntoVaultAsync(Guid study, Actor actor, Done<Report> done, List<VaultEntry> contacts)
    {
        var isOpen = vaults.OpenUntil(study) is not null;
        var refused = isOpen ? (await vaults.EnterAsync(study, contacts, CancellationToken.None)).Problem : await vaults.SealAsync(study, contacts, CancellationToken.None);
        if (refused is not null)
            return done with { Value = done.Value with { Troubles = [.. done.Value.Troubles, new("contact details", $"{refused.Title}. {refused.Detail} The answers came in; import the file again to put the contact details into the vault.")] } };
        await VaultLog.WriteAsync(store, (study, actor), ("entered", "", $"{contacts.Count}"), $"put contact details of {Told.Count(contacts.Count, "respondent")} into the {(isOpen ? "" : "closed ")}identity vault", CancellationToken.None);
        return done with { Value = done.Value with { InVault = contacts.Count } };
    }
}

/// <summary>A file of answers with the questionnaire that it belongs to and how its columns are taken.</summary>
internal sealed record SurveyOffer(SurveyFile File, string FileName, Questionnaire? Questionnaire, SurveyMapping Mapping)
{
    private const double SameSurvey = 0.8;

    /// <summary>So many rows tell whether a table was exported from the study that it comes back to.</summary>
    private const int RowsThatTell = 500;

    public static Outcome<SurveyFile> Read(ImportRespondents.Request request)
    {
        var name = OfferedFile.Shown(request.File);
        try
        {
            return SurveyReading.Read(name, request.Bytes, new(), request.Dictionary);
        }
        catch (UnreadableFileException fault)
        {
            return fault.TooLarge ? new Problem.TooLarge(name, fault.Message, fault.Remedy) : new Problem.Unreadable(name, fault.Place, fault.Message, fault.Remedy);
        }
    }

    public static async Task<Outcome<SurveyOffer>> OfAsync(StudyScope scope, SurveyFile file, ImportRespondents.Request request, bool hasVault)
    {
        if (await OwnAsync(scope, file, OfferedFile.Shown(request.File)) is { } own) return own;
        if (!(await QuestionnaireAsync(scope, file, request.Questionnaire)).Is(out var found, out var problem)) return problem;
        var mapping = request.Mapping ?? (found.Row is { Mapping: { Length: > 2 } kept } && SurveyMapping.Read(kept) is { } known ? known.For(file) : SurveyMapping.Guess(file));
        if (request.Id is { Length: > 0 } id)
        {
            if (file.Column(id) < 0) return new Problem.Invalid("id", $"There is no column “{id}”. There are {string.Join(", ", file.Columns.Take(12).Select(c => c.Name))}{(file.Columns.Count > 12 ? " …" : "")}.");
            mapping = mapping.IdentifiedBy(id);
        }
        if (!hasVault && request.Mapping?.Columns.Any(c => SurveyMapping.IsForVault(c.Use)) == true) return IdentityVaults.Missing;
        if (!hasVault) mapping = mapping.WithoutVault();
        mapping = new([.. mapping.Columns.Where(c => c.From.Any(f => file.Column(f) >= 0))]);
        return Check(mapping) is { } wrong ? wrong : new SurveyOffer(file, OfferedFile.Shown(request.File), found.Row, mapping);
    }

    /// <summary>The study's own table of respondents names them by their codes, which no survey tool knows: everybody in it would be doubled.</summary>
    private static async Task<Problem?> OwnAsync(StudyScope scope, SurveyFile file, string name)
    {
        if (file.Columns is not [{ Name: "id" }, { Name: "may_contact" }, ..]) return null;
        var ids = file.Rows.Take(RowsThatTell).Select(r => r[0].Trim()).Where(id => id.Length > 0).Distinct().ToList();
        var keys = ids.ConvertAll(NameKey.Of);
        if (ids.Count == 0 || await scope.Respondents.AnyAsync(r => ids.Contains(r.ImportKey), scope.Cancel)) return null;
        var there = await scope.Respondents.CountAsync(r => keys.Contains(r.CodeKey), scope.Cancel);
        return there < SameSurvey * ids.Count ? null : new Problem.Conflict(
            $"{name} was exported from this study", "It names respondents by their study codes, and they are here already. Nothing was changed. Later answers come in from the survey tool’s own export.");
    }

    private static Problem? Check(SurveyMapping mapping) =>
        mapping.Columns.Count == 0 ? new Problem.Invalid("map", "The mapping names no column of this file.")
        : mapping.Columns.GroupBy(c => c.Use).FirstOrDefault(g => g.Key is not (SurveyMapping.Answer or SurveyMapping.Dropped) && !SurveyMapping.IsForVault(g.Key) && g.Skip(1).Any()) is { } twice
            ? new Problem.Invalid("map", $"Two columns are said to be “{twice.Key}”: {string.Join(" and ", twice.Select(c => c.First))}. Choose one.")
        : mapping.Columns.Where(c => c.Use == SurveyMapping.Answer).GroupBy(c => NameKey.Of(c.Name)).FirstOrDefault(g => g.Skip(1).Any()) is { } same
            ? new Problem.Invalid("map", $"Two variables would be called {same.First().Name}.")
        : mapping.Columns.FirstOrDefault(c => c.Use == SurveyMapping.Answer && string.IsNullOrWhiteSpace(c.Name)) is { } unnamed
            ? new Problem.Invalid("map", $"The variable of the column {unnamed.First} needs a name.")
        : null;

    private sealed record Found(Questionnaire? Row);

    private static async Task<Outcome<Found>> QuestionnaireAsync(StudyScope scope, SurveyFile file, string? named)
    {
        if (string.IsNullOrWhiteSpace(named))
        {
            var all = await scope.Questionnaires.OrderBy(q => q.CreatedAt).ToListAsync(scope.Cancel);
            return new Found(all.Select(q => (Row: q, Share: SurveyMapping.Read(q.Mapping)?.ShareIn(file) ?? 0)).Where(q => q.Share >= SameSurvey)
                .OrderByDescending(q => q.Share).Select(q => q.Row).FirstOrDefault());
        }
        var (key, id) = (NameKey.Of(named), Guid.TryParse(named, out var guid) ? guid : Guid.Empty);
        var row = await scope.Questionnaires.FirstOrDefaultAsync(q => q.Id == id || q.NameKey == key, scope.Cancel);
        return row is null ? new Problem.NotFound("questionnaire", named) : new Found(row);
    }
}
