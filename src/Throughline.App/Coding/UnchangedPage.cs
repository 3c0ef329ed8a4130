using System.Security.Cryptography;
using System.Text;
using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;

namespace Throughline.App.Coding;

/// <summary>
/// The page of a source holds millions of characters that seldom change. Its tag is the study's last change; a browser that has
/// that page already is told so, and nothing is read or sent.
/// </summary>
public static class UnchangedPage
{
    private static readonly string Build = typeof(UnchangedPage).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public static IApplicationBuilder UseUnchangedPages(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsGet(context.Request.Method) || Study(context.Request.Path) is not { } study)
        {
            await next(context);
            return;
        }
        var token = context.RequestServices.GetRequiredService<LaunchToken>();
        var state = await context.RequestServices.GetRequiredService<StudyState>().AskAsync(study, token.Actor, context.RequestAborted);
        if (state.Is(out var last, out _))
        {
            var around = $"{context.RequestServices.GetRequiredService<Storage.DataFolder>().Era} {token.Actor.Name}";
            var tag = $"\"{Build}-{PageFiles.Version}-{token.Antiforgery[..12]}-{last}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(around)))[..12]}\"";
            context.Response.Headers.ETag = tag;
            context.Response.Headers.CacheControl = "private, no-cache";
            if (context.Request.Headers.IfNoneMatch.Contains(tag))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        await next(context);
    });

    /// <summary>The study of /studies/{study}/coding/{source}, and of no other path.</summary>
    private static Guid? Study(PathString path) =>
        path.Value?.Split('/') is ["", "studies", var study, "coding", var source] && Guid.TryParse(study, out var id) && Guid.TryParse(source, out _) ? id : null;
}
