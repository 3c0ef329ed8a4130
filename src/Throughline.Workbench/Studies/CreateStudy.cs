using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>Begins a study. A name is enough.</summary>
public sealed class CreateStudy(StudyStore store) : IVerb
{
    /// <param name="Id">Its id.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Text">What is said of it.</param>
    /// <param name="Synthetic">Whether nobody in it is real.</param>
    /// <param name="Numbered">Whether a number goes behind a name that is taken.</param>
    public sealed record Request(Guid Id, string Name, StudyText? Text = null, bool Synthetic = false, bool Numbered = false);

    public Task<Outcome<Done<Study>>> DoAsync(Actor actor, Request request, CancellationToken cancel) =>
        store.BeginAsync<Study>(request.Id, actor, async scope =>
        {
            if (await scope.Rows.FindAsync<Study>([request.Id, request.Id], cancel) is { } there) return there;
            if (!(await WriteAsync(scope, request)).Is(out var study, out var wrong)) return wrong;
            study.DeletedAt = null;
            scope.Record(nameof(CreateStudy), $"began the study {study.Name}");
            return study;
        }, cancel);

    /// <summary>Written as deleted, to be brought to life by the same act: so undoing that is the same as deleting the study.</summary>
    internal static async Task<Outcome<Study>> WriteAsync(StudyScope scope, Request request)
    {
        if ((StudyText.CheckName(request.Name) ?? request.Text?.Check()) is { } wrong) return wrong;
        var study = new Study { Id = request.Id, CreatedAt = scope.Now, DeletedAt = scope.Now, Synthetic = request.Synthetic };
        (request.Text ?? StudyText.Empty).WriteTo(study, request.Numbered ? await FreeAsync(scope, request.Name.Trim()) : request.Name);
        scope.Add(study);
        await scope.Rows.SaveChangesAsync(scope.Cancel);
        return study;
    }

    /// <summary>A name for a study that nobody named by hand, so that it can be named on the command line.</summary>
    internal static async Task<string> FreeAsync(StudyScope scope, string wanted) =>
        new TakenNames(await scope.Rows.Studies.Where(s => s.DeletedAt == null).Select(s => s.NameKey).ToListAsync(scope.Cancel)).Free(wanted);
}

/// <summary>What researchers say of their study.</summary>
public sealed record StudyText(string Description, string Aim, string Background, string Questions, string Approach)
{
    public const int Length = 20_000;

    public static readonly StudyText Empty = new("", "", "", "", "");

    public static Problem.Invalid? CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) ? new Problem.Invalid("name", "A study needs a name.")
        : name.Trim().Length > Study.NameLength ? new Problem.Invalid("name", $"A name has at most {Study.NameLength} characters.")
        : null;

    public Problem.Invalid? Check() =>
        new[] { Description, Aim, Background, Questions, Approach }.Any(t => t.Length > Length)
            ? new Problem.Invalid("text", $"Each part has at most {Length} characters.")
            : null;

    public void WriteTo(Study study, string name)
    {
        study.Name = name.Trim();
        study.NameKey = NameKey.Of(name);
        (study.Description, study.Aim, study.Background) = (Tidy(Description), Tidy(Aim), Tidy(Background));
        (study.Questions, study.Approach) = (Tidy(Questions), Tidy(Approach));
    }

    /// <summary>As it is kept: without space around it, lines ended as everywhere.</summary>
    public static string Tidy(string text) => text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
}
