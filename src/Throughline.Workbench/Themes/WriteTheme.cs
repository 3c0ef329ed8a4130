using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>Begins a theme, or says better what it claims. A new one takes the next number; the overarching one has none.</summary>
public sealed class WriteTheme(StudyStore store) : IVerb
{
    public const int LabelLength = 300, TextLength = 10_000;

    /// <summary>What is null stays as it is.</summary>
    public sealed record Request(
        Guid Id, string? Label = null, string? Subtitle = null, string? CentralIdea = null, string? Boundary = null, string? Status = null, bool? Overarching = null);

    public Task<Outcome<Done<Theme>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Theme>(study, actor, Right.EditThemes, async scope =>
        {
            var theme = await scope.Themes.FirstOrDefaultAsync(t => t.Id == request.Id, cancel);
            if (await CheckAsync(scope, request, isNew: theme is null) is { } wrong) return wrong;
            var isNew = theme is null;
            theme ??= scope.Add(new Theme { Id = request.Id, CreatedAt = scope.Now, Number = await NextNumberAsync(scope) });
            var before = theme.Status;
            Write(theme, request);
            if (request.Overarching is { } overarching && overarching != theme.Overarching) await RaiseAsync(scope, theme, overarching);
            scope.Record(nameof(WriteTheme), isNew ? $"began the theme {theme.Label}"
                : before != theme.Status ? $"marked the theme {theme.Label} as {theme.Status}" : $"worded the theme {theme.Label}");
            return theme;
        }, cancel);

    internal static void Write(Theme theme, Request request)
    {
        theme.Label = request.Label?.Trim() ?? theme.Label;
        theme.Subtitle = request.Subtitle?.Trim() ?? theme.Subtitle;
        theme.CentralIdea = request.CentralIdea?.Trim() ?? theme.CentralIdea;
        theme.Boundary = request.Boundary?.Trim() ?? theme.Boundary;
        theme.Status = request.Status ?? theme.Status;
    }

    /// <summary>The overarching theme has no number, and leaves no gap in those of the others.</summary>
    private static async Task RaiseAsync(StudyScope scope, Theme theme, bool overarching)
    {
        foreach (var later in await scope.Themes.Where(t => overarching && t.Number > theme.Number && t.Id != theme.Id).ToListAsync(scope.Cancel)) later.Number--;
        (theme.Overarching, theme.Number) = (overarching, overarching ? 0 : await NextNumberAsync(scope));
    }

    private static async Task<int> NextNumberAsync(StudyScope scope) => (await scope.Themes.MaxAsync(t => (int?)t.Number, scope.Cancel) ?? 0) + 1;

    internal static Problem.Invalid? CheckText(Request request, bool isNew)
    {
        if (isNew ? string.IsNullOrWhiteSpace(request.Label) : request.Label is not null && request.Label.Trim().Length == 0)
            return new Problem.Invalid("label", "A theme needs a label.");
        if (request.Label?.Length > LabelLength) return new Problem.Invalid("label", $"A label has at most {LabelLength} characters.");
        if (new[] { request.Subtitle, request.CentralIdea, request.Boundary }.Any(t => t?.Length > TextLength))
            return new Problem.Invalid("text", $"Each part has at most {TextLength} characters.");
        return request.Status is { } status && status is not (Theme.Candidate or Theme.Reviewed or Theme.Named or Theme.Reported)
            ? new Problem.Invalid("status", $"A theme is {Theme.Candidate}, {Theme.Reviewed}, {Theme.Named} or {Theme.Reported}, not “{status}”.")
            : null;
    }

    private static async Task<Problem?> CheckAsync(StudyScope scope, Request request, bool isNew)
    {
        if (CheckText(request, isNew) is { } wrong) return wrong;
        return request.Overarching == true && await scope.Themes.FirstOrDefaultAsync(t => t.Overarching && t.Id != request.Id, scope.Cancel) is { } other
            ? new Problem.Conflict("There is an overarching theme already", $"“{other.Label}” stands above the others. Make it an ordinary theme first.")
            : null;
    }
}
