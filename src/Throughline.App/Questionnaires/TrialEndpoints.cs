using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Throughline.App.Questionnaires.Public;
using Throughline.App.Shell;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

/// <summary>
/// The draft tried out as a respondent would fill it in, page by page. Nothing is kept: what was answered so far comes along with each
/// page, in the field in which a respondent's page has the key of their sheet.
/// </summary>
internal static class TrialEndpoints
{
    public static void MapTrial(this IEndpointRouteBuilder pages) =>
        pages.MapPost("/studies/{study:guid}/questionnaire/{named}/trial/{at}", async (Guid study, string named, string at, HttpRequest request, LaunchToken token, QuestionnaireDesk desk, CancellationToken cancel) =>
        {
            if (!request.HasFormContentType) return Answers.Of(new Problem.Invalid("form", "Send the page as a form."));
            if (!(await desk.AskAsync(study, token.Actor, named, cancel)).Is(out var found, out var problem)) return Answers.Of(problem);
            var form = await request.ReadFormAsync(cancel);
            return new Trial(found.Draft, Held(form["sheet"].ToString()), $"/studies/{study}/questionnaire/{found.Questionnaire.Id}/trial").At(at, form);
        }).ExcludeFromDescription().DisableAntiforgery();

    private static GivenAnswers Held(string written)
    {
        try
        {
            return written.Length > 0 && JsonSerializer.Deserialize<Dictionary<Guid, IReadOnlyList<string>>>(written) is { } read ? new(read) : GivenAnswers.None;
        }
        catch (JsonException)
        {
            return GivenAnswers.None;
        }
    }

    private sealed record Trial(Form Form, GivenAnswers Answers, string Root)
    {
        public IResult At(string at, IFormCollection form) => at switch
        {
            "review" => Review(Answers),
            "send" => SendAnswers.Wrong(Form, Answers).Count > 0 ? Review(Answers) : AnswerViews.Thanks(Form.Thanks),
            _ => Page(int.TryParse(at, out var number) ? number : 1, form["act"].ToString(), form),
        };

        /// <param name="number">The page that was filled in, or is to be shown.</param>
        /// <param name="act">on, save; stay: shown anew with what stands in its fields; empty: shown.</param>
        /// <param name="form">Its fields.</param>
        private IResult Page(int number, string act, IFormCollection form)
        {
            var shown = new FormPages(Form).Shown(Answers);
            var page = shown.FirstOrDefault(p => p.Number == number) ?? shown.LastOrDefault(p => p.Number < number) ?? shown[0];
            if (act is not ("on" or "save" or "stay")) return Show(page, Answers, Answers);
            var turned = new PageTurn(Form, page, Answers, i => form[$"q-{i.Id:N}"], isLater: act != "on");
            if (act == "stay") return Show(page, turned.Entered, Answers);
            var kept = Answers.With(turned.Kept);
            return turned.Declines ? AnswerViews.Declined()
                : turned.Wrong.Count > 0 ? Show(page, turned.Entered, kept, turned.Wrong)
                : act == "save" ? AnswerViews.Saved("https://…/q/…", $"{Root}/{page.Number}")
                : turned.Next is { } next ? Show(next, kept, kept) : Review(kept);
        }

        private RazorComponentResult<AnswerPage> Show(FormPage page, GivenAnswers shown, GivenAnswers held, IReadOnlyDictionary<Guid, string>? wrong = null)
        {
            var drawn = AnswerViews.Page(new(Form, page, shown, $"{Root}/{page.Number}") { Sheet = Written(held), Wrong = wrong });
            drawn.StatusCode = StatusCodes.Status200OK;
            return drawn;
        }

        private IResult Review(GivenAnswers held) => AnswerViews.Review(Form, held, Root, Written(held));

        private static string Written(GivenAnswers held) => JsonSerializer.Serialize(held.ByQuestion);
    }
}
