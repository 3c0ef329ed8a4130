using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Throughline.App.Questionnaires.Public;

/// <summary>
/// How often one address may ask for public pages. It is told apart by a hash with a secret that this process makes and forgets, in
/// memory and for as long as it is counted: no address is kept or written anywhere.
/// </summary>
/// <param name="Burst">How many at once.</param>
/// <param name="PerSecond">How many a second after that.</param>
public sealed record AnswerLimits(int Burst, int PerSecond)
{
    public const string Policy = "answering";

    /// <summary>What is sent back to somebody whose page was not taken; more than any page of a questionnaire has.</summary>
    private const int MostFields = 2_000, MostCharacters = 256 << 10;

    /// <summary>
    /// Room for a lecture of two hundred behind one address, who open it at once and take half a minute a page (two requests each); not
    /// for a script, which gets no further than three or four made-up respondents a second.
    /// </summary>
    public static readonly AnswerLimits Usual = new(Burst: 600, PerSecond: 12);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    public IServiceCollection AddTo(IServiceCollection services)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(Partition(context, secret), _ => new()
            {
                TokenLimit = Burst, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true,
            }));
            options.OnRejected = async (rejected, cancel) => await RefusedAsync(rejected.HttpContext, cancel);
        });
    }

    /// <summary>What was typed comes back with the refusal, so that one press sends it once more: a browser keeps no form of a page that it may not store.</summary>
    private static async Task RefusedAsync(HttpContext context, CancellationToken cancel)
    {
        context.Response.Headers.RetryAfter = Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        var again = HttpMethods.IsPost(context.Request.Method) ? await AgainAsync(context.Request, cancel) : null;
        var text = "Many people answer from where you are, and this page has been asked for too often from there. Wait half a minute, and then "
            + (again is null ? "load it again. What you saved is safe." : "press the button below. What you have just written is kept on this page until then; do not close it.");
        await new RazorComponentResult<AnswerNotice>(new { Title = "One moment", Text = text, Again = again, OnwardLabel = "Send it once more" })
        { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(context);
    }

    private static async Task<AnswerNotice.Sent?> AgainAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is null or > MostCharacters || await AnswerEndpoints.FormAsync(request, cancel) is not { } form) return null;
        return new(request.Path, [.. form.SelectMany(f => f.Value.Select(v => (f.Key, v ?? ""))).Take(MostFields)]);
    }

    private static string Partition(HttpContext context, byte[] secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, (context.Connection.RemoteIpAddress ?? IPAddress.None).GetAddressBytes()));
}
