namespace Throughline.Formats.RefiQda;

/// <summary>A source, note, text or selection, as whoever looks over a whole project needs it.</summary>
/// <param name="Guid">The id.</param>
/// <param name="Place">How a person finds it.</param>
/// <param name="IsSelection">Whether it is a selection.</param>
/// <param name="Stamp">Who made it.</param>
/// <param name="Codings">The codes applied to it.</param>
/// <param name="NoteRefs">Notes on it.</param>
internal sealed record RefiPart(
    RefiGuid Guid, string Place, bool IsSelection, RefiStamp Stamp, IReadOnlyList<RefiCoding> Codings, IReadOnlyList<RefiGuid> NoteRefs);

/// <summary>Everything in a project that can be coded or linked.</summary>
internal static class RefiIndex
{
    public static IEnumerable<RefiPart> Parts(RefiProject project)
    {
        foreach (var source in project.Sources)
        {
            var place = $"source {RefiFindings.Shown(source.Name)}";
            foreach (var part in Of(source, place))
                yield return part;
        }
        foreach (var note in project.Notes)
            foreach (var part in Of(note, $"note {RefiFindings.Shown(note.Name)}"))
                yield return part;
    }

    /// <summary>Every id that something may refer to.</summary>
    public static HashSet<Guid> AllIds(RefiProject project)
    {
        var ids = Parts(project).SelectMany(p => p.Codings.Select(c => c.Guid.Value).Append(p.Guid.Value)).ToHashSet();
        ids.UnionWith(project.AllCodes().Select(c => c.Code.Guid.Value));
        ids.UnionWith(project.Cases.Select(c => c.Guid.Value).Concat(project.Sets.Select(s => s.Guid.Value)).Concat(project.Variables.Select(v => v.Guid.Value)));
        ids.UnionWith(project.Links.Select(l => l.Guid.Value).Concat(project.Graphs.Select(g => g.Guid.Value)).Concat(project.Users.Select(u => u.Guid.Value)));
        return ids;
    }

    private static IEnumerable<RefiPart> Of(RefiSource source, string place)
    {
        yield return new RefiPart(source.Guid, place, false, source.Stamp, source.Codings, source.NoteRefs);
        foreach (var part in Selections(source).Select(s => new RefiPart(s.Guid, place, true, s.Stamp, s.Codings, s.NoteRefs)))
            yield return part;
        foreach (var text in source is RefiTextSource ? [] : RefiTexts.Of(source))
            foreach (var part in Of(text, place))
                yield return part;
        if (source is not RefiMediaSource media)
            yield break;
        foreach (var transcript in media.Transcripts)
        {
            yield return new RefiPart(transcript.Guid, place, false, transcript.Stamp, [], transcript.NoteRefs);
            foreach (var selection in transcript.Selections)
                yield return new RefiPart(selection.Guid, place, true, selection.Stamp, selection.Codings, selection.NoteRefs);
        }
    }

    private static IEnumerable<RefiSelection> Selections(RefiSource source) => source switch
    {
        RefiTextSource text => text.Selections,
        RefiPictureSource picture => picture.Selections,
        RefiPdfSource pdf => pdf.Selections,
        RefiMediaSource media => media.Selections,
        _ => [],
    };
}
