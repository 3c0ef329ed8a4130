using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Sources of a file that are sources here although their words differ a little: known by id, or of the same name. Programs add a last
/// line end, people mask a name.
/// </summary>
internal static class NearTexts
{
    /// <summary>How much of the longer text must stand in both.</summary>
    private const double Near = 0.9;

    private sealed record Held(Guid Id, string NameKey, string FileName, string Hash, int Length, int Version);

    public static async Task FindAsync(StudyScope scope, RefiProject project, StudyNow now)
    {
        var held = await scope.Sources.Where(s => s.Length > 0).Select(s => new Held(s.Id, s.NameKey, s.FileName, s.ContentHash, s.Length, s.TextVersion)).ToListAsync(scope.Cancel);
        if (held.Count == 0) return;
        var (byId, byName) = (held.ToDictionary(h => h.Id), held.ToLookup(h => h.NameKey));
        foreach (var (guid, name, file, text) in Texts(project))
        {
            if (now.SourcesByWords.ContainsKey(TextFacts.Hash(text))) continue;
            var known = byId.GetValueOrDefault(guid) ?? (now.Aliases.TryGetValue((nameof(Source), guid), out var alias) ? byId.GetValueOrDefault(alias) : null);
            var candidates = known is not null ? [known] : byName[NameKey.Of(name)].Concat(held.Where(h => file.Length > 0 && h.FileName.Equals(file, StringComparison.OrdinalIgnoreCase)))
                .DistinctBy(h => h.Id).Where(h => Math.Min(h.Length, text.Length) >= Near * Math.Max(h.Length, text.Length)).Take(3);
            foreach (var one in candidates)
                if (await AlignedAsync(scope, one, text) is { } found && (known is not null || found.Share >= Near))
                {
                    now.Near[guid] = (one.Id, one.Hash, found);
                    break;
                }
        }
    }

    private static async Task<TextAlignment?> AlignedAsync(StudyScope scope, Held one, string text) =>
        TextAlignment.Of(text, (await scope.ContentAsync(one.Id, one.Version)).Text);

    private static IEnumerable<(Guid Id, string Name, string File, string Text)> Texts(RefiProject project)
    {
        foreach (var source in project.Sources)
        {
            var (text, file) = source switch
            {
                RefiTextSource words => (words.Text, words.RichTextPath?.FileName),
                RefiPdfSource pdf => (pdf.Representation?.Text, pdf.Path?.FileName),
                RefiPictureSource picture => (picture.TextDescription?.Text, picture.Path?.FileName),
                _ => (null, null),
            };
            if (text?.Length > 0) yield return (source.Guid.Value, source.Name ?? file ?? "", file ?? "", text);
            foreach (var transcript in source is RefiMediaSource media ? media.Transcripts : [])
                if (transcript.Text?.Length > 0) yield return (transcript.Guid.Value, transcript.Name ?? "", "", transcript.Text);
        }
    }
}
