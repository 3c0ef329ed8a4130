using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>Finds codes as a table names them: by id, by name, or by the way to them, "Support / Alone with it".</summary>
public sealed class CodePaths
{
    private readonly Dictionary<Guid, Code> byId;
    private readonly ILookup<string, Code> byName, byPath;
    private readonly IReadOnlyDictionary<Guid, string> paths;

    private CodePaths(List<Code> codes)
    {
        byId = codes.ToDictionary(c => c.Id);
        paths = CodePath.All(codes);
        byName = codes.ToLookup(c => c.NameKey);
        byPath = codes.ToLookup(c => Key(paths[c.Id]));
    }

    public static async Task<CodePaths> OpenAsync(StudyScope scope) => new(await scope.Codes.AsNoTracking().ToListAsync(scope.Cancel));

    public Outcome<Code> Find(string written)
    {
        if (string.IsNullOrWhiteSpace(written)) return new Problem.Invalid("code", "The row names no code.");
        if (Guid.TryParse(written, out var id) && byId.TryGetValue(id, out var known)) return known;
        var found = byName[NameKey.Of(written)].ToList();
        if (found.Count == 0) found = [.. byPath[Key(written)]];
        return found.Count switch
        {
            1 => found[0],
            0 => new Problem.Invalid("code", $"There is no code “{Told.Words(written)}”. Add it to the codebook first, or correct its name."),
            _ => new Problem.Invalid("code", $"{found.Count} codes are called “{Told.Words(written)}”: {string.Join("; ", found.Select(c => paths[c.Id]))}. Write the whole way to the one meant."),
        };
    }

    private static string Key(string path) => CodePath.Key(path.Replace('›', '/').Replace('>', '/'));
}
