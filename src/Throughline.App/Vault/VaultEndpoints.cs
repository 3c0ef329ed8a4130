using Throughline.App.Shell;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.App.Vault;

/// <summary>The identity vault over REST. Names leave it through <c>names</c> only, and each look is recorded first.</summary>
public static class VaultEndpoints
{
    public sealed record PassphraseBody(string? Passphrase);

    public sealed record EntryBody(string? Name, string? Email, string? Telephone, string? Address, string? Note);

    public sealed record ConfirmationBody(string? Confirmation);

    public static void MapVault(this RouteGroupBuilder study)
    {
        var vault = study.MapGroup("/vault").WithTags("Vault").AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        vault.MapGet("/", async (string study, LaunchToken token, VaultState state, CancellationToken cancel) =>
            Answers.Ok(await state.AskAsync(study, token.Actor, cancel), VaultAnswer.Of));
        vault.MapPost("/", async (string study, PassphraseBody body, LaunchToken token, SetUpVault act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, body.Passphrase ?? "", cancel), VaultEventAnswer.Of));
        vault.MapPost("/open", async (string study, PassphraseBody body, LaunchToken token, OpenVault act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, body.Passphrase ?? "", cancel), VaultEventAnswer.Of));
        vault.MapPost("/close", async (string study, LaunchToken token, CloseVault act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, cancel), closed => closed is null ? new DoneAnswer() : VaultEventAnswer.Of(closed)));
        vault.MapPut("/passphrase", async (string study, PassphraseBody body, LaunchToken token, ChangePassphrase act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, body.Passphrase ?? "", cancel), VaultEventAnswer.Of));
        vault.MapPost("/destroy", async (string study, ConfirmationBody body, LaunchToken token, DestroyVault act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, body.Confirmation ?? "", cancel), VaultEventAnswer.Of));
        MapNames(vault.MapGroup("/names"));
    }

    private static void MapNames(RouteGroupBuilder names)
    {
        names.MapGet("/", async (string study, LaunchToken token, LookInVault act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, null, cancel), found => new NamesAnswer(found)));
        names.MapGet("/{code}", async (string study, string code, LaunchToken token, LookInVault act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, [code], cancel), found => new NamesAnswer(found)));
        names.MapPut("/{code}", async (string study, string code, EntryBody body, LaunchToken token, EnterNames act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, new VaultEntry(code, body.Name ?? "", body.Email ?? "", body.Telephone ?? "", body.Address ?? "", body.Note ?? ""), cancel), NamesEnteredAnswer.Of));
        names.MapDelete("/{code}", async (string study, string code, LaunchToken token, RemoveName act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, code, cancel), VaultEventAnswer.Of));
        names.MapPost("/import", async (string study, HttpRequest request, LaunchToken token, EnterNames act, CancellationToken cancel) =>
            (await TableFile.SentAsync(request, cancel)).Is(out var table, out var problem)
                ? Answers.Done(await act.DoAsync(study, token.Actor, table.Name, table.Rows, cancel), NamesEnteredAnswer.Of)
                : Answers.Of(problem));
    }
}

public sealed record VaultAnswer(bool SetUp, bool Open, DateTimeOffset? OpenUntil, int People, IEnumerable<VaultEventAnswer> Log)
{
    public static VaultAnswer Of(VaultState.Answer state) =>
        new(state.IsSetUp, state.OpenUntil is not null, state.OpenUntil, state.People, state.Log.Select(VaultEventAnswer.Of));
}

public sealed record VaultEventAnswer(string What, string Code, string Detail, string By, DateTimeOffset At) : Answer
{
    public static VaultEventAnswer Of(VaultEvent row) => new(row.What, row.Code, row.Detail, row.By, Instant.At(row.At));
}

public sealed record NamesAnswer(IReadOnlyList<VaultEntry> Names) : Answer;

public sealed record NamesEnteredAnswer(int Rows, int Added, IReadOnlyList<RowTrouble> Warnings) : Answer
{
    public static NamesEnteredAnswer Of(EnterNames.Report report) => new(report.Rows, report.Added, report.Troubles);
}
