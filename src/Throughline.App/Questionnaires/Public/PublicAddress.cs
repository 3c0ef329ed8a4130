using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires.Public;

/// <summary>
/// Where respondents reach the public pages: the address that was given with --public-url, whose server hands /q on to this one, or this
/// computer's own, which reaches nobody else.
/// </summary>
public sealed class PublicAddress(Uri? given, int port)
{
    public bool IsGiven => given is not null;

    public string Of(string key) => $"{given?.ToString().TrimEnd('/') ?? $"http://127.0.0.1:{port}"}/q/{key}";

    /// <summary>Whether a request came under the name that respondents use.</summary>
    public bool Is(HostString host) => given is not null && string.Equals(given.Host, host.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>What whoever runs it has to know: without the header nobody can tell one respondent's address from another's.</summary>
    public string? ToKnow => given is null ? null
        : $"Respondents reach public pages at {given}: have that server send X-Forwarded-For, or all of them count as one address, and share its limit.";

    /// <summary>Warns once where the server that hands pages on does not say whom for.</summary>
    public HttpContext Noticing(HttpContext context, ILogger log)
    {
        if (Is(context.Request.Host) && !context.Request.Headers.ContainsKey("X-Forwarded-For") && Interlocked.Exchange(ref told, 1) == 0) log.Unforwarded(context.Request.Host.Host);
        return context;
    }

    private int told;

    /// <summary>What was given, if anything was; what is no address of a web site is refused.</summary>
    public static Outcome<Wanted> Read(string? written) =>
        string.IsNullOrWhiteSpace(written) ? new Wanted(null)
        : Uri.TryCreate(written, UriKind.Absolute, out var read) && (read.Scheme is "https" or "http") && read.Query.Length == 0 && read.Fragment.Length == 0 ? new Wanted(read)
        : new Problem.Invalid("public-url", $"“{written}” is no address that respondents could open. Write it whole: https://survey.example.org");

    public sealed record Wanted(Uri? Given);
}

internal static partial class PublicAddressLog
{
    [LoggerMessage(LogLevel.Warning, "A page came under {Host} without X-Forwarded-For: all respondents count as one address, and share its limit. Have the web server there send the header.")]
    public static partial void Unforwarded(this ILogger log, string host);
}
