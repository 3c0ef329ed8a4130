using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>
/// Finds what the rows of a file mean by their parents: another row or a code of the study, by id, by path, or by a name that
/// only one has.
/// </summary>
internal sealed class CodebookParents
{
    private readonly Dictionary<string, CodebookRow> rowsById = new(StringComparer.OrdinalIgnoreCase), rowsByPath = [];
    private readonly ILookup<string, CodebookRow> rowsByName;
    private readonly Dictionary<string, Code> codesByPath = [];
    private readonly ILookup<string, Code> codesByName;
    private readonly Dictionary<Guid, Code> codesById;

    public CodebookParents(IReadOnlyList<CodebookRow> rows, IReadOnlyCollection<Code> codes)
    {
        rowsByName = rows.ToLookup(r => NameKey.Of(r.Name));
        foreach (var row in rows.Where(r => r.Id.Length > 0)) rowsById.TryAdd(row.Id, row);
        foreach (var row in rows) rowsByPath.TryAdd(PathOf(row, 0), row);
        codesById = codes.ToDictionary(c => c.Id);
        codesByName = codes.ToLookup(c => c.NameKey);
        foreach (var (id, path) in CodePath.All(codes)) codesByPath.TryAdd(CodePath.Key(path), codesById[id]);
    }

    /// <summary>What a row stands under.</summary>
    public abstract record Parent
    {
        public sealed record Top : Parent;

        public sealed record Row(CodebookRow At) : Parent;

        public sealed record Existing(Code Code) : Parent;

        /// <summary>Named, and nowhere to be found: it is to be made.</summary>
        public sealed record Missing(IReadOnlyList<string> Path) : Parent;

        public sealed record Unclear(string Why) : Parent;
    }

    public Parent Of(CodebookRow row)
    {
        if (row.Parent.Length == 0) return new Parent.Top();
        if (rowsById.TryGetValue(row.Parent, out var byId) && byId != row) return new Parent.Row(byId);
        if (Guid.TryParse(row.Parent, out var id) && codesById.TryGetValue(id, out var code)) return new Parent.Existing(code);
        var path = CodePath.Key(row.Parent);
        if (rowsByPath.TryGetValue(path, out var byPath) && byPath != row) return new Parent.Row(byPath);
        if (codesByPath.TryGetValue(path, out code) && !rowsByName[NameKey.Of(row.Parent)].Any(r => r != row)) return new Parent.Existing(code);
        return Named(row) ?? new Parent.Missing(row.Parent.Split(CodePath.Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private Parent? Named(CodebookRow row)
    {
        var key = NameKey.Of(row.Parent);
        var rows = rowsByName[key].Where(r => r != row).ToList();
        if (rows.Count == 1) return new Parent.Row(rows[0]);
        var codes = codesByName[key].ToList();
        if (rows.Count == 0 && codes.Count == 1) return new Parent.Existing(codes[0]);
        return rows.Count + codes.Count == 0 ? null
            : new Parent.Unclear($"More than one code is called “{row.Parent}”. Write the whole path, as in Boundaries / {row.Parent}.");
    }

    private string PathOf(CodebookRow row, int depth)
    {
        var name = CodePath.Key(row.Name);
        if (row.Parent.Length == 0 || depth > 50) return name;
        if (rowsById.TryGetValue(row.Parent, out var parent) && parent != row) return PathOf(parent, depth + 1) + "/" + name;
        var named = rowsByName[NameKey.Of(row.Parent)].Where(r => r != row).Take(2).ToList();
        return (named.Count == 1 ? PathOf(named[0], depth + 1) : CodePath.Key(row.Parent)) + "/" + name;
    }
}
