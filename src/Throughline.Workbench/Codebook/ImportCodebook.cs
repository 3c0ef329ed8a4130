using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>
/// Brings a codebook in: a row is the code of its id, else the code of its path, else a new one. Definitions that differ become
/// the next version; cells that say nothing leave what is there. The same file twice changes nothing.
/// </summary>
public sealed class ImportCodebook(StudyStore store) : IVerb
{
    public sealed record Request(string File, IReadOnlyList<CodebookRow> Rows);

    public sealed record Report(string File, IReadOnlyList<ImportedRow> Rows)
    {
        public int Count(string status) => Rows.Count(r => r.Status == status);
    }

    public Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Report>(study, actor, Right.EditCodebook, async scope =>
        {
            var codes = await scope.Codes.ToListAsync(cancel);
            var meanings = await CodebookTree.InForceAsync(scope);
            var report = new Report(request.File, new Importing(scope, codes, meanings, request).Do());
            scope.Record(nameof(ImportCodebook), $"brought in the codebook {request.File}: {Summary(report)}");
            return report;
        }, cancel);

    /// <summary>4 added, 2 changed, 54 as they were, 1 refused.</summary>
    public static string Summary(Report report) => string.Join(", ", new[]
    {
        (report.Count(ImportedRow.Added), "added"), (report.Count(ImportedRow.Changed), "changed"),
        (report.Count(ImportedRow.Unchanged), "as they were"), (report.Count(ImportedRow.Refused), "refused"),
    }.Where(p => p.Item1 > 0).Select(p => $"{p.Item1:N0} {p.Item2}").DefaultIfEmpty("no rows"));

    private sealed class Importing(StudyScope scope, List<Code> codes, Dictionary<Guid, CodeDefinition> meanings, Request request)
    {
        private readonly CodebookParents parents = new(request.Rows, codes);
        private readonly Dictionary<Guid, Code> byId = codes.ToDictionary(c => c.Id);
        private readonly Dictionary<(Guid?, string), Code> byPlace = codes.GroupBy(c => (c.ParentId, c.NameKey)).ToDictionary(g => g.Key, g => g.First());
        private readonly Dictionary<CodebookRow, (Code? Code, ImportedRow Told)> done = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<CodebookRow> open = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Guid, int> lineOf = [];
        private readonly Dictionary<Guid, long> ends = codes.GroupBy(c => c.ParentId ?? Guid.Empty).ToDictionary(g => g.Key, g => g.Max(c => c.Position));

        public IReadOnlyList<ImportedRow> Do() => [.. request.Rows.Select(r => Import(r).Told)];

        private (Code? Code, ImportedRow Told) Import(CodebookRow row)
        {
            if (done.TryGetValue(row, out var told)) return told;
            if (!open.Add(row)) return Refuse(row, "It stands under itself. Give one of the codes in this circle another parent.");
            told = Place(row);
            if (!done.TryAdd(row, told)) told = done[row];
            return told;
        }

        private (Code?, ImportedRow) Place(CodebookRow row)
        {
            if (row.Name.Length is 0 or > Code.NameLength)
                return Refuse(row, row.Name.Length == 0 ? "It has no name. Name the code, or remove the row." : $"Its name has more than {Code.NameLength} characters. Shorten it.");
            if (row.Meaning.TooLong() is { } tooLong) return Refuse(row, tooLong.Detail);
            if (!Under(row).Is(out var parent, out var problem)) return Refuse(row, problem.Detail);
            var code = row.Known is { } id ? byId.GetValueOrDefault(id) : null;
            var isById = code is not null;
            code ??= byPlace.GetValueOrDefault((parent.Id, NameKey.Of(row.Name)));
            if (code is not null && lineOf.TryGetValue(code.Id, out var line)) return Refuse(row, $"It is the same code as row {line}. Remove one of the two.");
            if (code is null) return Add(row, parent.Id, parent.Made);
            var did = new List<string>();
            if (isById && Replace(row, code, row.Parent.Length > 0 ? parent.Id : code.ParentId, did) is { } wrong) return Refuse(row, wrong);
            return Change(row, code, did);
        }

        private readonly record struct Above(Guid? Id, string Made);

        private Outcome<Above> Under(CodebookRow row)
        {
            switch (parents.Of(row))
            {
                case CodebookParents.Parent.Row { At: var at }:
                    return Import(at).Code is { } found ? new Above(found.Id, "") : new Problem.Invalid("parent", $"Its parent, row {at.Line}, was refused. Mend that row and bring the file in again.");
                case CodebookParents.Parent.Existing { Code: var code }: return new Above(code.Id, "");
                case CodebookParents.Parent.Missing { Path: var path }: return Make(path);
                case CodebookParents.Parent.Unclear { Why: var why }: return new Problem.Invalid("parent", why);
                default: return new Above(null, "");
            }
        }

        private Outcome<Above> Make(IReadOnlyList<string> path)
        {
            Guid? at = null;
            var made = new List<string>();
            foreach (var name in path)
            {
                if (name.Length > Code.NameLength) return new Problem.Invalid("parent", "The name of its parent is too long.");
                if (!byPlace.TryGetValue((at, NameKey.Of(name)), out var code))
                {
                    code = New(Guid.CreateVersion7(), name, at, null, false);
                    made.Add(name);
                }
                at = code.Id;
            }
            return new Above(at, made.Count > 0 ? $"Also added {string.Join(CodePath.Between, made)}, which it stands under." : "");
        }

        private (Code?, ImportedRow) Add(CodebookRow row, Guid? parent, string made)
        {
            var colour = Dyes.Read(row.Colour);
            var code = New(row.Known ?? Guid.CreateVersion7(), row.Name, parent, colour, row.IsInVivo ?? false);
            row.Meaning.AddTo(scope, code, $"from {request.File}");
            return Tell(row, code, ImportedRow.Added, Sentence(made, Colourless(row, colour)));
        }

        private Code New(Guid id, string name, Guid? parent, (int Dye, int Weave)? colour, bool inVivo)
        {
            var (dye, weave) = colour ?? Dyes.Nth(byId.Count);
            var code = scope.Add(new Code
            {
                Id = id, ParentId = parent, Name = name, NameKey = NameKey.Of(name), InVivo = inVivo, Dye = dye, Weave = weave, CreatedAt = scope.Now,
                Position = ends[parent ?? Guid.Empty] = ends.GetValueOrDefault(parent ?? Guid.Empty) + Code.Step,
            });
            byId[id] = code;
            byPlace[(parent, code.NameKey)] = code;
            return code;
        }

        private (Code?, ImportedRow) Change(CodebookRow row, Code code, List<string> did)
        {
            var colour = Dyes.Read(row.Colour);
            if (colour is { } dyed && dyed != (code.Dye, code.Weave))
            {
                (code.Dye, code.Weave) = dyed;
                did.Add($"dyed {Dyes.Told(code.Dye, code.Weave)}");
            }
            if (row.IsInVivo is { } vivo && vivo != code.InVivo)
            {
                code.InVivo = vivo;
                did.Add(vivo ? "marked as in vivo" : "no longer in vivo");
            }
            if (Redefine(row, code)) did.Add($"its definition is version {code.DefinitionVersion}");
            var told = did.Count == 0 ? "" : char.ToUpperInvariant(did[0][0]) + string.Join("; ", did)[1..] + ".";
            return Tell(row, code, did.Count == 0 ? ImportedRow.Unchanged : ImportedRow.Changed, Sentence(told, Colourless(row, colour)));
        }

        /// <summary>Another name or place, which only a row that knows the code by its id can give.</summary>
        private string? Replace(CodebookRow row, Code code, Guid? parent, List<string> did)
        {
            var key = NameKey.Of(row.Name);
            if (byPlace.TryGetValue((parent, key), out var there) && there != code) return $"“{row.Name}” stands there already, as another code. Merge the two, or rename one.";
            if (code.ParentId != parent && StandsUnder(parent, code)) return "It would stand under itself. Move its parent out first.";
            byPlace.Remove((code.ParentId, code.NameKey));
            if (code.Name != row.Name) did.Add($"renamed from {code.Name}");
            (code.Name, code.NameKey) = (row.Name, key);
            if (code.ParentId != parent)
            {
                did.Add(parent is { } id ? $"moved under {byId[id].Name}" : "moved to the top");
                (code.ParentId, code.Position) = (parent, ends[parent ?? Guid.Empty] = ends.GetValueOrDefault(parent ?? Guid.Empty) + Code.Step);
            }
            byPlace[(parent, key)] = code;
            return null;
        }

        private bool StandsUnder(Guid? place, Code code)
        {
            for (var at = place; at is { } id; at = byId[id].ParentId)
                if (id == code.Id) return true;
            return false;
        }

        private bool Redefine(CodebookRow row, Code code)
        {
            var (was, now) = (CodeMeaning.Of(meanings.GetValueOrDefault(code.Id)), row.Meaning);
            static string Or(string now, string was) => now.Length > 0 ? now : was;
            var next = new CodeMeaning(
                Or(now.Definition, was.Definition), Or(now.WhenToUse, was.WhenToUse), Or(now.WhenNotToUse, was.WhenNotToUse),
                Or(now.TypicalExample, was.TypicalExample), Or(now.BorderlineExample, was.BorderlineExample));
            return next != was && next.AddTo(scope, code, $"from {request.File}") is not null;
        }

        private static string Colourless(CodebookRow row, (int, int)? colour) =>
            row.Colour.Length == 0 || colour is not null ? "" : $"“{Told.Words(row.Colour, 30)}” is not a colour we know; it keeps its own.";

        private static string Sentence(string one, string other) => $"{one} {other}".Trim();

        private (Code?, ImportedRow) Tell(CodebookRow row, Code code, string status, string message)
        {
            lineOf[code.Id] = row.Line;
            return (code, new(row.Line, row.Name, status, message, code.Id));
        }

        private (Code?, ImportedRow) Refuse(CodebookRow row, string why)
        {
            var told = ((Code?)null, new ImportedRow(row.Line, Told.Words(row.Name), ImportedRow.Refused, why, null));
            done.TryAdd(row, told);
            return told;
        }
    }
}
