using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>Gives a source another name. No two sources of a study share one, since they are named by it.</summary>
public sealed class RenameSource(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Source>>> DoAsync(StudyRef study, Actor actor, string source, string name, CancellationToken cancel) =>
        store.ChangeAsync<Source>(study, actor, Right.EditSources, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            var (old, wanted) = (row.Name, name.Trim());
            if (wanted.Length is 0 or > Source.NameLength) return new Problem.Invalid("name", $"A source needs a name, of at most {Source.NameLength} characters.");
            var key = NameKey.Of(wanted);
            if (await scope.Sources.AnyAsync(s => s.NameKey == key && s.Id != row.Id, cancel))
                return new Problem.Invalid("name", $"There is a source “{wanted}” already. Choose another name.");
            (row.Name, row.NameKey) = (wanted, key);
            scope.Record(nameof(RenameSource), $"renamed the source {old} to {wanted}");
            return row;
        }, cancel);
}
