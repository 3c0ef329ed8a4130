using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Codes words with themselves: a code that carries them as its name, and the segment, in one act. Where a code of this name
/// stands at the top of the codebook already, it is that code.
/// </summary>
public sealed class CodeInVivo(StudyStore store) : IVerb
{
    /// <param name="Id">Of the segment.</param>
    /// <param name="Code">Of the code, should it be new.</param>
    public sealed record Request(Guid Id, Guid Code, string Source, int Start, int End, bool InPoints = false);

    public sealed record Answer(PlacedSegment Segment, Code Code);

    public Task<Outcome<Done<Answer>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Answer>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.SourceToCodeAsync(request.Source)).Is(out var source, out var problem)) return problem;
            if (!ApplyCode.Stretch(source, new(request.Id, "", "", request.Start, request.End, request.InPoints)).Is(out var stretch, out problem)) return problem;
            var words = (await scope.ContentAsync(source)).Words(stretch.Start, stretch.End);
            var there = await scope.SegmentAsync(request.Id);
            if (!(await CodeAsync(scope, request.Code, there, Name(words))).Is(out var code, out problem)) return problem;
            var coder = there is null ? await scope.ActingCoderAsync() : await scope.CoderOfAsync(there);
            if (!ApplyCode.Put(scope, there, new(request.Id, source, code, coder, stretch)).Is(out var segment, out problem)) return problem;
            scope.Record(nameof(CodeInVivo), $"coded ‘{Told.Words(words)}’ in vivo, {source.Name}");
            return new Answer(new(SegmentLine.Of(segment, words, coder), source.Positions()), code);
        }, cancel);

    /// <summary>The words in quotation marks, on one line, cut where a code's name ends.</summary>
    public static string Name(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"‘{(line.Length <= Code.NameLength - 2 ? line : Told.Words(line, Code.NameLength - 3))}’";
    }

    private static async Task<Outcome<Code>> CodeAsync(StudyScope scope, Guid id, CodedSegment? there, string name)
    {
        var key = NameKey.Of(name);
        var held = there?.CodeId ?? id;
        var found = await scope.Codes.FirstOrDefaultAsync(c => c.Id == held || c.Id == id, scope.Cancel)
            ?? await scope.Codes.FirstOrDefaultAsync(c => c.ParentId == null && c.NameKey == key, scope.Cancel);
        if (found is not null) return found;
        if (name.Length <= 2) return new Problem.Invalid("end", "There are no words here to name a code by.");
        return await AddCode.AddToAsync(scope, new(id, name, InVivo: true));
    }
}
