using Microsoft.AspNetCore.Http.HttpResults;

namespace Throughline.App.Shell;

/// <summary>What went wrong, told to a person as a page and to a program as problem details.</summary>
public static class FaultPages
{
    public static async Task AnswerAsync(HttpContext context, int status, string title, string detail, string? type = null, bool way = true)
    {
        if (!IsForPeople(context.Request))
        {
            await Results.Json(new { type = type ?? "about:blank", title, detail, status }, Answers.Json, "application/problem+json", status).ExecuteAsync(context);
            return;
        }
        // What a page that failed has begun, in the services of the request and in a header, the framework would not begin again.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        var services = context.RequestServices;
        await using var afresh = services.CreateAsyncScope();
        context.RequestServices = afresh.ServiceProvider;
        await new RazorComponentResult<FaultPage>(new { Title = title, Detail = detail, Way = way }) { StatusCode = status }.ExecuteAsync(context);
        context.RequestServices = services;
    }

    /// <summary>
    /// The status of a page that says itself what is missing. Only as it is sent: the framework sends nothing of a page that has 404
    /// while it is put together.
    /// </summary>
    public static void EndWith(this HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address that leads nowhere. Other methods keep their own answers: 405, 415.</summary>
    public static void MapNowhere(this IEndpointRouteBuilder app) => app.MapGet("/{**path}", (HttpContext context) => AnswerAsync(
        context, StatusCodes.Status404NotFound, "There is no such page", "The address may have been mistyped, or what it named is gone. The history of a study can bring back what was removed."))
        .WithOrder(int.MaxValue).ExcludeFromDescription();
}
