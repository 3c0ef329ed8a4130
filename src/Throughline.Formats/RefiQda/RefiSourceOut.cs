namespace Throughline.Formats.RefiQda;

/// <summary>Sources as XML, in the order of the schemas.</summary>
internal sealed class RefiSourceOut(RefiXmlOut xml, RefiProfile profile, RefiFiles files)
{
    public void Source(RefiSource source)
    {
        switch (source)
        {
            case RefiTextSource text: Text("TextSource", text); break;
            case RefiPictureSource picture: Picture(picture); break;
            case RefiPdfSource pdf: Pdf(pdf); break;
            case RefiAudioSource audio: Media("AudioSource", "AudioSelection", audio); break;
            case RefiVideoSource video: Media("VideoSource", "VideoSelection", video); break;
            default: throw new ArgumentException($"There is no element for a {source.GetType().Name}.", nameof(source));
        }
    }

    /// <summary>A text under any of its names. What belongs to something larger and came from within the XML goes back there.</summary>
    public void Text(string element, RefiTextSource source)
    {
        var isWithin = element is "TextDescription" or "Representation" && source.PlainTextPath is null
            && source.Text is not null && XmlText.Storable(source.Text) == source.Text;
        xml.Start(element);
        xml.At("guid", source.Guid);
        xml.At("name", source.Name);
        Paths(source.Guid, source.RichTextPath, isWithin ? null : PlainPath(source.Guid, source.PlainTextPath, source.Text));
        Stamp(source.Stamp);
        xml.Words("Description", source.Description);
        if (isWithin)
            xml.Words("PlainTextContent", source.Text, evenEmpty: true);
        var positions = new PositionOut(source.Text ?? "", profile.Rule.Unit, profile.HasCrlf && !isWithin);
        foreach (var selection in source.Selections)
        {
            Begin("PlainTextSelection", selection);
            xml.At("startPosition", source.Text is null ? selection.Start : positions.Of(selection.Start));
            xml.At("endPosition", source.Text is null ? selection.End : positions.Of(selection.End));
            Finish(selection);
        }
        Rest(source);
    }

    public void Values(IEnumerable<RefiValue> values)
    {
        foreach (var value in values)
        {
            xml.Start("VariableValue");
            xml.References("VariableRef", [value.Variable]);
            if (value.Text is { } text)
            {
                var valid = RefiValueText.Of(value.Type, text);
                xml.Words(valid is null ? "TextValue" : value.Type + "Value", valid ?? text, evenEmpty: true);
            }
            xml.End();
        }
    }

    private void Picture(RefiPictureSource source)
    {
        Open("PictureSource", source);
        if (source.TextDescription is { } words)
            Text("TextDescription", words);
        foreach (var selection in source.Selections)
        {
            Begin("PictureSelection", selection);
            Corners(selection.FirstX, selection.FirstY, selection.SecondX, selection.SecondY);
            Finish(selection);
        }
        Rest(source);
    }

    private void Pdf(RefiPdfSource source)
    {
        Open("PDFSource", source);
        foreach (var selection in source.Selections)
        {
            Begin("PDFSelection", selection);
            xml.At("page", selection.Page);
            Corners(selection.FirstX, selection.FirstY, selection.SecondX, selection.SecondY);
            Finish(selection, selection.Representation);
        }
        if (source.Representation is { } words)
            Text("Representation", words);
        Rest(source);
    }

    private void Media(string element, string selectionElement, RefiMediaSource source)
    {
        Open(element, source);
        foreach (var transcript in source.Transcripts)
            Transcript(transcript);
        foreach (var selection in source.Selections)
        {
            Begin(selectionElement, selection);
            xml.At("begin", selection.BeginMs);
            xml.At("end", selection.EndMs);
            Finish(selection);
        }
        Rest(source);
    }

    private void Transcript(RefiTranscript transcript)
    {
        xml.Start("Transcript");
        xml.At("guid", transcript.Guid);
        xml.At("name", transcript.Name);
        Paths(transcript.Guid, transcript.RichTextPath, PlainPath(transcript.Guid, transcript.PlainTextPath, transcript.Text));
        Stamp(transcript.Stamp);
        xml.Words("Description", transcript.Description);
        var positions = new PositionOut(transcript.Text ?? "", profile.Rule.Unit, profile.HasCrlf);
        foreach (var point in transcript.SyncPoints)
        {
            xml.Start("SyncPoint");
            xml.At("guid", point.Guid);
            xml.At("timeStamp", point.TimeMs);
            xml.At("position", point.Position is { } at && transcript.Text is not null ? positions.Of(at) : point.Position);
            xml.End();
        }
        foreach (var selection in transcript.Selections)
        {
            Begin("TranscriptSelection", selection);
            xml.At("fromSyncPoint", selection.From);
            xml.At("toSyncPoint", selection.To);
            Finish(selection);
        }
        xml.References("NoteRef", transcript.NoteRefs);
        xml.End();
    }

    private void Open(string element, RefiFileSource source)
    {
        xml.Start(element);
        xml.At("guid", source.Guid);
        xml.At("name", source.Name);
        xml.At("path", source.Path is { } path ? files.Path(source.Guid, path).Text : null);
        Stamp(source.Stamp);
        xml.Words("Description", source.Description);
    }

    private string? PlainPath(RefiGuid guid, RefiPath? path, string? text) =>
        text is null ? path?.Text : RefiPath.Internal(files.Text(guid, path, text)).Text;

    private void Paths(RefiGuid guid, RefiPath? rich, string? plain)
    {
        xml.At("richTextPath", rich is null ? null : files.Path(guid, rich).Text);
        xml.At("plainTextPath", plain);
    }

    private void Stamp(RefiStamp stamp)
    {
        xml.At("creatingUser", stamp.CreatedBy);
        xml.At("creationDateTime", stamp.CreatedAt);
        xml.At("modifyingUser", stamp.ModifiedBy);
        xml.At("modifiedDateTime", stamp.ModifiedAt);
    }

    private void Corners(long x, long y, long x2, long y2)
    {
        xml.At("firstX", x);
        xml.At("firstY", y);
        xml.At("secondX", x2);
        xml.At("secondY", y2);
    }

    private void Begin(string element, RefiSelection selection)
    {
        xml.Start(element);
        xml.At("guid", selection.Guid);
        xml.At("name", selection.Name);
        Stamp(selection.Stamp);
    }

    private void Finish(RefiSelection selection, RefiTextSource? words = null)
    {
        xml.Words("Description", selection.Description);
        if (words is not null)
            Text("Representation", words);
        Codings(selection.Codings);
        xml.References("NoteRef", selection.NoteRefs);
        xml.End();
    }

    private void Rest(RefiSource source)
    {
        Codings(source.Codings);
        xml.References("NoteRef", source.NoteRefs);
        Values(source.Values);
        xml.End();
    }

    private void Codings(IEnumerable<RefiCoding> codings)
    {
        foreach (var coding in codings)
        {
            xml.Start("Coding");
            xml.At("guid", coding.Guid);
            xml.At("creatingUser", coding.CreatedBy);
            xml.At("creationDateTime", coding.CreatedAt);
            xml.References("CodeRef", [coding.Code]);
            xml.References("NoteRef", coding.NoteRefs);
            xml.End();
        }
    }
}
