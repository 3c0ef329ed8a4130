using System.Security.Cryptography;
using System.Text;
using Throughline.App.Questionnaires.Public;
using Throughline.Workbench.Access;

namespace Throughline.App.Shell;

/// <summary>
/// Who may speak to the server on this computer: whoever knows the token that was printed when it started. A browser trades it
/// for a cookie once; a program sends it with each request.
/// </summary>
public sealed class LaunchToken(string token, int port, string person, PublicAddress? reached = null)
{
    public const string Header = "X-Throughline-Token";

    private readonly byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public string CookieName { get; } = $"throughline-{port}";

    /// <summary>What a page sends back with each change: another site's page cannot know it.</summary>
    public string Antiforgery => Derive("antiforgery");

    public const int NameLength = 100;

    /// <summary>Who acts through the pages and REST; they may change their name while the workbench runs.</summary>
    public Actor Actor { get; private set; } = new(person);

    public void Rename(string name) => Actor = new(name);

    /// <summary>The folder's own token, kept in it and for its owner only, so that an open page goes on after a restart.</summary>
    public static string Of(string folder)
    {
        var file = Path.Combine(folder, "token");
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: >= 32 } kept) return kept;
        var token = Make();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(token);
        return token;
    }

    public static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!IsLoopback(request.Host.Host) && !(reached?.Is(request.Host) == true && IsPublic(request.Path)))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "This address is not Throughline's", "Open it as http://localhost or http://127.0.0.1.");
            return;
        }
        if (HttpMethods.IsGet(request.Method) && request.Query["token"].ToString() is { Length: > 0 } given && Same(given, token))
        {
            context.Response.Cookies.Append(CookieName, Derive("session"), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
            await Results.LocalRedirect((request.Path.Value is { } path && !path.StartsWith("//", StringComparison.Ordinal) ? path : "/") + QueryString.Create(request.Query.Where(q => q.Key != "token"))).ExecuteAsync(context);
            return;
        }
        if (IsPublic(request.Path) || HasBearer(request))
        {
            await next(context);
            return;
        }
        if (!Same(request.Cookies[CookieName] ?? "", Derive("session")))
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Throughline does not know this browser", "Open the address that was printed when Throughline was started: it ends in a token. Programs send Authorization: Bearer and the token.");
        else if (IsUnsafe(request) && !Same(request.Headers[Header].ToString(), Antiforgery))
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "This change did not come from a page of Throughline", "Reload the page and do it again.", "urn:throughline:antiforgery");
        else
            await next(context);
    }

    private bool HasBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith("Bearer ", StringComparison.Ordinal) && Same(header[7..], token);

    private static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    /// <summary>Style sheets and scripts hold nothing of anybody's; a respondent's page is opened by its own keys.</summary>
    private static bool IsPublic(PathString path) =>
        path.StartsWithSegments("/css") || path.StartsWithSegments("/js") || path.StartsWithSegments("/q") || path == "/icons.svg" || path == "/mark.svg";

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]" or "::1";

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    private string Derive(string purpose) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(purpose)));

    private static Task RefuseAsync(HttpContext context, int status, string title, string detail, string type = "about:blank") =>
        FaultPages.AnswerAsync(context, status, title, detail, type, way: false);
}
