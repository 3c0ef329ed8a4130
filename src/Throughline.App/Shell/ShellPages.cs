using Microsoft.AspNetCore.Http.HttpResults;

namespace Throughline.App.Shell;

public static class ShellPages
{
    public const string AntiforgeryHeader = "X-Throughline-Token";

    /// <summary>The sheet of parts is for those who build pages; it is not a page of the product.</summary>
    public static void MapParts(this IEndpointRouteBuilder endpoints, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
            endpoints.MapGet("/parts", () => new RazorComponentResult<PartsPage>());
    }
}
