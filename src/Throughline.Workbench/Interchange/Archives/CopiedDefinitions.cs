using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>
/// Two copies may both have written the next version of what a code means. A person says whose holds: theirs comes in behind ours, under
/// the next number; or it is left out.
/// </summary>
internal sealed class CopiedDefinitions(StudyScope scope, IReadOnlyDictionary<(string Kind, Guid Id), IRecorded> here)
{
    /// <param name="rows">What the copy did; versions that are left out are taken from it.</param>
    /// <param name="isTheirs">Asks, for a code and the version there, given both wordings, whether theirs is taken.</param>
    public async Task RenumberAsync(List<CopiedRow> rows, Func<CopiedRow, CopiedRow, string, string, bool> isTheirs)
    {
        var fresh = rows.Where(r => r.Kind == nameof(CodeDefinition) && r.IsAdded).GroupBy(r => r.After!["codeId"].GetGuid()).Where(g => here.ContainsKey((nameof(Code), g.Key))).ToList();
        if (fresh.Count == 0) return;
        var codes = fresh.ConvertAll(g => g.Key);
        var ours = (await scope.Definitions.AsNoTracking().Where(d => codes.Contains(d.CodeId)).ToListAsync(scope.Cancel)).ToLookup(d => d.CodeId);
        foreach (var there in fresh)
        {
            var versions = there.OrderBy(Version).ToList();
            var (own, code) = (ours[there.Key].Where(d => versions.TrueForAll(v => v.Id != d.Id)).ToList(), rows.Find(r => r.Kind == nameof(Code) && r.Id == there.Key));
            if (code?.After is null || !versions.Exists(v => own.Exists(d => d.Version == Version(v)))) continue;
            var inForce = own.Find(d => d.Version == ((Code)here[(nameof(Code), there.Key)]).DefinitionVersion);
            code.After.Remove("definitionVersion");
            if (isTheirs(code, versions[^1], Definitions.Written(CodeMeaning.Of(inForce)), Definitions.Written(Meaning(versions[^1])))) Number(rows, code, versions, own.Max(d => d.Version));
            else rows.RemoveAll(versions.Contains);
        }
    }

    /// <summary>Behind ours, and what was coded under them there stays coded under them.</summary>
    private void Number(List<CopiedRow> rows, CopiedRow code, List<CopiedRow> versions, int last)
    {
        var numbers = versions.ToDictionary(Version, _ => ++last);
        foreach (var version in versions) version.After!["version"] = JsonSerializer.SerializeToElement(numbers[Version(version)]);
        code.Before!["definitionVersion"] = JsonSerializer.SerializeToElement(((Code)here[(nameof(Code), code.Id)]).DefinitionVersion);
        code.After!["definitionVersion"] = JsonSerializer.SerializeToElement(last);
        foreach (var segment in rows.Where(r => r.Kind == nameof(CodedSegment) && r.IsAdded && r.After!["codeId"].GetGuid() == code.Id))
            if (numbers.TryGetValue(segment.After!["definitionVersion"].GetInt32(), out var number)) segment.After["definitionVersion"] = JsonSerializer.SerializeToElement(number);
    }

    private static int Version(CopiedRow row) => row.After!["version"].GetInt32();

    private static CodeMeaning Meaning(CopiedRow row)
    {
        string Of(string field) => row.After!.TryGetValue(field, out var value) ? value.GetString() ?? "" : "";
        return new(Of("definition"), Of("whenToUse"), Of("whenNotToUse"), Of("typicalExample"), Of("borderlineExample"));
    }
}
