namespace Throughline.Formats.RefiQda;

/// <summary>Every text of a project: text sources, notes, descriptions of pictures, words of PDFs and of their selections.</summary>
internal static class RefiTexts
{
    public static IEnumerable<RefiTextSource> All(RefiProject project)
    {
        foreach (var source in project.Sources)
            foreach (var text in Of(source))
                yield return text;
        foreach (var note in project.Notes)
            yield return note;
    }

    public static IEnumerable<RefiTextSource> Of(RefiSource source) => source switch
    {
        RefiTextSource text => [text],
        RefiPictureSource { TextDescription: { } text } => [text],
        RefiPdfSource pdf =>
            pdf.Selections.Select(s => s.Representation).Append(pdf.Representation).OfType<RefiTextSource>(),
        _ => [],
    };

    public static IEnumerable<RefiTranscript> Transcripts(RefiProject project) =>
        project.Sources.OfType<RefiMediaSource>().SelectMany(m => m.Transcripts);

    /// <summary>The project with each text and transcript replaced.</summary>
    public static RefiProject Map(RefiProject project, Func<RefiTextSource, RefiTextSource> text, Func<RefiTranscript, RefiTranscript> transcript) => project with
    {
        Sources = [.. project.Sources.Select(s => Map(s, text, transcript))],
        Notes = [.. project.Notes.Select(text)],
    };

    private static RefiSource Map(RefiSource source, Func<RefiTextSource, RefiTextSource> text, Func<RefiTranscript, RefiTranscript> transcript) => source switch
    {
        RefiTextSource one => text(one),
        RefiPictureSource { TextDescription: { } words } picture => picture with { TextDescription = text(words) },
        RefiPdfSource pdf => pdf with
        {
            Representation = pdf.Representation is { } words ? text(words) : null,
            Selections = [.. pdf.Selections.Select(s => s.Representation is { } words ? s with { Representation = text(words) } : s)],
        },
        RefiMediaSource media => media with { Transcripts = [.. media.Transcripts.Select(transcript)] },
        _ => source,
    };
}
