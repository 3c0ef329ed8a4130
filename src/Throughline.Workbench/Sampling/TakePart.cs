using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Makes one who takes part a participant, P01, P02 …, who carries over what was varied; or ties them to a participant who is there already.</summary>
public sealed class TakePart(StudyStore store) : IVerb
{
    /// <param name="study">The study.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="sampleNamed">The sample, by id or name; null for the newest.</param>
    /// <param name="who">The respondent by study code or id, and the participant by name; without a name the next free one.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Done<Participant>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, (string Respondent, string? Participant) who, CancellationToken cancel) =>
        store.ChangeAsync<Participant>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await SampleDesk.OfAsync(scope, sampleNamed)).Is(out var desk, out var problem)) return problem;
            if (!(await scope.RespondentAsync(who.Respondent)).Is(out var respondent, out problem)) return problem;
            if (desk.Picks.FirstOrDefault(l => l.Pick.RespondentId == respondent.Id) is not { } line)
                return new Problem.Conflict($"{respondent.Code} is not in the sample", "Pick them first: those who take part were chosen.");
            var people = await scope.Participants.AsTracking().ToListAsync(cancel);
            var name = who.Participant?.Trim() is { Length: > 0 } said ? said : people.Find(p => p.Id == respondent.ParticipantId)?.Name ?? NextName(people);
            if (ParticipantText.CheckName(name) is { } wrong) return wrong;
            var row = people.Find(p => p.NameKey == NameKey.Of(name));
            var isNew = row is null;
            row ??= scope.Add(new Participant { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name) });
            if (await TieRespondent.TieAsync(scope, respondent, row) is { } tied) return tied;
            row.Values = ParticipantText.Merged(row, Unsaid(row, desk, line));
            if (isNew) await SpeakerTies.TieAsync(scope, [row]);
            scope.Record(nameof(TakePart), $"{respondent.Code} {(isNew ? "became" : "is")} the participant {row.Name}");
            return row;
        }, cancel);

    /// <summary>What is known of a participant already is not written over.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Unsaid(Participant row, SampleDesk.Answer desk, SampleDesk.Line line)
    {
        var known = ParticipantText.Values(row).Where(v => v.Value.Length > 0).Select(v => NameKey.Of(v.Key)).ToHashSet();
        return (desk.Source?.Columns.Select(c => c.Variable.Name) ?? []).Zip(line.Values, KeyValuePair.Create).Where(v => v.Value.Length > 0 && !known.Contains(NameKey.Of(v.Key)));
    }

    private static string NextName(List<Participant> people)
    {
        var last = people.Select(p => p.NameKey.StartsWith('p') && int.TryParse(p.NameKey.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"P{last + 1:00}");
    }
}
