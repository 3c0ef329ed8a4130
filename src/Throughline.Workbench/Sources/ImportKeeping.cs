using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>Writes what was read into the study: sources with their words and voices, and the report on each file.</summary>
internal sealed class ImportKeeping(StudyScope scope, ImportFiles.Request request)
{
    private readonly Dictionary<Guid, SourceBrief> briefs = [];
    private readonly Dictionary<string, Source> added = [];
    private Dictionary<Guid, ImportedLine> told = [];

    public async Task<IReadOnlyList<ImportedLine>> KeepAsync(IReadOnlyList<FileReading> readings)
    {
        told = await ToldAlreadyAsync(readings);
        var names = new TakenNames(await scope.Sources.Select(s => s.NameKey).ToListAsync(scope.Cancel));
        var participants = await ParticipantsAsync();
        var known = await KnownSources.OfAsync(scope, readings.Select(r => r.Blob), readings.Select(r => r.ContentHash));
        var lines = new List<ImportedLine>();
        foreach (var reading in readings)
        {
            if (reading.Files.All(f => told.ContainsKey(f.File.Id))) lines.AddRange(reading.Files.Select(f => told[f.File.Id]));
            else if (known.Find(reading) is { } same) lines.AddRange(await DuplicateAsync(reading, same));
            else if (reading.Document is null) lines.AddRange(Report(reading, ImportedLine.Refused, null, [reading.Refusal ?? NotRead]));
            else if (added.GetValueOrDefault(reading.ContentHash) is { } twin) lines.AddRange(Duplicate(reading, twin));
            else lines.AddRange(Keep(reading, names, participants));
        }
        return [.. lines.OrderBy(l => l.Position)];
    }

    /// <summary>Its twin was there when it was looked for and is gone now, so it was never read.</summary>
    private static ImportWarning NotRead { get; } = new(ImportWarning.Whole, "It was taken for a copy of a source that was removed meanwhile.", "Import it again.");

    private async Task<Dictionary<Guid, ImportedLine>> ToldAlreadyAsync(IReadOnlyList<FileReading> readings)
    {
        var ids = readings.SelectMany(r => r.Files).Select(f => f.File.Id).ToArray();
        var rows = await scope.ImportedFiles.AsNoTracking().Where(f => ids.Contains(f.Id)).ToListAsync(scope.Cancel);
        var sources = await SourceBrief.OfAsync(scope, [.. rows.Select(r => r.SourceId).OfType<Guid>()]);
        return rows.ToDictionary(r => r.Id, r => ImportedLine.Of(r, r.SourceId is { } id ? sources.GetValueOrDefault(id) : null));
    }

    private async Task<Dictionary<string, Guid>> ParticipantsAsync() =>
        (await scope.Participants.Select(p => new { p.NameKey, p.Id }).ToListAsync(scope.Cancel)).DistinctBy(p => p.NameKey).ToDictionary(p => p.NameKey, p => p.Id);

    private async Task<IEnumerable<ImportedLine>> DuplicateAsync(FileReading reading, Guid same)
    {
        foreach (var (id, brief) in await SourceBrief.OfAsync(scope, [same])) briefs.TryAdd(id, brief);
        return Duplicate(reading, await scope.Sources.FirstAsync(s => s.Id == same, scope.Cancel));
    }

    private IEnumerable<ImportedLine> Duplicate(FileReading reading, Source twin)
    {
        var what = reading.Blob == twin.Blob ? "The same file" : "The same words";
        var when = Instant.At(twin.AddedAt).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        return Report(reading, ImportedLine.Duplicate, twin, [new(ImportWarning.Whole, $"{what} as {twin.Name}, imported on {when}. Nothing was added.")]);
    }

    private IEnumerable<ImportedLine> Keep(FileReading reading, TakenNames names, Dictionary<string, Guid> participants)
    {
        var document = reading.Document!;
        var speakers = SpeakerRoles.Speakers(document.Turns, participants);
        SpeakerRoles.GuessByTalk(speakers, document);
        var source = scope.Add(SourceOf(reading, document, names.Free(reading.Name)));
        foreach (var speaker in speakers)
        {
            speaker.SourceId = source.Id;
            scope.Add(speaker);
        }
        scope.AddUnrecorded(new SourceText
        {
            StudyId = scope.StudyId, SourceId = source.Id, Version = 1, Text = document.Text, Layout = LayoutOf(document, speakers).Write(),
        });
        added[reading.ContentHash] = source;
        briefs[source.Id] = SourceBrief.Of(source, speakers);
        var status = reading.Warnings.Any(w => w.IsLocated) ? ImportedLine.Partly : ImportedLine.Read;
        return Report(reading, status, source, reading.Warnings);
    }

    private Source SourceOf(FileReading reading, ReadDocument document, string name)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, Name = name, NameKey = NameKey.Of(name), Kind = document.IsTranscript ? "transcript" : "text", Format = document.Kind,
            FileName = reading.FileName, Blob = reading.Blob, FileBytes = reading.Original.Length, ContentHash = reading.ContentHash,
            Length = document.Text.Length, Astral = string.Join(',', TextPositions.Of(document.Text).Astral), TurnCount = document.Turns.Count,
            WordCount = WordCount.Of(document.Text), DurationMs = document.Turns.Max(t => t.EndMs ?? t.StartMs), AddedAt = scope.Now, AddedBy = scope.Actor.Name,
        };
    }

    private static Layout LayoutOf(ReadDocument document, IReadOnlyList<Speaker> speakers)
    {
        var numbers = speakers.ToDictionary(s => s.NameInFile, s => s.Number);
        return new(
            [.. document.Turns.Select(t => new LayoutTurn(
                t.Speaker is null ? 0 : numbers[t.Speaker], t.Start, t.End, t.StartMs, t.EndMs,
                [.. t.Fragments.Select(f => new LayoutFragment(f.Start, f.End, f.StartMs, f.EndMs))]))],
            document.Pages);
    }

    private IEnumerable<ImportedLine> Report(FileReading reading, string status, Source? source, IReadOnlyList<ImportWarning> warnings)
    {
        foreach (var (position, file) in reading.Files)
        {
            if (told.TryGetValue(file.Id, out var line))
            {
                yield return line;
                continue;
            }
            var own = reading.WarningsOf(file, warnings).ToList();
            var row = new ImportedFile
            {
                StudyId = scope.StudyId, Id = file.Id, ImportId = request.Import, Position = position, File = file.ShownName,
                Status = status == ImportedLine.Partly && !own.Any(w => w.IsLocated) ? ImportedLine.Read : status,
                SourceId = source?.Id, Format = reading.Document?.Kind ?? "", Warnings = ImportedLine.Written(own), At = scope.Now, By = scope.Actor.Name,
            };
            scope.AddUnrecorded(row);
            yield return ImportedLine.Of(row, source is null ? null : briefs[source.Id]);
        }
    }
}
