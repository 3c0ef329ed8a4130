using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// What of a study a file is matched with: people by their names always; sources by their words, codes by their paths, participants and
/// variables by their names where an id of the file is not known here.
/// </summary>
internal sealed class StudyNow
{
    public Dictionary<string, Guid> Coders { get; } = [];
    public Dictionary<string, Guid> SourcesByWords { get; } = [];
    public Dictionary<(Guid? Parent, string NameKey), Guid> Codes { get; } = [];
    public Dictionary<string, Guid> Participants { get; } = [];
    public Dictionary<string, Guid> Variables { get; } = [];

    /// <summary>The ids that are known here, by kind.</summary>
    public HashSet<(string Kind, Guid Id)> Known { get; } = [];

    /// <summary>What an id of an earlier file was found to be.</summary>
    public Dictionary<(string Kind, Guid Id), Guid> Aliases { get; } = [];

    /// <summary>Sources of the file that are sources here with other words: which, the hash of the words here, and where places of theirs lie in ours.</summary>
    public Dictionary<Guid, (Guid Id, string Hash, TextAlignment Words)> Near { get; } = [];

    public static async Task<StudyNow> ReadAsync(StudyScope scope)
    {
        var now = new StudyNow();
        foreach (var coder in await scope.Coders.AsNoTracking().ToListAsync(scope.Cancel)) now.Coders[coder.Name] = coder.Id;
        foreach (var source in await scope.Sources.Select(s => new { s.Id, s.ContentHash, s.Length }).ToListAsync(scope.Cancel))
        {
            now.Known.Add((nameof(Source), source.Id));
            if (source.Length > 0) now.SourcesByWords.TryAdd(source.ContentHash, source.Id);
        }
        foreach (var code in await scope.Codes.Select(c => new { c.Id, c.ParentId, c.NameKey }).ToListAsync(scope.Cancel))
        {
            now.Known.Add((nameof(Code), code.Id));
            now.Codes.TryAdd((code.ParentId, code.NameKey), code.Id);
        }
        foreach (var one in await scope.Participants.Select(p => new { p.Id, p.NameKey }).ToListAsync(scope.Cancel))
        {
            now.Known.Add((nameof(Participant), one.Id));
            now.Participants.TryAdd(one.NameKey, one.Id);
        }
        foreach (var one in await scope.Variables.Select(v => new { v.Id, v.NameKey }).ToListAsync(scope.Cancel))
        {
            now.Known.Add((nameof(Variable), one.Id));
            now.Variables.TryAdd(one.NameKey, one.Id);
        }
        return now;
    }
}
