using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>One zip of everything in a study, its history included, written as it is read. The vault only where it is asked for.</summary>
public sealed class ArchiveOfStudy(StudyStore store, IVaultFiles vaults) : IQuestion
{
    /// <param name="Taken">What the history says of it.</param>
    public sealed record Report(ArchiveManifest Manifest, int Rows, int Originals, IReadOnlyList<string> Missing, TakenOut Taken);

    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="to">Where it goes; need not be seekable.</param>
    /// <param name="withVault">Whether the identity vault goes with it. It stays encrypted.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Report>> WriteAsync(StudyRef study, Actor actor, Stream to, bool withVault, CancellationToken cancel) =>
        store.AskAsync<Report>(study, actor, async scope =>
        {
            var vault = withVault ? vaults.Read(scope.StudyId) : null;
            if (withVault && vault is null) return IdentityVaults.Missing;
            if (withVault && !Rights.Allows(actor.Role, Right.OpenVault)) return new Problem.NotAllowed(Rights.Told(Right.OpenVault), actor.Name);
            await using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
            return await new Writing(scope, store.Blobs, zip).RunAsync(vault);
        }, cancel);

    private sealed class Writing(StudyScope scope, IBlobs blobs, ZipArchive zip)
    {
        private readonly StringBuilder checksums = new();
        private readonly List<string> missing = [];
        private readonly Dictionary<string, int> kinds = [];
        private int rows, originals, coders;

        public async Task<Report> RunAsync(byte[]? vault)
        {
            var study = await scope.Studies.SingleAsync(scope.Cancel);
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, scope.Cancel) ?? 0;
            var manifest = new ArchiveManifest(ArchiveManifest.Mark, ArchiveManifest.Known, scope.StudyId, study.Name, last, Instant.At(scope.Now), scope.Actor.Name, vault is not null);
            await EntryAsync(ArchiveManifest.Entry, to => JsonSerializer.SerializeAsync(to, manifest, ArchiveManifest.Json, scope.Cancel));
            await EntryAsync("README.txt", to => to.WriteAsync(Encoding.UTF8.GetBytes(ArchiveManifest.Readme), scope.Cancel).AsTask());
            coders = await scope.Coders.CountAsync(scope.Cancel);
            await TableAsync(ArchiveManifest.Coders, scope.Coders);
            foreach (var kind in RecordedTypes.All) await EntryAsync($"{ArchiveManifest.Rows}{kind.Name}.jsonl", to => KindAsync(kind, to));
            await TableAsync(ArchiveManifest.Texts, scope.Texts);
            await TableAsync(ArchiveManifest.Imports, scope.ImportedFiles);
            await TableAsync(ArchiveManifest.Sheets, scope.AnswerSheets);
            await TableAsync(ArchiveManifest.Items, scope.Rows.Set<ExchangeItems>().Where(i => i.StudyId == scope.StudyId));
            await TableAsync(ArchiveManifest.History, scope.Changes.OrderBy(c => c.Number));
            await OriginalsAsync();
            if (vault is not null) await EntryAsync(ArchiveManifest.Vault, to => to.WriteAsync(vault, scope.Cancel).AsTask());
            await using (var to = zip.CreateEntry(ArchiveManifest.Checksums, CompressionLevel.Fastest).Open())
                await to.WriteAsync(Encoding.UTF8.GetBytes(checksums.ToString()), scope.Cancel);
            return new(manifest, rows, originals, missing, Taken(vault is not null));
        }

        private TakenOut Taken(bool withVault)
        {
            int Of<T>() => kinds.GetValueOrDefault(typeof(T).Name);
            var read = new ExchangeReport.Counts(
                Of<Code>(), Of<Source>(), Of<Selection>(), Of<CodedSegment>(), coders, Of<Participant>(), Of<Variable>(), Of<Note>(), Of<Link>(), Of<NamedSet>(), Of<Graph>());
            return new(withVault ? "an archive with the identity vault" : "an archive", "Throughline", $"everything, {Told.Count(rows, "row")}", read, [.. missing.Select(m => new ExchangeLoss("Originals", m))]);
        }

        private async Task KindAsync(RecordedType kind, Stream to)
        {
            var fields = ArchiveRows.FieldsOf(scope.Rows, kind.Clr);
            await foreach (var row in kind.AllAsync(scope.Rows, scope.StudyId).WithCancellation(scope.Cancel))
            {
                ArchiveRows.Write(to, row, fields);
                rows++;
                kinds[kind.Name] = kinds.GetValueOrDefault(kind.Name) + 1;
            }
        }

        private Task TableAsync<T>(string entry, IQueryable<T> all) where T : class => EntryAsync(entry, async to =>
        {
            var fields = ArchiveRows.FieldsOf(scope.Rows, typeof(T));
            await foreach (var row in all.AsNoTracking().AsAsyncEnumerable().WithCancellation(scope.Cancel)) ArchiveRows.Write(to, row, fields);
        });

        private async Task OriginalsAsync()
        {
            var known = (await scope.Sources.Where(s => s.Blob != "").Select(s => new { s.Blob, s.Name }).ToListAsync(scope.Cancel)).DistinctBy(s => s.Blob);
            foreach (var source in known.OrderBy(s => s.Blob, StringComparer.Ordinal))
            {
                await using var blob = blobs.Open(source.Blob);
                if (blob is null)
                {
                    missing.Add($"The original of {source.Name} is not in the data folder, so it is not in the archive.");
                    continue;
                }
                await EntryAsync(ArchiveManifest.Originals + source.Blob, to => blob.CopyToAsync(to, scope.Cancel));
                originals++;
            }
        }

        private async Task EntryAsync(string name, Func<Stream, Task> write)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open())
            await using (var to = new BufferedStream(new HashingStream(entry, hash), 1 << 16))
                await write(to);
            checksums.Append(Convert.ToHexStringLower(hash.GetHashAndReset())).Append("  ").Append(name).Append('\n');
        }
    }
}

/// <summary>Passes bytes on, one way, and sums them up.</summary>
internal sealed class HashingStream(Stream inner, IncrementalHash hash) : Stream
{
    public override bool CanRead => inner.CanRead;
    public override bool CanSeek => false;
    public override bool CanWrite => inner.CanWrite;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        hash.AppendData(buffer, offset, count);
        inner.Write(buffer, offset, count);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        hash.AppendData(buffer, offset, read);
        return read;
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
