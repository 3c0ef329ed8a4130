using System.Text.Json;
using System.Text.Json.Nodes;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Sources;

namespace Throughline.App.Coding;

/// <summary>What the script of the coding page begins with. Positions in UTF-16 code units, as script counts them.</summary>
public static class CodingData
{
    /// <summary>JSON that is safe inside a script element: the encoder leaves no less-than sign.</summary>
    public static string Of(CodingDesk.Answer desk, string me)
    {
        var codeAt = desk.Codes.Select((code, index) => (code.Id, index)).ToDictionary(c => c.Id, c => c.index);
        var coderAt = desk.Coders.Select((coder, index) => (coder.Id, index)).ToDictionary(c => c.Id, c => c.index);
        return JsonSerializer.Serialize(
            new
            {
                Me = me,
                Source = Source(desk),
                Sources = desk.Sources,
                Astral = desk.Source.Positions().Astral,
                Voices = desk.Voices.Select(v => new { v.Number, v.Name, v.Role, v.ParticipantId, v.Participant, Values = Values(v) }),
                Codes = desk.Codes.Select(CodedAnswer.Of),
                desk.Meanings,
                desk.Counts,
                Coders = desk.Coders.Select(c => c.Name),
                Segments = desk.Segments.Select(s => (object[])[s.Id, codeAt[s.Code], coderAt[s.Coder], s.Start, s.End, s.DefinitionVersion, s.At / 1000]),
                Notes = desk.Notes.Select(n => n with { At = n.At / 1000 }),
                Line = desk.Line,
            },
            JsonSerializerOptions.Web);
    }

    private static object Source(CodingDesk.Answer desk) => new
    {
        desk.Source.Id, desk.Source.Name, desk.Source.Kind, desk.Source.Length, Turns = desk.Content.Layout.Turns.Count, desk.Source.TextVersion,
    };

    /// <summary>What is known of a participant, in a line: charity, North West, 14 months.</summary>
    private static string Values(CodingDesk.Voice voice)
    {
        try
        {
            var values = JsonNode.Parse(voice.Values ?? "{}") as JsonObject ?? [];
            return string.Join(", ", values.Select(v => v.Value?.ToString()).Where(v => v?.Length > 0));
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
