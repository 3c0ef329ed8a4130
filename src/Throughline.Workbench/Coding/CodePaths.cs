using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>Finds codes as a table names them: by id, by name, or by the way to them, "Support / Alone with it".</summary>
public sealed class CodePaths
{
    private readonly string remedy;
    private readonly Dictionary<Guid, Code> byId;
    private readonly ILookup<string, Code> byName;
    private readonly Lazy<ILookup<string, Code>> byPath;
    private readonly Lazy<IReadOnlyDictionary<Guid, string>> paths;
    private readonly Lazy<Dictionary<(Guid?, string), Code>> byPlace;

    private CodePaths(List<Code> codes, string remedy)
    {
        this.remedy = remedy;
        byId = codes.ToDictionary(c => c.Id);
        byName = codes.ToLookup(c => c.NameKey);
        // Where all are named by their ids or names, nobody waits for their paths.
        paths = new(() => CodePath.All(codes));
        byPath = new(() => codes.ToLookup(c => Key(paths.Value[c.Id])));
        byPlace = new(() => codes.GroupBy(c => (c.ParentId, c.NameKey)).ToDictionary(g => g.Key, g => g.First()));
    }

    /// <param name="scope">The study.</param>
    /// <param name="remedy">What can be done where there is no such code.</param>
    public static async Task<CodePaths> OpenAsync(StudyScope scope, string remedy = "Add it to the codebook first, or correct its name.") =>
        new(await scope.Codes.AsNoTracking().ToListAsync(scope.Cancel), remedy);

    public Outcome<Code> Find(string written)
    {
        if (string.IsNullOrWhiteSpace(written)) return new Problem.Invalid("code", "The row names no code.");
        if (Guid.TryParse(written, out var id) && byId.TryGetValue(id, out var known)) return known;
        var found = byName[NameKey.Of(written)].ToList();
        if (found.Count == 0) found = [.. byPath.Value[Key(written)]];
        return found.Count switch
        {
            1 => found[0],
            0 => new Problem.Invalid("code", $"There is no code “{Told.Words(written)}”. {remedy}"),
            _ => new Problem.Invalid("code", $"{found.Count} codes are called “{Told.Words(written)}”: {string.Join("; ", found.Select(c => paths.Value[c.Id]))}. Write the whole way to the one meant."),
        };
    }

    /// <summary>
    /// As <see cref="Find"/>; where there is none of that name or way, a code to be added, and each that it stands under. Only a stroke between
    /// spaces, › and > part names: "and/or" is one.
    /// </summary>
    public Outcome<Code> FindOrMake(string written)
    {
        var way = written.Replace(" / ", "›", StringComparison.Ordinal).Split(['›', '>'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = Find(written);
        if (known.Succeeded || way.Length == 0 || byName[NameKey.Of(written)].Any()) return known;
        if (way.Any(n => n.Length > Code.NameLength)) return new Problem.Invalid("code", $"A code’s name has at most {Code.NameLength} characters; “{Told.Words(written)}” is longer.");
        Code? at = null;
        foreach (var name in way) at = Under(at?.Id, name);
        return at!;
    }

    /// <summary>Those to be added, parents first.</summary>
    public List<Code> Made { get; } = [];

    private Code Under(Guid? parent, string name)
    {
        var key = (parent, NameKey.Of(name));
        if (byPlace.Value.TryGetValue(key, out var there)) return there;
        Made.Add(there = byPlace.Value[key] = new() { Id = Guid.CreateVersion7(), ParentId = parent, Name = name, NameKey = key.Item2 });
        return there;
    }

    private static string Key(string path) => CodePath.Key(path.Replace('›', '/').Replace('>', '/'));
}
