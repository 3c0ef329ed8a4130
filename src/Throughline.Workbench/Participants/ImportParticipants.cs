using Microsoft.EntityFrameworkCore;
using Throughline.Formats;
using Throughline.Formats.Tables;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Participants;

/// <summary>
/// Takes participants from a table: the first row names the variables, the first column the participants. Who is there already is
/// brought up to date. Voices of the same name are tied to them.
/// </summary>
public sealed class ImportParticipants(StudyStore store) : IVerb
{
    /// <param name="File">Its name; its ending tells CSV from XLSX.</param>
    /// <param name="Bytes">The whole file.</param>
    public sealed record Request(string File, ReadOnlyMemory<byte> Bytes);

    public sealed record Report(int Added, int Changed, int Unchanged, int SpeakersTied, IReadOnlyList<ImportWarning> Warnings);

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        var file = OfferedFile.Shown(request.File);
        if (!ParticipantTable.Read(file, request.Bytes).Is(out var table, out var problem)) return problem;
        return await store.ChangeAsync<Report>(study, actor, Right.EditSources, async scope =>
        {
            var there = (await scope.Participants.ToListAsync(cancel)).ToLookup(p => p.NameKey);
            var (added, changed, unchanged) = (new List<Participant>(), 0, 0);
            foreach (var (name, values) in table.Participants)
            {
                if (there[NameKey.Of(name)].FirstOrDefault() is not { } known)
                {
                    added.Add(scope.Add(new Participant { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Values = ParticipantText.Written(values) }));
                    continue;
                }
                var merged = ParticipantText.Merged(known, values);
                if (known.Values == merged) unchanged++;
                else (known.Values, changed) = (merged, changed + 1);
            }
            var tied = await SpeakerTies.TieAsync(scope, [.. added, .. there.Select(p => p.First())]);
            scope.Record(nameof(ImportParticipants), $"imported participants from {file}: {added.Count} new, {changed} changed, {unchanged} as they were");
            return new Report(added.Count, changed, unchanged, tied, table.Warnings);
        }, cancel);
    }
}

/// <summary>A table of participants, checked row by row: what is wrong with one row keeps no other from coming in.</summary>
internal sealed record ParticipantTable(IReadOnlyList<(string Name, IReadOnlyList<KeyValuePair<string, string>> Values)> Participants, IReadOnlyList<ImportWarning> Warnings)
{
    private const string Remedy = "The first row names the variables, the first column the participants. Nothing was changed.";

    public static Outcome<ParticipantTable> Read(string file, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var limits = new ReadLimits { FileBytes = 20 << 20, Items = 100_000 };
            return Check(file, file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Xlsx.Read(bytes, limits) : Csv.Read(bytes, limits));
        }
        catch (UnreadableFileException fault)
        {
            return fault.TooLarge ? new Problem.TooLarge(file, fault.Message, fault.Remedy) : new Problem.Unreadable(file, fault.Place, fault.Message, fault.Remedy);
        }
    }

    private static Outcome<ParticipantTable> Check(string file, Table table)
    {
        if (table.Headers.Count > ParticipantText.Variables) return new Problem.TooLarge(file, $"There are more than {ParticipantText.Variables} columns.", Remedy);
        var (found, seen) = (new List<(string, IReadOnlyList<KeyValuePair<string, string>>)>(), new HashSet<string>());
        var warnings = table.Warnings.Select(w => new ImportWarning(w.Place, w.Message)).ToList();
        foreach (var row in table.Rows)
        {
            var name = row[0].Trim();
            KeyValuePair<string, string>[] values = [.. table.Headers.Skip(1).Select((variable, n) => KeyValuePair.Create(variable.Trim(), row[n + 1].Trim()))];
            if ((ParticipantText.CheckName(name) ?? ParticipantText.CheckValues(values)) is { } bad) warnings.Add(new($"line {row.Line}", $"{bad.Detail} The row was left out."));
            else if (!seen.Add(NameKey.Of(name))) warnings.Add(new($"line {row.Line}", $"{name} stands in an earlier row already. This row was left out."));
            else found.Add((name, values));
        }
        return found.Count > 0 ? new ParticipantTable(found, warnings) : new Problem.Unreadable(file, "line 2", "No row names a participant in its first column.", Remedy);
    }
}
