using System.Globalization;

namespace Throughline.Formats.RefiQda;

/// <summary>One thing that a project says: compared by kind, key and field; shown by its place.</summary>
internal sealed record RefiFact(string Kind, string Key, string Field, string Value, string Place);

/// <summary>
/// What a project says, by meaning: order, the spelling of ids, ids of selections and codings, and where files lay do not count. A
/// selection is its range; a coding is a range, a code and a coder.
/// </summary>
internal sealed class RefiFacts(RefiProject project, bool withTimes)
{
    private readonly List<RefiFact> facts = [];
    private readonly Dictionary<Guid, string> ranges = [];

    public IReadOnlyList<RefiFact> All()
    {
        Say("project", "", "the project", ("name", project.Name), ("description", project.Description), ("notes", List(project.NoteRefs)));
        foreach (var user in project.Users)
            Say("users", Key(user.Guid), user.Name, ("name", user.Name), ("id", user.Id));
        foreach (var (code, parent) in project.AllCodes())
            Say("codes", Key(code.Guid), code.Name, ("name", code.Name), ("within", parent is null ? null : Key(parent.Guid)), ("codable", code.IsCodable ? "yes" : "no"),
                ("colour", code.Color?.ToUpperInvariant()), ("description", code.Description), ("notes", List(code.NoteRefs)));
        foreach (var variable in project.Variables)
            Say("variables", Key(variable.Guid), variable.Name, ("name", variable.Name), ("type", variable.Type.ToString()), ("description", variable.Description));
        foreach (var source in project.Sources)
            Source("sources", source);
        foreach (var note in project.Notes)
            Source("notes", note);
        foreach (var one in project.Cases)
            Case(one);
        foreach (var set in project.Sets)
            Say("sets", Key(set.Guid), set.Name, ("name", set.Name), ("description", set.Description), ("codes", List(set.Codes)), ("sources", List(set.Sources)), ("notes", List(set.Notes)));
        foreach (var link in project.Links)
            Say("links", Key(link.Guid), link.Name, ("name", link.Name), ("direction", link.Direction?.ToString()), ("colour", link.Color?.ToUpperInvariant()),
                ("from", Target(link.Origin)), ("to", Target(link.Target)), ("notes", List(link.NoteRefs)));
        foreach (var graph in project.Graphs)
            Graph(graph);
        return facts;
    }

    private static string Key(RefiGuid guid) => guid.Value.ToString("D");

    private static string? List(IEnumerable<RefiGuid> guids) => Join(guids.Select(Key));

    private static string? Join(IEnumerable<string> items) => string.Join(", ", items.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : null;

    private string? Target(RefiGuid? guid) => guid is { } one ? ranges.GetValueOrDefault(one.Value) ?? Key(one) : null;

    private void Say(string kind, string key, string? called, params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        var place = called is { Length: > 0 } ? called : key;
        facts.Add(new RefiFact(kind, key, "", "", place));
        foreach (var (field, value) in fields)
            if (!string.IsNullOrEmpty(value))
                facts.Add(new RefiFact(kind, key, field, value, place));
    }

    private void Source(string kind, RefiSource source)
    {
        var key = Key(source.Guid);
        var place = source.Name ?? key;
        Say(kind, key, place, ("kind", source.GetType().Name), ("name", source.Name), ("description", source.Description), ("notes", List(source.NoteRefs)));
        Stamp(kind, key, place, source.Stamp);
        foreach (var value in source.Values)
            Say(kind, key, place, ("value of " + Key(value.Variable), Value(value)));
        Codings(key, place, "the whole", source.Codings);
        switch (source)
        {
            case RefiTextSource text:
                Text(kind, key, place, text);
                break;
            case RefiPictureSource picture:
                foreach (var s in picture.Selections)
                    Selection(key, place, $"{s.FirstX},{s.FirstY} to {s.SecondX},{s.SecondY}", s);
                break;
            case RefiPdfSource pdf:
                foreach (var s in pdf.Selections)
                    Selection(key, place, $"page {s.Page}, {s.FirstX},{s.FirstY} to {s.SecondX},{s.SecondY}", s);
                break;
            case RefiMediaSource media:
                Media(kind, key, place, media);
                break;
        }
        if (source is RefiFileSource file)
            Say(kind, key, place, ("file", file.Path is { } path ? path.Kind is RefiPathKind.Internal ? path.FileName : path.Location : null));
        foreach (var text in source is RefiTextSource ? [] : RefiTexts.Of(source))
            Text(kind, $"{key}/{Key(text.Guid)}", place, text);
    }

    private void Text(string kind, string key, string place, RefiTextSource text)
    {
        Say(kind, key, place, ("text", text.Text), ("styled", text.RichTextPath?.FileName));
        if (key.Contains('/'))
        {
            Say(kind, key, place, ("name", text.Name), ("description", text.Description), ("notes", List(text.NoteRefs)));
            Codings(key, place, "the words", text.Codings);
        }
        foreach (var s in text.Selections)
            Selection(key, place, string.Create(CultureInfo.InvariantCulture, $"{s.Start} to {s.End}"), s);
    }

    private void Media(string kind, string key, string place, RefiMediaSource media)
    {
        foreach (var s in media.Selections)
            Selection(key, place, $"{s.BeginMs} to {s.EndMs} ms", s);
        foreach (var transcript in media.Transcripts)
        {
            var (own, points) = ($"{key}/{Key(transcript.Guid)}", transcript.SyncPoints.ToLookup(p => p.Guid.Value));
            Say(kind, own, place, ("name", transcript.Name), ("description", transcript.Description), ("text", transcript.Text), ("styled", transcript.RichTextPath?.FileName),
                ("notes", List(transcript.NoteRefs)), ("sync points", Join(transcript.SyncPoints.Select(p => $"{p.TimeMs} ms at {p.Position}"))));
            Stamp(kind, own, place, transcript.Stamp);
            string At(RefiGuid? guid) => guid is { } g && points[g.Value].FirstOrDefault() is { } p ? $"{p.TimeMs} ms at {p.Position}" : Target(guid) ?? "?";
            foreach (var s in transcript.Selections)
                Selection(own, place, $"{At(s.From)} to {At(s.To)}", s);
        }
    }

    private void Selection(string key, string place, string range, RefiSelection selection)
    {
        var own = $"{key} {range}";
        ranges.TryAdd(selection.Guid.Value, own);
        Say("selections", own, $"{place}, {range}");
        // Who marked a place that is coded is who coded it: programs write whoever they like there.
        var by = selection.Codings.Count == 0 ? Target(selection.Stamp.CreatedBy) : null;
        foreach (var (field, value) in new[] { ("name", selection.Name), ("description", selection.Description), ("note", List(selection.NoteRefs)), ("by", by) })
            if (!string.IsNullOrEmpty(value))
                Say("selections", $"{own} {field} {value}", $"{place}, {range}, {field} “{RefiDiff.Cut(value, 0)}”");
        if (withTimes)
            Say("selections", $"{own} {selection.Stamp.CreatedAt?.UtcTicks} {selection.Stamp.ModifiedAt?.UtcTicks}", $"{place}, {range}", ("time", $"{selection.Stamp.CreatedAt:u}"));
        Codings(key, place, range, selection.Codings);
    }

    private void Codings(string key, string place, string range, IEnumerable<RefiCoding> codings)
    {
        foreach (var coding in codings)
        {
            var by = coding.CreatedBy is { } coder ? Key(coder) : "nobody";
            Say("codings", $"{key} {range} {Key(coding.Code)} {by}", $"{place}, {range}: {Key(coding.Code)} by {by}",
                ("notes", List(coding.NoteRefs)), ("time", withTimes ? coding.CreatedAt?.UtcTicks.ToString(CultureInfo.InvariantCulture) : null));
        }
    }

    private void Stamp(string kind, string key, string place, RefiStamp stamp)
    {
        Say(kind, key, place, ("by", Target(stamp.CreatedBy)), ("changed by", Target(stamp.ModifiedBy)));
        if (withTimes)
            Say(kind, key, place, ("made", $"{stamp.CreatedAt?.UtcTicks}"), ("changed", $"{stamp.ModifiedAt?.UtcTicks}"));
    }

    private void Case(RefiCase one)
    {
        var key = Key(one.Guid);
        Say("cases", key, one.Name, ("name", one.Name), ("description", one.Description), ("codes", List(one.CodeRefs)), ("sources", List(one.SourceRefs)),
            ("selections", Join(one.SelectionRefs.Select(s => Target(s)!))));
        foreach (var value in one.Values)
            Say("cases", key, one.Name, ("value of " + Key(value.Variable), Value(value)));
    }

    private void Graph(RefiGraph graph)
    {
        Say("graphs", Key(graph.Guid), graph.Name, ("name", graph.Name));
        foreach (var v in graph.Vertices)
            Say("graphs", $"{Key(graph.Guid)}/{Key(v.Guid)}", graph.Name,
                ("vertex", $"{v.Name} {Target(v.Represented)} {v.FirstX},{v.FirstY} {v.SecondX},{v.SecondY} {v.Shape} {v.Color?.ToUpperInvariant()}"));
        foreach (var e in graph.Edges)
            Say("graphs", $"{Key(graph.Guid)}/{Key(e.Guid)}", graph.Name,
                ("edge", $"{e.Name} {Target(e.Represented)} {Key(e.Source)} {Key(e.Target)} {e.Direction} {e.LineStyle} {e.Color?.ToUpperInvariant()}"));
    }

    private static string Value(RefiValue value)
    {
        var text = value.Text ?? "missing";
        return value.Type switch
        {
            RefiVariableType.Float when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) => number.ToString("G29", CultureInfo.InvariantCulture),
            RefiVariableType.Integer => text.TrimStart('+'),
            RefiVariableType.Boolean => text is "1" or "true" ? "true" : text is "0" or "false" ? "false" : text,
            _ => text,
        };
    }
}
