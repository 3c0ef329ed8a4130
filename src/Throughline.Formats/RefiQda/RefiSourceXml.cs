namespace Throughline.Formats.RefiQda;

/// <summary>Sources, with what they hold, from their XML.</summary>
internal sealed class RefiSourceXml(RefiCursor cursor)
{
    private readonly RefiSelectionXml selections = new(cursor);

    public IEnumerable<RefiSource> All()
    {
        cursor.Attributes();
        foreach (var kind in cursor.Children())
            if (Source(kind) is { } source)
                yield return source;
            else
                cursor.Unknown("Sources");
    }

    /// <summary>A text source, or a note, a description of a picture, the words of a PDF, which are the same.</summary>
    public RefiTextSource Text() => selections.Text();

    public void AddTarget(List<RefiGuid> list) => selections.AddTarget(list);

    public void AddValue(List<RefiValue> list) => selections.AddValue(list);

    private RefiSource? Source(string kind) => kind switch
    {
        "TextSource" => Text(),
        "PictureSource" => Picture(),
        "PDFSource" => Pdf(),
        "AudioSource" => Media(new RefiAudioSource(default), "AudioSelection"),
        "VideoSource" => Media(new RefiVideoSource(default), "VideoSelection"),
        _ => null,
    };

    private T Begin<T>(T source)
        where T : RefiFileSource
    {
        var at = cursor.Attributes(
            "guid", "name", "path", "currentPath", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime");
        return (T)(source with { Guid = at.Id(), Name = at.Text("name"), Path = at.Path("path"), CurrentPath = at.Path("currentPath"), Stamp = at.Stamp() });
    }

    private RefiPictureSource Picture()
    {
        var source = Begin(new RefiPictureSource(default));
        var common = new RefiSelectionXml.Common();
        List<RefiPictureSelection> found = [];
        RefiTextSource? words = null;
        foreach (var part in cursor.Children())
            if (part == "PictureSelection")
                selections.AddPicture(found);
            else if (part == "TextDescription")
                words = Text();
            else
                selections.Take(common, part, "PictureSource");
        return common.On(source) with { Selections = found, TextDescription = words };
    }

    private RefiPdfSource Pdf()
    {
        var source = Begin(new RefiPdfSource(default));
        var common = new RefiSelectionXml.Common();
        List<RefiPdfSelection> found = [];
        RefiTextSource? words = null;
        foreach (var part in cursor.Children())
            if (part == "PDFSelection")
                selections.AddPdf(found);
            else if (part == "Representation")
                words = Text();
            else
                selections.Take(common, part, "PDFSource");
        return common.On(source) with { Selections = found, Representation = words };
    }

    private T Media<T>(T empty, string selection)
        where T : RefiMediaSource
    {
        var (kind, source) = (cursor.Name, Begin(empty));
        var common = new RefiSelectionXml.Common();
        List<RefiTimeSelection> found = [];
        List<RefiTranscript> transcripts = [];
        foreach (var part in cursor.Children())
            if (part == selection)
                selections.AddTime(found);
            else if (part == "Transcript")
                transcripts.Add(Transcript());
            else
                selections.Take(common, part, kind);
        return (T)(common.On(source) with { Selections = found, Transcripts = transcripts });
    }

    private RefiTranscript Transcript()
    {
        var at = cursor.Attributes(
            "guid", "name", "richTextPath", "plainTextPath", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime");
        var transcript = new RefiTranscript(at.Id())
        {
            Name = at.Text("name"), RichTextPath = at.Path("richTextPath"), PlainTextPath = at.Path("plainTextPath"), Stamp = at.Stamp(),
        };
        string? description = null, content = null;
        List<RefiSyncPoint> points = [];
        List<RefiTranscriptSelection> found = [];
        List<RefiGuid> notes = [];
        foreach (var part in cursor.Children())
            switch (part)
            {
                case "Description": description = cursor.Description(); break;
                case "PlainTextContent": content = cursor.Words() ?? ""; break;
                case "SyncPoint": points.Add(SyncPoint()); break;
                case "TranscriptSelection": found.Add(selections.Transcript()); break;
                case "NoteRef": AddTarget(notes); break;
                default: cursor.Unknown("Transcript"); break;
            }
        return transcript with { Description = description, Text = content, SyncPoints = points, Selections = found, NoteRefs = notes };
    }

    private RefiSyncPoint SyncPoint()
    {
        var at = cursor.Attributes("guid", "timeStamp", "position");
        return new RefiSyncPoint(at.Id(), at.Number("timeStamp"), at.Number("position") is { } position ? RefiSelectionXml.Int(position) : null);
    }
}
