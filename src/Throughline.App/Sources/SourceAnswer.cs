using Throughline.App.Shell;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>A source in a line. <paramref name="Length"/> is in Unicode code points, <paramref name="Turns"/> a count.</summary>
public record SourceAnswer(
    Guid Id, string Name, string Kind, string Format, int Length, int Turns, int Words, long? DurationMs, IReadOnlyList<string> Speakers) : Answer
{
    public static SourceAnswer Of(SourceBrief brief) => new(
        brief.Id, brief.Name, brief.Kind, brief.Format, brief.Points, brief.Turns, brief.Words, brief.DurationMs, brief.Speakers);
}

/// <summary>A source in the list of them. <paramref name="Coded"/>: the share of its text under any code, 0 to 1.</summary>
public sealed record SourceLineAnswer(
    Guid Id, string Name, string Kind, string Format, int Length, int Turns, int Words, long? DurationMs, IReadOnlyList<string> Speakers,
    int Segments, int Codes, double Coded, int Notes, DateTimeOffset AddedAt)
{
    public static SourceLineAnswer Of(SourceList.Line line)
    {
        var brief = SourceBrief.Of(line.Source, line.Speakers);
        return new(
            brief.Id, brief.Name, brief.Kind, brief.Format, brief.Points, brief.Turns, brief.Words, brief.DurationMs, brief.Speakers,
            line.Segments, line.Codes, Math.Round(line.Coded, 4), line.Notes, Instant.At(line.Source.AddedAt));
    }
}

/// <summary>A source with its facts. <c>speakers</c> are names, as everywhere; who they are stands in <c>voices</c>.</summary>
public sealed record SourceDetailAnswer(
    SourceBrief Brief, string File, long FileBytes, string? RecordedOn, int Segments, int Codes, double Coded, int Notes,
    IReadOnlyList<SpeakerAnswer> Voices, Guid? Import, DateTimeOffset AddedAt, string AddedBy)
    : SourceAnswer(Brief.Id, Brief.Name, Brief.Kind, Brief.Format, Brief.Points, Brief.Turns, Brief.Words, Brief.DurationMs, Brief.Speakers)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public SourceBrief Brief { get; } = Brief;

    public static SourceDetailAnswer Of(SourceOf.Answer found) => new(
        found.Brief, found.Source.FileName, found.Source.FileBytes, found.Source.RecordedOn, found.Coded.Segments, found.Coded.Codes,
        Math.Round(found.Coded.Of(found.Source.Length), 4), found.Notes,
        [.. found.Voices.Select(v => SpeakerAnswer.Of(v.Speaker, v.Participant?.Name, v.Turns))], found.Import, Instant.At(found.Source.AddedAt), found.Source.AddedBy);
}

public sealed record SpeakerAnswer(Guid Id, Guid Source, int Number, string Name, string NameInFile, string Role, Guid? Participant, string? ParticipantName, int? Turns)
{
    public static SpeakerAnswer Of(Speaker speaker, string? participant, int? turns) => new(
        speaker.Id, speaker.SourceId, speaker.Number, speaker.Name, speaker.NameInFile, speaker.Role, speaker.ParticipantId, participant, turns);
}

/// <summary>The voices that an act changed.</summary>
public sealed record SpeakersAnswer(IReadOnlyList<SpeakerAnswer> Speakers) : Answer
{
    public static SpeakersAnswer Of(IReadOnlyList<Speaker> speakers) => new([.. speakers.Select(s => SpeakerAnswer.Of(s, null, null))]);
}

/// <summary>What became of one file of an import.</summary>
public sealed record ImportedAnswer(
    string File, string Status, SourceAnswer? Source, IReadOnlyList<WarningAnswer> Warnings, Guid Import, Guid Id)
{
    public static ImportedAnswer Of(ImportedLine line) => new(
        line.File, line.Status, line.Source is { } source ? SourceAnswer.Of(source) : null, [.. line.Warnings.Select(WarningAnswer.Of)], line.Import, line.Id);
}

/// <summary>What was not read as it stands. The message ends in what to do, where something is to be done.</summary>
public sealed record WarningAnswer(string Place, string Message)
{
    public static WarningAnswer Of(ImportWarning warning) => new(warning.Place, $"{warning.Message} {warning.Remedy}".Trim());
}

/// <summary>One turn, numbered from 1. Positions in Unicode code points, the end exclusive; times in milliseconds.</summary>
public sealed record TurnAnswer(int Number, int Start, int End, string? Speaker, string? Role, long? StartMs, long? EndMs)
{
    public static IEnumerable<TurnAnswer> Of(SourceWords.Answer words)
    {
        var positions = words.Source.Positions();
        return words.Content.Layout.Turns.Select((turn, index) => Of(index + 1, turn, words.Speakers.GetValueOrDefault(turn.Speaker), positions));
    }

    private static TurnAnswer Of(int number, LayoutTurn turn, Speaker? speaker, TextPositions positions) => new(
        number, positions.ToPoints(turn.Start), positions.ToPoints(turn.End), speaker?.Name, speaker?.Role, turn.StartMs, turn.EndMs);
}
