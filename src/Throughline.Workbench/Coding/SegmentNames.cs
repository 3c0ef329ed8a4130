using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>The names of everything that a list of segments speaks of: codes, sources, coders, voices, participants.</summary>
internal sealed class SegmentNames
{
    public sealed record SourceName(Guid Id, string Name, int Version, string Astral, int Length)
    {
        private TextPositions? positions;

        public TextPositions Positions => positions ??= new Source { Astral = Astral, Length = Length }.Positions();
    }

    public sealed record Voice(string Name, string Role, Guid? Participant);

    public sealed record Person(Guid Id, string Name, string Said);

    public sealed record BookCode(SegmentCode Told, Guid? Parent, int Version, int Rank);

    public required Dictionary<Guid, BookCode> Codes { get; init; }
    public required Dictionary<Guid, SourceName> Sources { get; init; }
    public required Dictionary<Guid, string> Coders { get; init; }
    public required Dictionary<(Guid Source, int Number), Voice> Voices { get; init; }
    public required Dictionary<Guid, Person> People { get; init; }

    /// <summary>The participants heard in each source.</summary>
    public required ILookup<Guid, Guid> Heard { get; init; }

    public static async Task<SegmentNames> LoadAsync(StudyScope scope)
    {
        var cancel = scope.Cancel;
        var codes = await scope.Codes.AsNoTracking().ToListAsync(cancel);
        var sources = await scope.Sources.Select(s => new SourceName(s.Id, s.Name, s.TextVersion, s.Astral, s.Length)).ToListAsync(cancel);
        var coders = await scope.Coders.Select(c => new { c.Id, c.Name }).ToListAsync(cancel);
        var speakers = await scope.Speakers.Select(s => new { s.SourceId, s.Number, s.Name, s.Role, s.ParticipantId }).ToListAsync(cancel);
        var people = await scope.Participants.Select(p => new { p.Id, p.Name, p.Values }).ToListAsync(cancel);
        return new()
        {
            Codes = Book(codes),
            Sources = sources.ToDictionary(s => s.Id),
            Coders = coders.ToDictionary(c => c.Id, c => c.Name),
            Voices = speakers.DistinctBy(s => (s.SourceId, s.Number)).ToDictionary(s => (s.SourceId, s.Number), s => new Voice(s.Name, s.Role, s.ParticipantId)),
            People = people.ToDictionary(p => p.Id, p => new Person(p.Id, p.Name, ValuesTold(p.Values))),
            Heard = speakers.Where(s => s.ParticipantId is not null).Select(s => (s.SourceId, Participant: s.ParticipantId!.Value)).Distinct()
                .ToLookup(s => s.SourceId, s => s.Participant),
        };
    }

    /// <summary>The codes named, and where asked those under them.</summary>
    public HashSet<Guid> Within(Guid code, bool withChildren)
    {
        var found = new HashSet<Guid> { code };
        if (!withChildren) return found;
        var under = Codes.Values.ToLookup(c => c.Parent, c => c.Told.Id);
        var open = new Stack<Guid>(under[code]);
        while (open.TryPop(out var next))
            if (found.Add(next)) foreach (var child in under[next]) open.Push(child);
        return found;
    }

    private static Dictionary<Guid, BookCode> Book(List<Code> codes)
    {
        var paths = CodePath.All(codes);
        var book = new Dictionary<Guid, BookCode>(codes.Count);
        foreach (var (code, _) in CodeOrder.Tree(codes))
            book[code.Id] = new(new(code.Id, code.Name, paths[code.Id], code.Dye, code.Weave, code.InVivo), code.ParentId, code.DefinitionVersion, book.Count);
        return book;
    }

    private static string ValuesTold(string values)
    {
        try
        {
            using var read = JsonDocument.Parse(values);
            return read.RootElement.ValueKind != JsonValueKind.Object ? ""
                : string.Join(", ", read.RootElement.EnumerateObject().Select(v => v.Value.ToString()).Where(v => v.Length > 0));
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
