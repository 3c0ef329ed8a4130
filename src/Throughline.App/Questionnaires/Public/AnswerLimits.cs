using System.Net;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Throughline.App.Questionnaires.Public;

/// <summary>
/// How often one address may ask for public pages. It is told apart by a hash with a secret that this process makes and forgets, in
/// memory and for as long as it is counted: no address is kept or written anywhere.
/// </summary>
public static class AnswerLimits
{
    public const string Policy = "answering";

    /// <summary>Room for a whole team behind one address, not for a script.</summary>
    public const int Burst = 240, PerSecond = 4;

    public static IServiceCollection AddAnswerLimits(this IServiceCollection services)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(Partition(context, secret), _ => new()
            {
                TokenLimit = Burst, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true,
            }));
            options.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "30";
                await new RazorComponentResult<AnswerNotice>(new { Title = "Too much at once", Text = "This page was asked for too often from one place. Wait half a minute and load it again. What you saved is safe." })
                { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    private static string Partition(HttpContext context, byte[] secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, (context.Connection.RemoteIpAddress ?? IPAddress.None).GetAddressBytes()));
}
