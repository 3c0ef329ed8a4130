using Throughline.App.Shell;
using Throughline.Workbench.Sampling;

namespace Throughline.App.Sampling;

/// <summary>Kept wishes, and how far a sample is from the best under the wishes in force.</summary>
public static class WishEndpoints
{
    public sealed record KeepBody(string? Name);

    /// <param name="Seconds">How long to look at most; left out, a minute.</param>
    public sealed record ProofBody(double? Seconds);

    public static void MapWishes(this RouteGroupBuilder sample)
    {
        sample.MapGet("/wishes", async (string study, string sample, LaunchToken token, CompareWishes question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, sample, cancel), found => found.Sides.Where(s => s.Kept is not null).Select(s => KeptWishesAnswer.Of(s.Kept!)).ToList()));
        sample.MapPut("/wishes/{id:guid}", async (string study, string sample, Guid id, KeepBody body, LaunchToken token, KeepWishes act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, (id, body.Name ?? ""), cancel), KeptWishesAnswer.Of));
        sample.MapPut("/wishes/{kept}/recalled", async (string study, string sample, string kept, LaunchToken token, RecallWishes act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, kept, cancel), SampleAnswer.Of));
        sample.MapDelete("/wishes/{kept}", async (string study, string sample, string kept, LaunchToken token, DropWishes act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, kept, cancel), _ => new DoneAnswer()));
        sample.MapGet("/proof", async (string study, string sample, LaunchToken token, ProveSample question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, sample, cancel), ProofAnswer.Of));
        sample.MapPut("/proof", async (string study, string sample, ProofBody? body, LaunchToken token, ProveSample question, CancellationToken cancel) =>
            Answers.Ok(await question.BeginAsync(study, token.Actor, sample, TimeSpan.FromSeconds(Math.Clamp(body?.Seconds ?? ProveSample.Usual.TotalSeconds, -1, 1e6)), cancel), ProofAnswer.Of));
        sample.MapPut("/proof/taken", async (string study, string sample, LaunchToken token, TakeBestSample act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, cancel), done => new TakenAnswer(done.Picked, done.Mean)));
        sample.MapDelete("/proof", async (string study, string sample, LaunchToken token, ProveSample question, CancellationToken cancel) =>
            Answers.Ok(await question.StopAsync(study, token.Actor, sample, cancel), ProofAnswer.Of));
    }
}
