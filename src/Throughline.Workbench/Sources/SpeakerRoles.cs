using System.Text.RegularExpressions;
using Throughline.Formats;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Guesses who interviews and who takes part, from names and from who asks. A guess that finds nothing leaves "other"; a
/// researcher can change each on the page.
/// </summary>
internal static partial class SpeakerRoles
{
    private const int FewestQuestions = 3;

    /// <param name="turns">The turns of one transcript.</param>
    /// <param name="participants">Participants' ids by the key of their name.</param>
    public static IReadOnlyList<Speaker> Speakers(IReadOnlyList<ReadTurn> turns, IReadOnlyDictionary<string, Guid> participants)
    {
        var speakers = turns.Select(t => t.Speaker).OfType<string>().Distinct().Select((name, i) => new Speaker
        {
            Id = Guid.CreateVersion7(), Number = i + 1, Name = name.Length > Speaker.NameLength ? name[..Speaker.NameLength] : name, NameInFile = name,
            ParticipantId = participants.TryGetValue(NameKey.Of(name), out var participant) ? participant : null,
        }).ToList();
        foreach (var speaker in speakers) speaker.Role = ByName(speaker);
        return speakers;
    }

    /// <summary>Where no name says who interviews, whoever asks most does; and beside one interviewer a lone other takes part.</summary>
    public static void GuessByTalk(IReadOnlyList<Speaker> speakers, ReadDocument document)
    {
        if (speakers.Count < 2) return;
        if (speakers.All(s => s.Role != Speaker.Interviewer) && WhoAsks(speakers, document) is { } asks) asks.Role = Speaker.Interviewer;
        var others = speakers.Where(s => s.Role == Speaker.Other).ToList();
        if (speakers.Count == 2 && others.Count == 1 && speakers.Any(s => s.Role == Speaker.Interviewer)) others[0].Role = Speaker.InParticipant;
    }

    private static string ByName(Speaker speaker) =>
        speaker.ParticipantId is not null || StudyName().IsMatch(speaker.Name) ? Speaker.InParticipant
        : InterviewerName().IsMatch(speaker.Name) ? Speaker.Interviewer
        : Speaker.Other;

    private static Speaker? WhoAsks(IReadOnlyList<Speaker> speakers, ReadDocument document)
    {
        var asked = document.Turns.Where(t => t.Speaker is not null && IsQuestion(document.Text.AsSpan(t.Start, t.End - t.Start)))
            .CountBy(t => t.Speaker!).OrderByDescending(c => c.Value).ToList();
        if (asked.Count == 0 || asked[0].Value < FewestQuestions || (asked.Count > 1 && asked[0].Value < 2 * asked[1].Value)) return null;
        var one = speakers.First(s => s.Name == asked[0].Key);
        return one.Role == Speaker.Other ? one : null;
    }

    private static bool IsQuestion(ReadOnlySpan<char> words) => words.TrimEnd().TrimEnd("\"”’').".AsSpan()) is [.., '?'];

    [GeneratedRegex(@"^[PR][\s_-]?\d{1,4}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StudyName();

    [GeneratedRegex(@"^(i|int|iv|ivr)[\s_-]?\d{0,2}$|^(interviewer|researcher|moderator|facilitator)\b|\((interviewer|researcher|moderator)\)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InterviewerName();
}
