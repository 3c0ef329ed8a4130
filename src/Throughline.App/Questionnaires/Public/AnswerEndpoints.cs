using Microsoft.AspNetCore.Http.Features;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires.Public;

/// <summary>
/// What respondents see: static pages and plain forms. There is no cookie for another site to ride on: who holds the private key in
/// the path may write to that sheet and nobody else, so a forged form can do no more than anybody with the public link.
/// </summary>
public static class AnswerEndpoints
{
    private const long MostBytes = 512 << 10;

    public static void MapAnswering(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/q/{key}").RequireRateLimiting(AnswerLimits.Policy).ExcludeFromDescription().DisableAntiforgery();
        open.AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
            return await next(context);
        });
        open.MapGet("/", (string key, PublicQuestionnaire of, CancellationToken cancel) => WithAsync(of, key, null, cancel, (found, _) =>
            Task.FromResult(Show(found, new FormPages(found.Form).All[0], $"/q/{key}", SheetKey.New().Text))));
        open.MapPost("/", BeginAsync);
        open.MapGet("/{sheet}", (string key, string sheet, PublicQuestionnaire of, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, (found, root) =>
            Task.FromResult(Results.LocalRedirect(Next(found, root)))));
        open.MapGet("/{sheet}/{page:int}", (string key, string sheet, int page, PublicQuestionnaire of, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, (found, root) =>
            Task.FromResult(Page(found, page) is { } shown ? Show(found, shown, $"{root}/{page}") : Results.LocalRedirect(Next(found, root)))));
        open.MapPost("/{sheet}/{page:int}", TurnAsync);
        open.MapGet("/{sheet}/saved", (string key, string sheet, PublicAddress address, PublicQuestionnaire of, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, (_, root) =>
            Task.FromResult(AnswerViews.Saved($"{address.Of(key)}/{sheet}", root))));
        open.MapGet("/{sheet}/review", (string key, string sheet, PublicQuestionnaire of, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, (found, root) =>
            Task.FromResult(AnswerViews.Review(found.Form, found.Answers, root))));
        open.MapPost("/{sheet}/send", (string key, string sheet, PublicQuestionnaire of, SendAnswers send, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, async (found, root) =>
            (await send.DoAsync(found, SheetKey.Read(sheet)!, cancel)).Is(out _, out var problem) ? SeeOther(root)
                : problem is Problem.Invalid ? SeeOther($"{root}/review") : Refused(problem)));
    }

    /// <summary>Finds what the address names, or says in plain words why there is nothing.</summary>
    private static async Task<IResult> WithAsync(
        PublicQuestionnaire of, string key, string? sheet, CancellationToken cancel, Func<PublicQuestionnaire.Answer, string, Task<IResult>> then)
    {
        var held = SheetKey.Read(sheet);
        if (sheet is not null && held is null) return Missing(key);
        if (!(await of.AskAsync(key, held, cancel)).Is(out var found, out _)) return sheet is null ? NoSuch() : Missing(key);
        if (found.IsSent) return Thanks(found);
        if (found.Access != PublicQuestionnaire.Access.Open) return Closed(found);
        return await then(found, $"/q/{key}/{sheet}");
    }

    private static async Task<IResult> BeginAsync(string key, HttpRequest request, PublicQuestionnaire of, SaveAnswers save, CancellationToken cancel)
    {
        if (await FormAsync(request, cancel) is not { } form) return Unread();
        if (SheetKey.Read(form["sheet"]) is not { } sheet) return Missing(key);
        if ((await of.AskAsync(key, sheet, cancel)).Is(out var begun, out _) && begun.IsSent) return Thanks(begun);
        return await WithAsync(of, key, null, cancel, (found, _) => TakeAsync(found, new(found, new FormPages(found.Form).All[0], sheet, $"/q/{key}/{sheet.Text}", $"/q/{key}"), form, save, cancel));
    }

    private static async Task<IResult> TurnAsync(string key, string sheet, int page, HttpRequest request, PublicQuestionnaire of, SaveAnswers save, CancellationToken cancel)
    {
        if (await FormAsync(request, cancel) is not { } form) return Unread();
        return await WithAsync(of, key, sheet, cancel, (found, root) => Page(found, page) is { } turned
            ? TakeAsync(found, new(found, turned, SheetKey.Read(sheet)!, root, $"{root}/{page}"), form, save, cancel) : Task.FromResult(SeeOther(root)));
    }

    private sealed record Turn(PublicQuestionnaire.Answer Found, FormPage Page, SheetKey Key, string Root, string Action);

    /// <summary>Takes a page in: what is right is kept, what is not is said beside its field.</summary>
    private static async Task<IResult> TakeAsync(PublicQuestionnaire.Answer found, Turn turn, IFormCollection form, SaveAnswers save, CancellationToken cancel)
    {
        var isLater = form["act"] == "save";
        var turned = new PageTurn(found.Form, turn.Page, found.Answers, i => form[$"q-{i.Id:N}"], isLater);
        if (turned.Declines) return Declined();
        if (turned.Wrong.Count > 0 && turn.Page.Number == 1) return Show(found with { Answers = turned.Entered }, turn.Page, turn.Action, turn.Key.Text, turned.Wrong);
        if (!(await save.DoAsync(found, turn.Key, turned.Kept, cancel)).Is(out _, out var problem)) return Refused(problem);
        if (turned.Wrong.Count > 0) return Show(found with { Answers = turned.Entered }, turn.Page, turn.Action, null, turned.Wrong);
        return SeeOther(isLater ? $"{turn.Root}/saved" : turned.Next is { } next ? $"{turn.Root}/{next.Number}" : $"{turn.Root}/review");
    }

    /// <summary>Null where it is no form, or one beyond all bounds.</summary>
    internal static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return request.HasFormContentType && !request.ContentType!.StartsWith("multipart", StringComparison.OrdinalIgnoreCase) ? await request.ReadFormAsync(cancel) : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static FormPage? Page(PublicQuestionnaire.Answer found, int number) => new FormPages(found.Form).Shown(found.Answers).FirstOrDefault(p => p.Number == number);

    /// <summary>Where somebody who comes back goes on: the first page on which nothing is answered, or what is wanted is missing.</summary>
    private static string Next(PublicQuestionnaire.Answer found, string root)
    {
        var wrong = SendAnswers.Wrong(found.Form, found.Answers);
        var page = new FormPages(found.Form).Shown(found.Answers).FirstOrDefault(p => p.Items.Any(i => wrong.ContainsKey(i.Id.ToString()))
            || p.Items.Any(i => i.IsAsked) && p.Items.Where(i => i.IsAsked).All(i => !found.Answers.ByQuestion.ContainsKey(i.Id)));
        return page is null ? $"{root}/review" : $"{root}/{page.Number}";
    }

    private static IResult Show(
        PublicQuestionnaire.Answer found, FormPage page, string action, string? sheet = null, IReadOnlyDictionary<Guid, string>? wrong = null) =>
        AnswerViews.Page(new(found.Form, page, found.Answers, action) { Sheet = sheet, Wrong = wrong });

    private static IResult SeeOther(string path) => new SeeOtherResult(path);

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.Headers.Location) = (StatusCodes.Status303SeeOther, path);
            return Task.CompletedTask;
        }
    }

    private static IResult Thanks(PublicQuestionnaire.Answer found) => AnswerViews.Thanks(found.Questionnaire.Thanks);

    private static IResult Declined() => AnswerViews.Declined();

    private static IResult Closed(PublicQuestionnaire.Answer found) => found.Access == PublicQuestionnaire.Access.Full
        ? AnswerViews.Notice("Enough people have answered", $"{found.Form.Title} takes no more answers. Thank you for wanting to give yours.")
        : AnswerViews.Notice("This questionnaire is closed", $"{found.Form.Title} takes no more answers.");

    private static IResult Refused(Problem problem) => AnswerViews.Notice(problem.Title, problem.Detail, StatusCodes.Status409Conflict);

    private static IResult NoSuch() => AnswerViews.Notice("There is no questionnaire at this address", "The link may have been cut short. Ask whoever gave it to you.", StatusCodes.Status404NotFound);

    private static IResult Missing(string key) => AnswerViews.Notice(
        "Nothing is saved under this link", "It may have been cut short or altered, or what was saved is too old. Nothing of anybody else’s is shown. You can begin again.",
        StatusCodes.Status404NotFound, onward: $"/q/{Uri.EscapeDataString(key)}", label: "Begin again");

    private static IResult Unread() => AnswerViews.Notice("That could not be read", "It is more than this page takes, or not what it sends. What you saved before is safe.", StatusCodes.Status400BadRequest);
}
