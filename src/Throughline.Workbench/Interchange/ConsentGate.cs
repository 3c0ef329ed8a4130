using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Who may go out: everybody who agreed to quotations and to archiving where the study asks for these, and has not withdrawn. A use
/// for which nobody's consent is recorded is not minded, and that is said.
/// </summary>
internal sealed class ConsentGate
{
    private static readonly string[] Uses = [Consent.Quotations, Consent.Archive];

    public HashSet<Guid> Participants { get; } = [];

    public HashSet<Guid> Respondents { get; } = [];

    public List<ExchangeLoss> Said { get; } = [];

    public static async Task<ConsentGate> OpenAsync(StudyScope scope)
    {
        var gate = new ConsentGate();
        var consents = await scope.Consents.AsNoTracking().ToListAsync(scope.Cancel);
        var people = await scope.Participants.Select(p => new { p.Id, p.Name }).ToListAsync(scope.Cancel);
        var respondents = await scope.Respondents.Select(r => new { r.Id, r.Code, r.ParticipantId, r.WithdrawnAt }).ToListAsync(scope.Cancel);
        foreach (var use in Uses)
        {
            var about = consents.Where(c => c.Use == use).ToList();
            if (about.Count == 0) continue;
            var given = about.Where(c => c is { Given: true, WithdrawnAt: null }).SelectMany(c => new[] { c.RespondentId, c.ParticipantId }).OfType<Guid>().ToHashSet();
            bool Agreed(Guid person, IEnumerable<Guid?> others) => given.Contains(person) || others.Any(o => o is { } id && given.Contains(id));
            foreach (var one in people.Where(p => !Agreed(p.Id, respondents.Where(r => r.ParticipantId == p.Id).Select(r => (Guid?)r.Id)))) gate.Leave(gate.Participants, (one.Id, one.Name), use);
            foreach (var one in respondents.Where(r => !Agreed(r.Id, [r.ParticipantId]))) gate.Leave(gate.Respondents, (one.Id, one.Code), use);
        }
        foreach (var one in respondents.Where(r => r.WithdrawnAt is not null))
        {
            gate.Leave(gate.Respondents, (one.Id, one.Code), null);
            if (one.ParticipantId is { } participant && people.Find(p => p.Id == participant) is { } known) gate.Leave(gate.Participants, (participant, known.Name), null);
        }
        return gate;
    }

    private void Leave(HashSet<Guid> left, (Guid Id, string Name) who, string? use)
    {
        if (left.Add(who.Id)) Said.Add(new(who.Name, use is null ? "Withdrew, so nothing of theirs is in the file." : $"Has not agreed to “{use}”, so nothing of theirs is in the file."));
    }
}
