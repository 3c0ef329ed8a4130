using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>
/// Brings a whole study in from its archive, on whichever engine: rows, texts, originals and history as they were. A study that is
/// here already is not touched; its copies are merged by <see cref="MergeCopy"/>.
/// </summary>
public sealed class ImportArchive(StudyStore store, IVaultFiles vaults) : IVerb
{
    private const int Together = 4000;

    /// <param name="Id">Null keeps the id of the study, so that copies can be merged; another begins a study of its own.</param>
    /// <param name="Name">Null keeps the name.</param>
    public sealed record Request(string File, Stream From, Guid? Id = null, string? Name = null);

    public sealed record Report(Guid Study, string Name, long Changes, int Rows, int Originals, bool Vault);

    public async Task<Outcome<Done<Report>>> DoAsync(Actor actor, Request request, CancellationToken cancel)
    {
        if (!ArchiveFile.Open(request.File, request.From).Is(out var archive, out var problem)) return problem;
        using (archive)
        {
            var id = request.Id ?? archive.Manifest.Study;
            if (await store.AskAllAsync(db => db.Clocks.AnyAsync(c => c.StudyId == id, cancel)))
                return new Problem.Conflict("This study is here already",
                    $"{archive.Manifest.Name} has the same id. Nothing was changed. Merge this copy into it (--study), or bring it in as a study of its own (--new NAME).");
            try
            {
                // Before the study begins: nothing in it may name a file that is not there.
                var originals = await archive.KeepOriginalsAsync(store.Blobs, _ => true, cancel);
                var done = await store.BeginAsync<Report>(id, actor, scope => new Bringing(scope, archive).RunAsync(request.Name, originals), cancel, archive.Manifest.LastChange);
                if (done.Is(out var brought, out _) && request.Id is null && archive.Vault() is { } vault && vaults.Read(id) is null)
                {
                    vaults.Write(id, vault);
                    return new Done<Report>(brought.Value with { Vault = true }, brought.Change);
                }
                return done;
            }
            catch (ArchiveFault fault)
            {
                return archive.Told(fault);
            }
            catch (Exception fault) when (ArchiveFault.IsOf(fault))
            {
                return archive.Told(new ArchiveFault("a row", $"It is not as such a row must be: {fault.Message}"));
            }
        }
    }

    private sealed class Bringing(StudyScope scope, ArchiveFile archive)
    {
        private int rows;

        public async Task<Outcome<Report>> RunAsync(string? name, int originals)
        {
            scope.Rows.ChangeTracker.AutoDetectChangesEnabled = false;
            try
            {
                await RowsAsync();
            }
            finally
            {
                scope.Rows.ChangeTracker.AutoDetectChangesEnabled = true;
            }
            if (await scope.Studies.AsTracking().SingleOrDefaultAsync(scope.Cancel) is not { } study) throw new ArchiveFault("rows/Study.jsonl", "The study itself is not in it.");
            (study.DeletedAt, study.Name) = (scope.Now, name?.Trim() is { Length: > 0 } given ? given : study.Name);
            study.NameKey = NameKey.Of(study.Name);
            await scope.Rows.SaveChangesAsync(scope.Cancel);
            study.DeletedAt = null;
            scope.Record(nameof(ImportArchive), $"brought in {study.Name} from {archive.Name}, with its {archive.Manifest.LastChange:N0} changes");
            return new Report(study.Id, study.Name, archive.Manifest.LastChange, rows, originals, false);
        }

        private async Task RowsAsync()
        {
            await TableAsync(ArchiveManifest.Coders, line => ArchiveRows.Read(line, new Coder()));
            foreach (var kind in RecordedTypes.All) await KindAsync(kind);
            await TableAsync(ArchiveManifest.Texts, line => ArchiveRows.ReadText(line));
            await TableAsync(ArchiveManifest.Imports, line => ArchiveRows.Read(line, new ImportedFile()));
            await TableAsync(ArchiveManifest.Sheets, line => ArchiveRows.Read(line, new AnswerSheet()));
            await TableAsync(ArchiveManifest.Items, line => ArchiveRows.Read(line, new ExchangeItems()));
            await TableAsync(ArchiveManifest.History, line => ArchiveRows.Read(line, new Change()));
        }

        private async Task KindAsync(RecordedType kind)
        {
            // Codes point at one another: they go in together, in whatever order they stand.
            var together = kind.Clr == typeof(Codebook.Code) ? int.MaxValue : Together;
            var (entry, held) = ($"{ArchiveManifest.Rows}{kind.Name}.jsonl", 0);
            foreach (var (_, line) in archive.Lines(entry))
            {
                var row = ArchiveRows.Read(line, kind.Create());
                row.StudyId = scope.StudyId;
                if (row is Study study) study.Id = scope.StudyId;
                if (row is Questionnaire questionnaire && scope.StudyId != archive.Manifest.Study) questionnaire.PublicKey = "";
                scope.Rows.Add((object)row);
                rows++;
                if (++held % together == 0) await SaveAsync();
            }
            await SaveAsync();
        }

        private async Task TableAsync<T>(string entry, Func<byte[], T> read) where T : class
        {
            var held = 0;
            foreach (var (_, line) in archive.Lines(entry))
            {
                var row = read(line);
                scope.Rows.Add(row).Property(nameof(IStudyRow.StudyId)).CurrentValue = scope.StudyId;
                if (++held % 500 == 0) await SaveAsync();
            }
            await SaveAsync();
        }

        private async Task SaveAsync()
        {
            await scope.Rows.SaveChangesAsync(scope.Cancel);
            scope.Rows.ChangeTracker.Clear();
        }
    }
}
