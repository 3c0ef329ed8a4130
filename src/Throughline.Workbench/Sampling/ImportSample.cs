using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>
/// Takes picks that were made elsewhere from a table: code, and perhaps reason, in place of, dropped. A reason that is not given is worked
/// out as for a proposal. Who is in the sample already stays as they are.
/// </summary>
public sealed class ImportSample(StudyStore store) : IVerb
{
    public sealed record Report(int Rows, int Added, int There, IReadOnlyList<RowTrouble> Troubles);

    private sealed record Line(string Code, string Reason, string InPlaceOf, string Dropped, int Number);

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, string file, IReadOnlyList<TableRow> table, CancellationToken cancel)
    {
        if (!TableColumns.Read(file, table).Is(out var columns, out var problem)) return problem;
        if (!columns.Has("code")) return new Problem.Unreadable(file, "Row 1", "No column is named code.", "One column holds the study codes: name it code. The others are reason, in place of, dropped.");
        var lines = columns.Rows.Select(r => new Line(columns.Cell(r, "code").Trim(), columns.Cell(r, "reason").Trim(), columns.Cell(r, "in place of").Trim(), columns.Cell(r, "dropped").Trim(), r.Line)).ToList();
        return await store.ChangeAsync<Report>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.OpenSampleAsync(sampleNamed)).Is(out var sample, out var wrong)) return wrong;
            var people = await scope.Respondents.Where(r => r.WithdrawnAt == null).ToDictionaryAsync(r => r.CodeKey, cancel);
            var picks = (await scope.Picks.Where(p => p.SampleId == sample.Id).ToListAsync(cancel)).GroupBy(p => p.RespondentId).ToDictionary(g => g.Key, g => g.Last());
            var (added, troubles) = (new List<(Line Line, Pick Pick)>(), new List<RowTrouble>());
            foreach (var line in lines)
            {
                if (Trouble(line, people) is { } trouble) troubles.Add(new($"row {line.Number}", trouble));
                else if (people[NameKey.Of(line.Code)] is var person && !picks.ContainsKey(person.Id))
                    added.Add((line, picks[person.Id] = scope.Add(new Pick { Id = Guid.CreateVersion7(), SampleId = sample.Id, RespondentId = person.Id, Origin = Pick.ByHand, Reason = line.Reason, At = scope.Now + added.Count })));
            }
            foreach (var (line, pick) in added)
            {
                if (line.Dropped.Length > 0) (pick.DroppedAt, pick.DropReason) = (scope.Now, line.Dropped);
                if (line.InPlaceOf.Length > 0 && picks.GetValueOrDefault(people[NameKey.Of(line.InPlaceOf)].Id) is { } before) (pick.Origin, pick.ReplacesId) = (Pick.Replacement, before.Id);
                else if (line.InPlaceOf.Length > 0) troubles.Add(new($"row {line.Number}", $"{line.InPlaceOf} was never in the sample, so that {line.Code} took nobody’s place."));
            }
            await ReasonAsync(scope, sample, added.ConvertAll(a => a.Pick), people);
            scope.Record(nameof(ImportSample), $"brought in {Told.Count(added.Count, "pick")} for {sample.Name} from {file}");
            return new Report(lines.Count, added.Count, lines.Count - added.Count - troubles.Count(t => t.Message.Contains("left out", StringComparison.Ordinal)), troubles);
        }, cancel);
    }

    private static string? Trouble(Line line, Dictionary<string, Respondent> people) =>
        !people.ContainsKey(NameKey.Of(line.Code)) ? $"There is no respondent “{Told.Words(line.Code, 40)}”. The row was left out."
        : line.InPlaceOf.Length > 0 && !people.ContainsKey(NameKey.Of(line.InPlaceOf)) ? $"There is no respondent “{Told.Words(line.InPlaceOf, 40)}”. The row was left out."
        : line.Reason.Length > DropPick.Longest || line.Dropped.Length > DropPick.Longest ? $"A reason has at most {DropPick.Longest:N0} characters. The row was left out."
        : null;

    private static async Task ReasonAsync(StudyScope scope, Sample sample, List<Pick> picks, Dictionary<string, Respondent> people)
    {
        if (picks.TrueForAll(p => p.Reason.Length > 0) || !(await SampleFrame.OfAsync(scope, sample.Size, Wishes.Read(sample.Wishes))).Is(out var frame, out _)) return;
        var codes = people.Values.ToDictionary(r => r.Id, r => r.Code);
        var reasons = PickReasons.Of(frame, [.. picks.Select(p => codes[p.RespondentId])]);
        foreach (var pick in picks.Where(p => p.Reason.Length == 0)) pick.Reason = reasons.GetValueOrDefault(codes[pick.RespondentId], "");
    }
}
