using Microsoft.AspNetCore.Http.HttpResults;
using Throughline.Workbench.Questionnaires;

namespace Throughline.App.Questionnaires.Public;

/// <summary>The pages that somebody sees who answers, or who tries the draft out.</summary>
internal static class AnswerViews
{
    /// <param name="Form">The form.</param>
    /// <param name="Page">The page that is shown.</param>
    /// <param name="Answers">What stands in its fields.</param>
    /// <param name="Action">Where it is sent; the pages beside it lie beside that address.</param>
    public sealed record Shown(Form Form, FormPage Page, GivenAnswers Answers, string Action)
    {
        /// <summary>What a page carries along in a hidden field.</summary>
        public string? Sheet { get; init; }

        /// <summary>What is wrong with which answer; null before anything was sent.</summary>
        public IReadOnlyDictionary<Guid, string>? Wrong { get; init; }
    }

    public static RazorComponentResult<AnswerPage> Page(Shown shown)
    {
        var (form, page, answers, action) = shown;
        var all = new FormPages(form).Shown(answers);
        var place = all.TakeWhile(p => p.Number < page.Number).Count();
        var back = place == 0 ? null : $"{action[..action.LastIndexOf('/')]}/{all[place - 1].Number}";
        return new RazorComponentResult<AnswerPage>(new
        {
            Form = form, Page = page, Answers = answers, Action = action, shown.Sheet, Back = back, Place = place + 1, Pages = all.Count, Wrong = shown.Wrong ?? new Dictionary<Guid, string>(),
        })
        { StatusCode = shown.Wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    public static IResult Review(Form form, GivenAnswers answers, string root, string? sheet = null) =>
        new RazorComponentResult<AnswerReview>(new { Form = form, Answers = answers, Root = root, Sheet = sheet });

    public static IResult Saved(string link, string onward) =>
        Notice("Your answers are saved", $"Come back with the link below within {SaveAnswers.KeptDays} days. Nothing has been sent yet, and nobody but you can read it.", link: link, onward: onward);

    public static IResult Thanks(string thanks) => Notice("Your answers are sent", thanks);

    public static IResult Declined() => Notice("You have chosen not to take part", "Nothing was kept. Thank you for reading this far. Nobody will ask why.");

    public static IResult Notice(string title, string text, int status = 200, string? link = null, string? onward = null, string label = "Go on now") =>
        new RazorComponentResult<AnswerNotice>(new { Title = title, Text = text, Link = link, Onward = onward, OnwardLabel = label }) { StatusCode = status };
}
