using Throughline.Workbench.Coding;

namespace Throughline.App.Coding;

/// <summary>The source that this browser had open last in a study.</summary>
public static class LastSource
{
    private const string Name = "last-source";

    public static void Remember(HttpContext context, Guid study, Guid source) => context.Response.Cookies.Append(Name, source.ToString(), new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, Path = $"/studies/{study}/coding", MaxAge = TimeSpan.FromDays(400),
    });

    /// <summary>The one remembered, if it is still there; else the first; null where there is none.</summary>
    public static Guid? Of(HttpContext context, IReadOnlyList<SourcesInOrder.Line> sources) =>
        Guid.TryParse(context.Request.Cookies[Name], out var last) && sources.Any(s => s.Id == last) ? last
            : sources.Count > 0 ? sources[0].Id : null;
}
