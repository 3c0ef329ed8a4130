using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
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
            Task.FromResult(Notice("Your answers are saved", $"Come back with the link below within {SaveAnswers.KeptDays} days. Nothing has been sent yet, and nobody but you can read it.", link: $"{address.Of(key)}/{sheet}", onward: root))));
        open.MapGet("/{sheet}/review", (string key, string sheet, PublicQuestionnaire of, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, (found, root) =>
            Task.FromResult<IResult>(new RazorComponentResult<AnswerReview>(new { found.Form, found.Answers, Root = root }))));
        open.MapPost("/{sheet}/send", (string key, string sheet, PublicQuestionnaire of, SendAnswers send, CancellationToken cancel) => WithAsync(of, key, sheet, cancel, async (found, root) =>
            (await send.DoAsync(found, SheetKey.Read(sheet)!, cancel)).Is(out _, out var problem) ? SeeOther(root)
                : problem is Problem.Invalid ? SeeOther($"{root}/review") : Refused(problem)));
    }

    /// <summary>What is on a page after the answers of earlier pages; what depends on this page itself is there to be answered where it applies.</summary>
    public static IEnumerable<FormItem> OnPage(Form form, FormPage page, GivenAnswers answers)
    {
        var visible = new FormPages(form).Visible(answers);
        var here = page.Items.Select(i => i.Id).ToHashSet();
        return page.Items.Where(i => visible.Contains(i.Id) || i.ShownWhere is { } where && here.Contains(where.Question));
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
        var entered = OnPage(found.Form, turn.Page, found.Answers).Where(i => i.IsAsked)
            .ToDictionary(i => i.Id, i => AnswerCheck.Clean(i, form[$"q-{i.Id:N}"]));
        var after = found.Answers.With(entered);
        var visible = new FormPages(found.Form).Visible(after);
        var (wrong, kept) = (new Dictionary<Guid, string>(), new Dictionary<Guid, IReadOnlyList<string>>());
        foreach (var item in turn.Page.Items.Where(i => entered.ContainsKey(i.Id)))
            if (AnswerCheck.Wrong(item, entered[item.Id], required: !isLater && visible.Contains(item.Id)) is { } what) wrong[item.Id] = what;
            else kept[item.Id] = AnswerCheck.Kept(item, entered[item.Id]);
        if (turn.Page.Items.Any(i => i is { Kind: Question.Consent, Required: true } && entered.GetValueOrDefault(i.Id) is ["no"])) return Declined();
        if (wrong.Count > 0 && turn.Page.Number == 1) return Show(found with { Answers = after }, turn.Page, turn.Action, turn.Key.Text, wrong);
        if (!(await save.DoAsync(found, turn.Key, kept, cancel)).Is(out _, out var problem)) return Refused(problem);
        if (wrong.Count > 0) return Show(found with { Answers = after }, turn.Page, turn.Action, null, wrong);
        if (isLater) return SeeOther($"{turn.Root}/saved");
        var later = new FormPages(found.Form).Shown(found.Answers.With(kept)).FirstOrDefault(p => p.Number > turn.Page.Number);
        return SeeOther(later is null ? $"{turn.Root}/review" : $"{turn.Root}/{later.Number}");
    }

    /// <summary>Null where it is no form, or one beyond all bounds.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancel)
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
        PublicQuestionnaire.Answer found, FormPage page, string action, string? sheet = null, IReadOnlyDictionary<Guid, string>? wrong = null)
    {
        var shown = new FormPages(found.Form).Shown(found.Answers);
        var place = shown.TakeWhile(p => p.Number < page.Number).Count();
        var back = place == 0 ? null : $"{action[..action.LastIndexOf('/')]}/{shown[place - 1].Number}";
        return new RazorComponentResult<AnswerPage>(new { found.Form, Page = page, found.Answers, Action = action, Sheet = sheet, Back = back, Place = place + 1, Pages = shown.Count, Wrong = wrong ?? new Dictionary<Guid, string>() })
        {
            StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static IResult SeeOther(string path) => new SeeOtherResult(path);

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.Headers.Location) = (StatusCodes.Status303SeeOther, path);
            return Task.CompletedTask;
        }
    }

    private static IResult Notice(string title, string text, int status = 200, string? link = null, string? onward = null, string label = "Go on now") =>
        new RazorComponentResult<AnswerNotice>(new { Title = title, Text = text, Link = link, Onward = onward, OnwardLabel = label }) { StatusCode = status };

    private static IResult Thanks(PublicQuestionnaire.Answer found) => Notice("Your answers are sent", found.Questionnaire.Thanks);

    private static IResult Declined() => Notice("You have chosen not to take part", "Nothing was kept. Thank you for reading this far. Nobody will ask why.");

    private static IResult Closed(PublicQuestionnaire.Answer found) => found.Access == PublicQuestionnaire.Access.Full
        ? Notice("Enough people have answered", $"{found.Form.Title} takes no more answers. Thank you for wanting to give yours.")
        : Notice("This questionnaire is closed", $"{found.Form.Title} takes no more answers.");

    private static IResult Refused(Problem problem) => Notice(problem.Title, problem.Detail, StatusCodes.Status409Conflict);

    private static IResult NoSuch() => Notice("There is no questionnaire at this address", "The link may have been cut short. Ask whoever gave it to you.", StatusCodes.Status404NotFound);

    private static IResult Missing(string key) => Notice(
        "Nothing is saved under this link", "It may have been cut short or altered, or what was saved is too old. Nothing of anybody else’s is shown. You can begin again.",
        StatusCodes.Status404NotFound, onward: $"/q/{Uri.EscapeDataString(key)}", label: "Begin again");

    private static IResult Unread() => Notice("That could not be read", "It is more than this page takes, or not what it sends. What you saved before is safe.", StatusCodes.Status400BadRequest);
}
