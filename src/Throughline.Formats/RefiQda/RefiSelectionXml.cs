namespace Throughline.Formats.RefiQda;

/// <summary>Texts, selections and codings from their XML.</summary>
internal sealed class RefiSelectionXml(RefiCursor cursor)
{
    /// <summary>What most things may hold.</summary>
    internal sealed class Common
    {
        public string? Description { get; set; }

        // Of very many selections most have none of these.
        private List<RefiCoding>? codings;
        private List<RefiGuid>? notes;
        private List<RefiValue>? values;

        public List<RefiCoding> Codings => codings ??= [];

        public List<RefiGuid> Notes => notes ??= [];

        public List<RefiValue> Values => values ??= [];

        public T On<T>(T source)
            where T : RefiSource =>
            (T)(source with { Description = Description, Codings = Codings, NoteRefs = Notes, Values = Values });

        public T OnSelection<T>(T selection)
            where T : RefiSelection =>
            (T)(selection with { Description = Description, Codings = codings is null ? [] : [.. codings], NoteRefs = notes ?? [] });
    }

    public static int Int(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    public RefiTextSource Text()
    {
        var kind = cursor.Name;
        var at = cursor.Attributes(
            "guid", "name", "richTextPath", "plainTextPath", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime");
        var source = new RefiTextSource(at.Id())
        {
            Name = at.Text("name"), RichTextPath = at.Path("richTextPath"), PlainTextPath = at.Path("plainTextPath"), Stamp = at.Stamp(),
        };
        var common = new Common();
        string? content = null;
        List<RefiTextSelection> found = [];
        foreach (var part in cursor.Children())
            if (part == "PlainTextSelection")
                AddText(found);
            else if (part == "PlainTextContent")
                content = cursor.Words() ?? "";
            else
                Take(common, part, kind);
        return common.On(source) with { Text = content, Selections = found };
    }

    /// <summary>Takes a part that most things may hold; any other is told.</summary>
    public void Take(Common common, string part, string within, bool isSource = true)
    {
        switch (part)
        {
            case "Description": common.Description = cursor.Description(); break;
            case "Coding": AddCoding(common.Codings); break;
            case "NoteRef": AddTarget(common.Notes); break;
            case "VariableValue" when isSource: AddValue(common.Values); break;
            default: cursor.Unknown(within); break;
        }
    }

    public void AddPicture(List<RefiPictureSelection> list)
    {
        var at = Attributes("firstX", "firstY", "secondX", "secondY");
        if ((at.Number("firstX"), at.Number("firstY"), at.Number("secondX"), at.Number("secondY")) is ({ } x, { } y, { } x2, { } y2))
            list.Add(Rest(new RefiPictureSelection(at.Id(), x, y, x2, y2), at));
        else
            LeaveOut(at);
    }

    public void AddPdf(List<RefiPdfSelection> list)
    {
        var at = Attributes("page", "firstX", "firstY", "secondX", "secondY");
        if ((at.Number("page"), at.Number("firstX"), at.Number("firstY"), at.Number("secondX"), at.Number("secondY")) is not ({ } page, { } x, { } y, { } x2, { } y2))
        {
            LeaveOut(at);
            return;
        }
        var (selection, common) = (new RefiPdfSelection(at.Id(), page, x, y, x2, y2) { Name = at.Text("name"), Stamp = at.Stamp() }, new Common());
        RefiTextSource? words = null;
        foreach (var part in cursor.Children())
            if (part == "Representation")
                words = Text();
            else
                Take(common, part, "PDFSelection", isSource: false);
        list.Add(common.OnSelection(selection) with { Representation = words });
    }

    public void AddTime(List<RefiTimeSelection> list)
    {
        var at = Attributes("begin", "end");
        if ((at.Number("begin"), at.Number("end")) is ({ } begin, { } end))
            list.Add(Rest(new RefiTimeSelection(at.Id(), begin, end), at));
        else
            LeaveOut(at);
    }

    public RefiTranscriptSelection Transcript()
    {
        var at = Attributes("fromSyncPoint", "toSyncPoint");
        return Rest(new RefiTranscriptSelection(at.Id(), at.Guid("fromSyncPoint"), at.Guid("toSyncPoint")), at);
    }

    /// <summary>What a reference leads to: targetGUID, as the schema has it, or guid, or words, as some programs and an example of the standard do.</summary>
    public void AddTarget(List<RefiGuid> list)
    {
        if (Target() is { } target)
            list.Add(target);
    }

    public void AddValue(List<RefiValue> list)
    {
        cursor.Attributes();
        RefiGuid? variable = null;
        RefiValue? value = null;
        foreach (var part in cursor.Children())
            if (part == "VariableRef")
                variable = Target();
            else if (part.EndsWith("Value", StringComparison.Ordinal) && Enum.TryParse<RefiVariableType>(part[..^5], out var type) && char.IsLetter(part[0]))
                value = new RefiValue(default, type, type is RefiVariableType.Text ? cursor.Description() ?? "" : cursor.Words()?.Trim());
            else
                cursor.Unknown("VariableValue");
        if (variable is { } named)
            list.Add((value ?? new RefiValue(named, RefiVariableType.Text, null)) with { Variable = named });
        else
            cursor.Findings.Tell("values without a variable", cursor.Place, $"A value ({RefiFindings.Shown(value?.Text)}) does not say which variable it is of; it was left out.");
    }

    private void AddText(List<RefiTextSelection> list)
    {
        var at = Attributes("startPosition", "endPosition");
        if ((at.Number("startPosition"), at.Number("endPosition")) is ({ } start, { } end))
            list.Add(Rest(new RefiTextSelection(at.Id(), Int(start), Int(end)), at));
        else
            LeaveOut(at);
    }

    private RefiAttributes Attributes(params ReadOnlySpan<string> own) =>
        cursor.Attributes([.. own, "guid", "name", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"]);

    private T Rest<T>(T selection, RefiAttributes at)
        where T : RefiSelection
    {
        var (kind, common) = (cursor.Name, new Common());
        var named = selection with { Name = at.Text("name"), Stamp = at.Stamp() };
        foreach (var part in cursor.Children())
            Take(common, part, kind, isSource: false);
        return common.OnSelection((T)named);
    }

    private void LeaveOut(RefiAttributes at) => cursor.Findings.Tell(
        "selections without a place", cursor.Place,
        $"{cursor.Name} {at["guid"] ?? RefiFindings.Shown(at["name"])} does not say where it begins and ends; it was left out with its codings.");

    private void AddCoding(List<RefiCoding> list)
    {
        var at = cursor.Attributes("guid", "creatingUser", "creationDateTime");
        var (id, by, when) = (at.Id(), at.Guid("creatingUser"), at.Time("creationDateTime"));
        List<RefiGuid> notes = [];
        List<RefiGuid> codes = [];
        foreach (var part in cursor.Children())
            if (part == "CodeRef")
                AddTarget(codes);
            else if (part == "NoteRef")
                AddTarget(notes);
            else
                cursor.Unknown("Coding");
        if (codes.Count == 0)
            cursor.Findings.Tell("codings without a code", cursor.Place, $"The coding {id} does not say which code it applies; it was left out.");
        foreach (var (i, code) in codes.Index())
            list.Add(new RefiCoding(i == 0 ? id : cursor.Unique("Coding", id), code, by, when) { NoteRefs = notes.Count == 0 ? [] : notes });
    }

    private RefiGuid? Target()
    {
        var element = cursor.Name;
        var at = cursor.Attributes("targetGUID", "guid");
        if ((at.Guid("targetGUID") ?? at.Guid("guid")) is { } target)
            return target;
        if (cursor.Words() is { } words && new RefiGuid(words.Trim()) is { IsWellFormed: true } inWords)
            return inWords;
        cursor.Findings.Tell("references that lead nowhere", cursor.Place, $"{element} does not say what it refers to; it was left out.");
        return null;
    }
}
