using Throughline.Formats.RefiQda;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>Sources with their words, selections and codings.</summary>
internal sealed partial class ProjectRows
{
    private readonly Dictionary<Guid, Guid> selections = [];
    private readonly Dictionary<Guid, (Guid Source, SelectionPlace Place, Guid? OnlyCoding)> places = [];
    private readonly HashSet<Guid> referred = [];

    /// <summary>Selections whose words the file lacks, and the notes on them.</summary>
    private readonly HashSet<Guid> unplaced = [];

    /// <summary>What links, sets, cases and graphs name: such a selection is kept as a row of its own.</summary>
    private void FindReferences()
    {
        foreach (var link in project.Links) referred.UnionWith(new[] { link.Origin, link.Target }.OfType<RefiGuid>().Select(g => g.Value));
        foreach (var one in project.Cases) referred.UnionWith(one.SelectionRefs.Select(g => g.Value));
        foreach (var graph in project.Graphs) referred.UnionWith(graph.Vertices.Select(v => v.Represented).OfType<RefiGuid>().Select(g => g.Value));
    }

    private void Source(RefiSource source)
    {
        switch (source)
        {
            case RefiTextSource text: Begin(source, "text", text.RichTextPath, text.Text); Words(Placed(source, text), Here(source)); break;
            case RefiPictureSource picture: Begin(source, "picture", picture.Path, picture.TextDescription?.Text); Picture(picture, Here(source)); break;
            case RefiPdfSource pdf: Begin(source, "pdf", pdf.Path, pdf.Representation?.Text); Pdf(pdf, Here(source)); break;
            case RefiMediaSource media: Begin(source, media is RefiAudioSource ? "audio" : "video", media.Path, null); Media(media, Here(source)); break;
        }
        if (source.Codings.Count > 0)
            Coded(new RefiTextSelection(source.Guid, 0, 0) { Codings = source.Codings, Stamp = source.Stamp }, Here(source), default);
        Note(source.NoteRefs, Notes.NoteOn.Source, Here(source));
    }

    private Guid Here(RefiSource source) => sources[source.Guid.Value];

    private void Begin(RefiSource source, string kind, RefiPath? path, string? text)
    {
        var words = text ?? "";
        var id = sources[source.Guid.Value] = Match(nameof(Throughline.Workbench.Sources.Source), source.Guid.Value, Same(source.Guid.Value, words));
        var row = Begin(id, (source.Name ?? path?.FileName, kind), source.Stamp, text);
        Near(row, source.Guid.Value);
        row["Description"] = source.Description ?? "";
        Values(row, source.Values);
        Keep(row, path, kind);
    }

    /// <summary>The source here that has these words, or nearly.</summary>
    private Guid? Same(Guid id, string words) =>
        words.Length == 0 ? null : now.SourcesByWords.TryGetValue(TextFacts.Hash(words), out var there) ? there : now.Near.TryGetValue(id, out var near) ? near.Id : null;

    /// <summary>The words here stay, and what stands on theirs is found on ours.</summary>
    private void Near(SaidRow row, Guid id)
    {
        if (now.Near.TryGetValue(id, out var near)) row["#text"] = near.Hash;
    }

    /// <summary>The selections on our words. What would be moved to other words is told, and what has no place among ours is left out and told.</summary>
    private IReadOnlyList<RefiTextSelection> Placed(Guid source, string name, IReadOnlyList<RefiTextSelection> all)
    {
        if (!now.Near.TryGetValue(source, out var near)) return all;
        var (placed, same, text) = (new List<RefiTextSelection>(), 0, near.Words);
        foreach (var selection in all)
            if (text.Place(selection.Start, selection.End) is { } found)
            {
                placed.Add(selection with { Start = found.Start, End = found.End });
                if (found.IsSame) same++;
                else Lose(name, $"{Range(selection)} stands on words that differ here in part; it is at {found.Start} to {found.End} now. Look at it.");
            }
            else Lose(name, $"{Range(selection)} begins or ends in words that are not here. It was left out, with {Told.Count(selection.Codings.Count, "coding")}.");
        Lose(name, $"Its words differ from those here in {Told.Count(text.Differences, "place")}. Those here stay{(all.Count == 0 ? "" : $"; {same:N0} of {Told.Count(all.Count, "selection")} stand on the same words")}.");
        return placed;
    }

    private RefiTextSource Placed(RefiSource source, RefiTextSource words) => words.Text is null ? words
        : words with { Selections = Placed(source.Guid.Value, source.Name ?? source.Guid.Text, words.Selections) };

    private static string Range(RefiTextSelection selection) => $"The selection from {selection.Start} to {selection.End}";

    private SaidRow Begin(Guid id, (string? Name, string Kind) what, RefiStamp stamp, string? words)
    {
        var row = Rows.Of(nameof(Throughline.Workbench.Sources.Source), id);
        row["Name"] = Cut(string.IsNullOrWhiteSpace(what.Name) ? $"Source {sources.Count}" : what.Name.Trim(), Throughline.Workbench.Sources.Source.NameLength);
        row["+Kind"] = what.Kind;
        row["+Format"] = what.Kind switch { "picture" => "Picture", "pdf" => "PDF", "audio" => "Sound recording", "video" => "Video", "transcript" => "Transcript", _ => "Text" };
        row["+AddedAt"] = At(stamp.CreatedAt);
        if (stamp.CreatedBy is { } by) row["+AddedBy"] = NameOf(Coder(by));
        if (words is not null) row["#text"] = TextFacts.Hash(words);
        Rows.Texts.TryAdd(id, (words ?? "", Layout.None));
        return row;
    }

    private string NameOf(Guid coder) => now.Coders.FirstOrDefault(c => c.Value == coder).Key ?? "";

    private void Keep(SaidRow row, RefiPath? path, string kind)
    {
        if (path is null) return;
        row["+FileName"] = Cut(OfferedFile.Shown(path.FileName), 200);
        if (!files.TryGetValue(path.Text, out var file)) return;
        (row["+Blob"], row["+FileBytes"]) = (file.Blob, file.Bytes);
        if (kind == "text" && file.Name.EndsWith(".docx", StringComparison.OrdinalIgnoreCase)) row["+Format"] = "Word document";
    }

    private void Words(RefiTextSource text, Guid source)
    {
        if (text.Text is null && text.Selections.Count > 0)
        {
            Rows.Wordless.Add(source);
            foreach (var selection in text.Selections) unplaced.UnionWith([selection.Guid.Value, .. selection.NoteRefs.Concat(selection.Codings.SelectMany(c => c.NoteRefs)).Select(n => n.Value)]);
            Lose(text.Name ?? text.Guid.Text, $"Its words are missing, so {Told.Count(text.Selections.Count, "selection")} of it cannot be placed. Their codings were left out.");
        }
        else Grouped(text.Selections, s => new(s.Start, s.End), source);
    }

    /// <summary>NVivo writes a selection for each coding: those on the same place that say nothing of their own are one.</summary>
    private void Grouped<T>(IReadOnlyList<T> all, Func<T, SelectionPlace> place, Guid source) where T : RefiSelection
    {
        var first = new Dictionary<SelectionPlace, Guid>();
        foreach (var selection in all)
        {
            var at = place(selection);
            Coded(selection, source, at, first.TryGetValue(at, out var same) && IsPlain(selection) ? same : first[at] = selection.Guid.Value);
        }
    }

    private bool IsPlain(RefiSelection selection) =>
        selection.Name is null && selection.Description is null && selection.Codings.Count > 0 && !referred.Contains(selection.Guid.Value);

    private void Coded(RefiSelection selection, Guid source, SelectionPlace place, Guid? merged = null)
    {
        Selections++;
        var own = merged ?? selection.Guid.Value;
        selections[selection.Guid.Value] = own;
        places[selection.Guid.Value] = (source, place, selection.Codings is [var only] ? only.Guid.Value : null);
        if (!IsPlain(selection) && !place.IsWhole) Keep(selection, source, place);
        Guid? on = selection.Codings.Count > 0 && own == MadeId.Of("selection", selection.Codings[0].Guid.Value) ? null : own;
        foreach (var coding in selection.Codings)
        {
            if (!codes.TryGetValue(coding.Code.Value, out var code))
            {
                Lose($"{Rows.Find(nameof(Throughline.Workbench.Sources.Source), source)?["Name"]}", $"A coding ({coding.Guid}) names a code that the file does not have. It was left out.");
                continue;
            }
            Codings++;
            var row = Rows.Of(nameof(CodedSegment), coding.Guid.Value);
            (row["SourceId"], row["CodeId"], row["CoderId"]) = (source, code, Coder(coding.CreatedBy ?? selection.Stamp.CreatedBy ?? selection.Stamp.ModifiedBy));
            Say(row, place);
            row["+SelectionId"] = own == coding.Guid.Value ? null : on;
            row["+At"] = At(coding.CreatedAt ?? selection.Stamp.CreatedAt);
            Note(coding.NoteRefs, Notes.NoteOn.Segment, coding.Guid.Value);
        }
        Note(selection.NoteRefs, OnSelection, selection.Guid.Value);
    }

    private static void Say(SaidRow row, SelectionPlace place)
    {
        (row["Start"], row["End"]) = (place.Start, place.End);
        if (place.Page is not null) row["Page"] = place.Page;
        if (place.IsRegion) (row["X1"], row["Y1"], row["X2"], row["Y2"]) = (place.X1, place.Y1, place.X2, place.Y2);
        if (place.IsTime) (row["FromMs"], row["ToMs"]) = (place.FromMs, place.ToMs);
    }

    private void Keep(RefiSelection selection, Guid source, SelectionPlace place)
    {
        var row = Rows.Of(nameof(Selection), selection.Guid.Value);
        (row["SourceId"], row["Name"], row["Description"]) = (source, Cut(selection.Name ?? "", 1000), selection.Description ?? "");
        Say(row, place);
        row["+CoderId"] = selection.Stamp.CreatedBy is { } by ? Coder(by) : null;
        row["+At"] = At(selection.Stamp.CreatedAt);
    }

    private void Picture(RefiPictureSource picture, Guid source)
    {
        if (picture.TextDescription is { } words) Words(Placed(picture, words), source);
        Grouped(picture.Selections, s => Region(null, (s.FirstX, s.FirstY, s.SecondX, s.SecondY)), source);
    }

    private static SelectionPlace Region(long? page, (long X1, long Y1, long X2, long Y2) at) => new(0, 0)
    {
        Page = page is { } number ? (int)Math.Clamp(number + 1, 1, int.MaxValue) : null,
        X1 = Pixel(Math.Min(at.X1, at.X2)), Y1 = Pixel(Math.Min(at.Y1, at.Y2)), X2 = Pixel(Math.Max(at.X1, at.X2)), Y2 = Pixel(Math.Max(at.Y1, at.Y2)),
    };

    private static int Pixel(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    /// <summary>A selection of a page and the one of its words may be one and the same, with one id.</summary>
    private void Pdf(RefiPdfSource pdf, Guid source)
    {
        var representation = pdf.Representation is { } all ? Placed(pdf, all) : null;
        var words = (representation?.Selections ?? []).DistinctBy(s => s.Guid.Value).ToDictionary(s => s.Guid.Value);
        foreach (var selection in pdf.Selections)
        {
            var place = Region(selection.Page, (selection.FirstX, selection.FirstY, selection.SecondX, selection.SecondY));
            if (words.Remove(selection.Guid.Value, out var same))
            {
                // Places in words that the file does not hold say nothing.
                if (pdf.Representation?.Text is not null) place = place with { Start = same.Start, End = same.End };
                Coded(selection with { Codings = [.. selection.Codings.Concat(same.Codings).DistinctBy(c => (c.Code, c.CreatedBy))] }, source, place);
            }
            else Coded(selection, source, place);
        }
        if (representation is { } text) Words(text with { Selections = [.. text.Selections.Where(s => words.ContainsKey(s.Guid.Value))] }, source);
    }

    private void Media(RefiMediaSource media, Guid source)
    {
        Grouped(media.Selections, s => new(0, 0) { FromMs = s.BeginMs, ToMs = s.EndMs }, source);
        foreach (var transcript in media.Transcripts) Transcript(transcript, media, source);
    }

    private void Transcript(RefiTranscript transcript, RefiMediaSource media, Guid source)
    {
        if (transcript.Text is null)
        {
            Rows.Wordless.Add(Match(nameof(Throughline.Workbench.Sources.Source), transcript.Guid.Value, null));
            unplaced.UnionWith(transcript.Selections.SelectMany(s => s.NoteRefs.Concat(s.Codings.SelectMany(c => c.NoteRefs)).Select(n => n.Value).Append(s.Guid.Value)));
            Lose(transcript.Name ?? media.Name ?? transcript.Guid.Text, "The words of this transcript are missing. It was left out.");
            return;
        }
        var id = sources[transcript.Guid.Value] = Match(nameof(Throughline.Workbench.Sources.Source), transcript.Guid.Value, Same(transcript.Guid.Value, transcript.Text));
        var row = Begin(id, (transcript.Name ?? media.Name, "transcript"), transcript.Stamp, transcript.Text);
        (row["MediaId"], row["Description"]) = (source, transcript.Description ?? "");
        Near(row, transcript.Guid.Value);
        Keep(row, transcript.RichTextPath, "transcript");
        Rows.Texts[id] = (transcript.Text, SyncedLayout.Of(transcript));
        var points = transcript.SyncPoints.DistinctBy(p => p.Guid.Value).ToDictionary(p => p.Guid.Value);
        var within = new List<RefiTextSelection>();
        var synced = transcript.Selections.DistinctBy(x => x.Guid.Value).ToDictionary(x => x.Guid.Value);
        foreach (var selection in transcript.Selections)
            if (selection.From is { } from && selection.To is { } to && points.TryGetValue(from.Value, out var a) && points.TryGetValue(to.Value, out var b)
                && a.Position is { } start && b.Position is { } end)
                within.Add(new(selection.Guid, Math.Min(start, end), Math.Max(start, end)) { Codings = selection.Codings });
            else Lose(transcript.Name ?? transcript.Guid.Text, $"A selection ({selection.Guid}) names no places in the words. It was left out.");
        foreach (var place in Placed(transcript.Guid.Value, transcript.Name ?? transcript.Guid.Text, within)) Coded(synced[place.Guid.Value], id, new(place.Start, place.End));
        Note(transcript.NoteRefs, Notes.NoteOn.Source, id);
    }
}
