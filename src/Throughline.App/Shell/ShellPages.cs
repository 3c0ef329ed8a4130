using Microsoft.AspNetCore.Http.HttpResults;
using Throughline.App.Shell.Parts;

namespace Throughline.App.Shell;

public static class ShellPages
{
    /// <summary>The sheet of parts and the two empty frames are for those who build pages; they are no pages of the product.</summary>
    public static void MapParts(this IEndpointRouteBuilder endpoints, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            return;
        endpoints.MapGet("/parts", () => new RazorComponentResult<PartsPage>());
        endpoints.MapGet("/parts/study", () => new RazorComponentResult<PartsStudy>());
        endpoints.MapGet("/parts/start", () => new RazorComponentResult<PartsStart>());
    }
}
