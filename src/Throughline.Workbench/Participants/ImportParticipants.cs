using Microsoft.EntityFrameworkCore;
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
    /// <param name="Rows">All rows, the heading first.</param>
    public sealed record Request(string File, IReadOnlyList<IReadOnlyList<string>> Rows);

    public sealed record Report(int Added, int Changed, int Unchanged, int SpeakersTied, IReadOnlyList<ImportWarning> Warnings);

    public Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Report>(study, actor, Right.EditSources, async scope =>
        {
            var file = OfferedFile.Shown(request.File);
            if (!ParticipantTable.Read(file, request.Rows).Is(out var table, out var problem)) return problem;
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

/// <summary>A table of participants, checked row by row: what is wrong with one row keeps no other from coming in.</summary>
internal sealed record ParticipantTable(IReadOnlyList<(string Name, IReadOnlyList<KeyValuePair<string, string>> Values)> Participants, IReadOnlyList<ImportWarning> Warnings)
{
    public static Outcome<ParticipantTable> Read(string file, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count < 2) return new Problem.Unreadable(file, "row 1", "There is no heading with participants under it.", "The first row names the variables, the first column the participants.");
        var heading = rows[0].Select(h => h.Trim()).ToList();
        if (Heading(heading) is { } wrong) return new Problem.Unreadable(file, "row 1", wrong, "Mend the heading and import again. Nothing was changed.");
        var (found, warnings, seen) = (new List<(string, IReadOnlyList<KeyValuePair<string, string>>)>(), new List<ImportWarning>(), new HashSet<string>());
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].All(string.IsNullOrWhiteSpace)) continue;
            var name = rows[i][0].Trim();
            KeyValuePair<string, string>[] values =
            [
                .. heading.Skip(1).Select((variable, n) => KeyValuePair.Create(variable, n + 1 < rows[i].Count ? rows[i][n + 1].Trim() : "")).Where(v => v.Key.Length > 0),
            ];
            if ((ParticipantText.CheckName(name) ?? ParticipantText.CheckValues(values)) is { } bad) warnings.Add(new($"row {i + 1}", $"{bad.Detail} The row was left out."));
            else if (!seen.Add(NameKey.Of(name))) warnings.Add(new($"row {i + 1}", $"{name} stands in an earlier row already. This row was left out."));
            else
            {
                if (rows[i].Skip(heading.Count).Any(c => c.Trim().Length > 0)) warnings.Add(new($"row {i + 1}", "It has more cells than the heading. The rest was left out."));
                found.Add((name, values));
            }
        }
        return found.Count > 0 ? new ParticipantTable(found, warnings) : new Problem.Unreadable(file, "row 2", "No row names a participant in its first column.", "The first row names the variables, the first column the participants.");
    }

    private static string? Heading(List<string> heading) =>
        heading.Count > ParticipantText.Variables ? $"There are more than {ParticipantText.Variables} columns."
        : heading.Skip(1).Where(h => h.Length > 0).GroupBy(NameKey.Of).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"Two columns are named “{twice.First()}”."
        : null;
}
