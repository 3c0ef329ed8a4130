using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Where a code stands, in words: Boundaries / Saying no without a script.</summary>
public static class CodePath
{
    public const string Between = " / ";

    /// <summary>The paths of all these codes.</summary>
    public static IReadOnlyDictionary<Guid, string> All(IReadOnlyCollection<Code> codes)
    {
        var paths = new Dictionary<Guid, string>(codes.Count);
        foreach (var (code, _) in CodeOrder.Tree(codes))
            paths[code.Id] = code.ParentId is { } parent && paths.TryGetValue(parent, out var above) ? above + Between + code.Name : code.Name;
        return paths;
    }

    /// <summary>Paths are compared as names are; space around the strokes does not matter.</summary>
    public static string Key(string path) => string.Join('/', path.Split('/').Select(NameKey.Of));

    /// <summary>The code at this path; null where there is none.</summary>
    public static async Task<Code?> FindAsync(StudyScope scope, string path)
    {
        if (!path.Contains('/', StringComparison.Ordinal)) return null;
        var codes = await scope.Codes.AsNoTracking().ToListAsync(scope.Cancel);
        var key = Key(path);
        var found = All(codes).FirstOrDefault(p => Key(p.Value) == key).Key;
        return found == Guid.Empty ? null : await scope.Codes.SingleAsync(c => c.Id == found, scope.Cancel);
    }
}
