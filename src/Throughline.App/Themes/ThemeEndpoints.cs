using Throughline.App.Shell;
using Throughline.Workbench.Themes;

namespace Throughline.App.Themes;

public static class ThemeEndpoints
{
    /// <summary>What is left out stays as it is.</summary>
    public sealed record Body(string? Label, string? Subtitle, string? CentralIdea, string? Boundary, string? Status, bool? Overarching)
    {
        public WriteTheme.Request Request(Guid id) => new(id, Label, Subtitle, CentralIdea, Boundary, Status, Overarching);
    }

    public sealed record NumberBody(int Number);

    /// <param name="From">The theme that the code leaves at the same time.</param>
    public sealed record CodeBody(Guid? From);

    /// <param name="Stance">supporting or contrary; left out, it stays, and begins as supporting.</param>
    /// <param name="Chosen">Whether the report quotes it; left out, it stays.</param>
    /// <param name="AsNow">Takes the words as they stand for the ones that were chosen.</param>
    public sealed record SegmentBody(string? Stance, bool? Chosen, bool? AsNow);

    public static void MapThemes(this RouteGroupBuilder study)
    {
        var themes = study.MapGroup("/themes").WithTags("Themes");
        themes.MapGet("/", async (string study, DateTimeOffset? asOf, LaunchToken token, ThemesBoard board, CancellationToken cancel) =>
            Answers.Ok(await board.AskAsync(study, token.Actor, asOf, cancel), BoardAnswer.Of));
        themes.MapPost("/import", async (string study, HttpRequest request, LaunchToken token, ImportThemes import, ImportThemeSegments segments, CancellationToken cancel) =>
            (await TableFile.SentAsync(request, cancel)).Is(out var file, out var problem)
                ? Answers.Done(await ThemeFile.ImportAsync((import, segments), study, token.Actor, file, cancel), report => ThemeReportAnswer.Of(report, file))
                : Answers.Of(problem));
        themes.MapPut("/{id:guid}", async (string study, Guid id, Body body, LaunchToken token, WriteTheme write, CancellationToken cancel) =>
            Answers.Done(await write.DoAsync(study, token.Actor, body.Request(id), cancel), ThemeAnswer.Of));
        themes.MapPatch("/{id:guid}", PatchAsync);
        themes.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveTheme remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
        themes.MapPut("/{id:guid}/number", async (string study, Guid id, NumberBody body, LaunchToken token, MoveTheme move, CancellationToken cancel) =>
            Answers.Done(await move.DoAsync(study, token.Actor, id, body.Number, cancel), ThemeAnswer.Of));
        MapContents(themes);
    }

    private static void MapContents(RouteGroupBuilder themes)
    {
        themes.MapPut("/{id:guid}/codes/{code}", async (string study, Guid id, string code, CodeBody? body, LaunchToken token, PlaceCode place, CancellationToken cancel) =>
            Answers.Done(await place.DoAsync(study, token.Actor, new(id, code, body?.From), cancel), GatheredAnswer.Of));
        themes.MapDelete("/{id:guid}/codes/{code:guid}", async (string study, Guid id, Guid code, LaunchToken token, PlaceCode place, CancellationToken cancel) =>
            Answers.Done(await place.TakeOutAsync(study, token.Actor, id, code, cancel), _ => new DoneAnswer()));
        themes.MapGet("/{id:guid}/segments", async (string study, Guid id, Guid? code, string? stance, string? cursor, int? limit, LaunchToken token, SegmentsOfTheme of, CancellationToken cancel) =>
            Answers.Ok(await of.AskAsync(study, token.Actor, new(id, code, stance, cursor, limit ?? 100), cancel), ThemeSegmentsAnswer.Of));
        themes.MapPut("/{id:guid}/segments/{segment:guid}", async (string study, Guid id, Guid segment, SegmentBody? body, LaunchToken token, PlaceSegment place, CancellationToken cancel) =>
            Answers.Done(await place.DoAsync(study, token.Actor, new(id, segment, body?.Stance, body?.Chosen, body?.AsNow ?? false), cancel), PlacedAnswer.Of));
        themes.MapDelete("/{id:guid}/segments/{segment:guid}", async (string study, Guid id, Guid segment, LaunchToken token, PlaceSegment place, CancellationToken cancel) =>
            Answers.Done(await place.TakeOutAsync(study, token.Actor, id, segment, cancel), _ => new DoneAnswer()));
    }

    /// <summary>Unlike PUT it begins no theme.</summary>
    private static async Task<IResult> PatchAsync(string study, Guid id, Body body, LaunchToken token, WriteTheme write, ThemesBoard board, CancellationToken cancel) =>
        (await board.OneAsync(study, token.Actor, id, cancel)).Is(out _, out var problem)
            ? Answers.Done(await write.DoAsync(study, token.Actor, body.Request(id), cancel), ThemeAnswer.Of)
            : Answers.Of(problem);
}
