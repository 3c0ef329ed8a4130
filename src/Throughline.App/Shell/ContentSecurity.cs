namespace Throughline.App.Shell;

public static class ContentSecurity
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// For a file that a stranger gave: nothing in it runs, loads or reaches the study. A PDF cannot be sandboxed, for browsers draw it
    /// with a viewer of their own, which runs apart.
    /// </summary>
    public static string OfStrangers(bool isPdf) => isPdf
        ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'" : "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>Every answer forbids inline script and style and anything from elsewhere, whatever a transcript may contain.</summary>
    public static IApplicationBuilder UseContentSecurity(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    });
}
