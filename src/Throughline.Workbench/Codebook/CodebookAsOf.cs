using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>The codebook as it stood at an instant: today's, with every later change taken back.</summary>
public sealed class CodebookAsOf(StudyStore store) : IQuestion
{
    public sealed record Line(Code Code, int Level, CodeDefinition? Meaning);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, DateTimeOffset at, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            var codes = await scope.Codes.ToDictionaryAsync(c => c.Id, cancel);
            var definitions = await scope.Definitions.ToDictionaryAsync(d => d.Id, cancel);
            foreach (var edits in await LaterAsync(scope, Instant.Micros(at)))
                foreach (var edit in RowEdit.Read(edits).Reverse())
                {
                    if (edit.Kind == nameof(Code)) Back(codes, edit);
                    else if (edit.Kind == nameof(CodeDefinition)) Back(definitions, edit);
                }
            var meanings = definitions.Values.ToLookup(d => (d.CodeId, d.Version));
            return Outcome.Of<IReadOnlyList<Line>>(
                [.. CodeOrder.Tree(codes.Values).Select(t => new Line(t.Code, t.Level, meanings[(t.Code.Id, t.Code.DefinitionVersion)].FirstOrDefault()))]);
        }, cancel);

    /// <summary>The edits of what happened later in the codebook, the last first.</summary>
    private static async Task<List<string>> LaterAsync(StudyScope scope, long at)
    {
        var first = await scope.Changes.Where(c => c.At > at).MinAsync(c => (long?)c.Number, scope.Cancel);
        if (first is not { } number) return [];
        return await scope.Changes.Where(c => c.Number >= number && ("," + c.Touches + ",").Contains(",Code,") || c.Number >= number && ("," + c.Touches + ",").Contains(",CodeDefinition,"))
            .OrderByDescending(c => c.Number).Select(c => c.Edits).ToListAsync(scope.Cancel);
    }

    private static void Back<T>(Dictionary<Guid, T> rows, RowEdit edit) where T : class, IRecorded, new()
    {
        if (edit.Before is null)
        {
            rows.Remove(edit.Id);
            return;
        }
        if (!rows.TryGetValue(edit.Id, out var row)) row = rows[edit.Id] = new T { Id = edit.Id };
        foreach (var (name, value) in edit.Before) Write(row, name, value);
    }

    private static void Write(IRecorded row, string name, JsonElement value)
    {
        if (row.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]) is { } property)
            property.SetValue(row, RowEdit.Value(value, property.PropertyType));
    }
}
