using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Who may not go out: whoever withdrew, and whoever said no to a use that the export is. Who was never asked is not minded.
/// </summary>
internal sealed class ConsentGate
{
    private readonly List<(string Kind, string Name, string? Use)> said = [];

    public HashSet<Guid> Participants { get; } = [];

    public HashSet<Guid> Respondents { get; } = [];

    /// <summary>Participants of whom no recording may go out.</summary>
    public HashSet<Guid> Unrecorded { get; } = [];

    /// <summary>Who is left out and why: those of one reason in one line.</summary>
    public IEnumerable<ExchangeLoss> Said => said.GroupBy(s => (s.Kind, s.Use)).Select(g => new ExchangeLoss(
        g.Key.Kind,
        $"{Named([.. g.Select(s => s.Name).Order(NaturalOrder.Names)])} {(g.Key.Use is null ? "withdrew" : $"said no to “{g.Key.Use}”")}, "
        + "so their words, answers and recordings are not in the file. Definitions, notes and themes that quote them are: read those before they go."));

    private const int MostNamed = 12;

    private static string Named(List<string> names) => names.Count <= MostNamed ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNamed - 4))} and {names.Count - MostNamed + 4:N0} more";

    public static async Task<ConsentGate> OpenAsync(StudyScope scope, string purpose)
    {
        var gate = new ConsentGate();
        var people = await scope.Participants.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, scope.Cancel);
        var respondents = await scope.Respondents.Select(r => new { r.Id, r.Code, r.ParticipantId, r.WithdrawnAt }).ToListAsync(scope.Cancel);
        string[] uses = purpose == ExportWishes.Analysis ? [Consent.Interview] : [Consent.Interview, Consent.Quotations, Consent.Archive];
        var refusals = (await scope.Consents.AsNoTracking().ToListAsync(scope.Cancel)).Where(c => !c.Given || c.WithdrawnAt is not null).ToList();
        var tied = respondents.ToLookup(r => r.ParticipantId);
        foreach (var one in respondents)
        {
            bool Refused(string use) => refusals.Exists(c => c.Use == use && (c.RespondentId == one.Id || one.ParticipantId is { } tie && c.ParticipantId == tie));
            if (one.WithdrawnAt is not null) gate.Leave(gate.Respondents, (one.Id, one.Code), null);
            else if (Array.Find(uses, u => u != Consent.Interview && Refused(u)) is { } use) gate.Leave(gate.Respondents, (one.Id, one.Code), use);
        }
        foreach (var (id, name) in people)
        {
            bool Refused(string use) => refusals.Exists(c => c.Use == use && (c.ParticipantId == id || tied[id].Any(r => c.RespondentId == r.Id)));
            if (tied[id].Any(r => r.WithdrawnAt is not null)) gate.Leave(gate.Participants, (id, name), null);
            else if (Array.Find(uses, Refused) is { } use) gate.Leave(gate.Participants, (id, name), use);
            else if (Refused(Consent.Recording)) gate.Unrecorded.Add(id);
        }
        return gate;
    }

    private void Leave(HashSet<Guid> left, (Guid Id, string Name) who, string? use)
    {
        if (left.Add(who.Id)) said.Add((left == Participants ? "Participants" : "Respondents", who.Name, use));
    }
}
