using Throughline.Formats.Databases;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>The sources of QualCoder, and what stands on them.</summary>
internal sealed class QualCoderSources(SqliteFile file, RefiFindings findings, QualCoderTally tally, QualCoderProject project)
{
    private readonly Dictionary<long, One> all = [];
    private readonly List<(long Case, RefiGuid Guid)> wholes = [], parts = [];
    private int marked;

    /// <summary>A source on its way: its words as they stand, and the selections on it.</summary>
    private sealed record One(long Id, string Name, string? Media, string? Memo, RefiStamp Stamp, long? TranscriptId)
    {
        public QualCoderPlaces? Places { get; init; }
        public List<RefiTextSelection> Texts { get; } = [];
        public List<RefiPictureSelection> Regions { get; } = [];
        public List<RefiPdfSelection> Pages { get; } = [];
        public List<RefiTimeSelection> Times { get; } = [];
        public string Kind => (Media?.TrimStart('/').Split('/', ':')[0], Media?.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)) switch
        {
            ("images", _) => "picture", ("audio", _) => "audio", ("video", _) => "video", (_, true) => "pdf", _ => "text",
        };
    }

    public void Read()
    {
        foreach (var row in file.Rows("source", "id", "name", "fulltext", "mediapath", "memo", "owner", "date", "av_text_id"))
        {
            if (row.Number(0) is not { } id) continue;
            var name = row.Words(1) ?? $"Source {id}";
            if (row.IsBytes(2)) findings.Tell("texts that are too long", RefiFindings.Shown(name), "Its words are longer than is read. It comes in without them.");
            var one = new One(id, name, row.Words(3), row.Words(4), new(project.Owner(row.Words(5)), row.Moment(6)), row.Number(7))
            {
                Places = row.Text(2) is { Length: > 0 } words ? new(words, name, findings, tally) : null,
            };
            all.TryAdd(id, one);
        }
        Texts();
        Regions();
        Times();
        Annotations();
        CaseTexts();
        if (marked > 0) findings.Tell("marks", "codings", $"{Refusal.Count(marked)} marked important; the mark has no place in a study, the codings came in.");
    }

    /// <summary>The sources, a transcript within its recording.</summary>
    /// <param name="values">The values of a source by its number.</param>
    public IEnumerable<RefiSource> All(Func<long, IReadOnlyList<RefiValue>> values)
    {
        var transcripts = all.Values.Where(s => s.Kind is "audio" or "video" && s.TranscriptId is { } id && id != s.Id && all.TryGetValue(id, out var text) && text.Kind == "text")
            .GroupBy(s => s.TranscriptId!.Value).ToDictionary(g => g.First().Id, g => g.Key);
        var within = transcripts.Values.ToHashSet();
        foreach (var one in all.Values)
        {
            if (within.Contains(one.Id))
            {
                if (values(one.Id).Count > 0) findings.Tell("values of transcripts", RefiFindings.Shown(one.Name), "It is the transcript of a recording; its attributes were left out.");
                continue;
            }
            yield return Source(one, transcripts.TryGetValue(one.Id, out var transcript) ? all[transcript] : null) with
            {
                Name = one.Name, Description = one.Memo, Stamp = one.Stamp, Values = values(one.Id),
            };
        }
    }

    /// <summary>What belongs to the cases: whole sources, and parts of them.</summary>
    public (ILookup<long, RefiGuid> Wholes, ILookup<long, RefiGuid> Parts) Belonging() => (wholes.ToLookup(w => w.Case, w => w.Guid), parts.ToLookup(p => p.Case, p => p.Guid));

    private RefiGuid Guid(One one) => project.Id("source", one.Id);

    private RefiSource Source(One one, One? transcript)
    {
        var path = QualCoderFiles.PathOf(one.Media);
        var text = new RefiTextSource(Guid(one)) { Text = one.Places?.Text ?? (one.Kind == "text" ? "" : null), Selections = one.Texts };
        return one.Kind switch
        {
            "picture" => new RefiPictureSource(Guid(one)) { Path = path, Selections = one.Regions },
            "pdf" => new RefiPdfSource(Guid(one)) { Path = path, Selections = one.Pages, Representation = one.Places is null ? null : text with { Guid = OtherProject.Made("words", Guid(one).Text) } },
            "audio" => new RefiAudioSource(Guid(one)) { Path = path, Selections = one.Times, Transcripts = Transcripts(transcript) },
            "video" => new RefiVideoSource(Guid(one)) { Path = path, Selections = one.Times, Transcripts = Transcripts(transcript) },
            _ => text with { RichTextPath = path },
        };
    }

    private IReadOnlyList<RefiTranscript> Transcripts(One? one) => one is null ? [] : [QualCoderTranscript.Of(Guid(one), one.Places?.Text ?? "", one.Texts) with { Name = one.Name, Description = one.Memo, Stamp = one.Stamp }];

    private void Texts()
    {
        foreach (var row in file.Rows("code_text", "ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"))
        {
            if (On(row, 0, 2, "code_text") is not ({ } id, { } one)) continue;
            if (one.Places is not { } places)
            {
                findings.Tell("codings of words that are not there", RefiFindings.Shown(one.Name), "Words of it are coded, and it holds none. The coding was left out.");
                continue;
            }
            if (Coding("code_text", id, (row.Number(1), one.Name), Stamp(row, 6), row.Words(8)) is not { } coding) continue;
            Mark(row.Number(9));
            var (start, end) = places.Of(row.Number(4) ?? 0, row.Number(5) ?? 0, row.Text(3));
            one.Texts.Add(new(OtherProject.Made("selection", coding.Guid.Text), start, end) { Codings = [coding], Stamp = Stamp(row, 6) });
        }
    }

    private void Regions()
    {
        foreach (var row in file.Rows("code_image", "imid", "cid", "id", "x1", "y1", "width", "height", "owner", "date", "memo", "important", "pdf_page"))
        {
            if (On(row, 0, 2, "code_image") is not ({ } id, { } one)) continue;
            if (Coding("code_image", id, (row.Number(1), one.Name), Stamp(row, 7), row.Words(9)) is not { } coding) continue;
            Mark(row.Number(10));
            var (x, y) = (row.Number(3) ?? 0, row.Number(4) ?? 0);
            var (right, bottom) = (x + (row.Number(5) ?? 0), y + (row.Number(6) ?? 0));
            var guid = OtherProject.Made("selection", coding.Guid.Text);
            if (one.Kind == "picture") one.Regions.Add(new(guid, x, y, right, bottom) { Codings = [coding], Stamp = Stamp(row, 7) });
            else if (one.Kind == "pdf")
            {
                findings.Tell("regions of pages", RefiFindings.Shown(one.Name), $"A region of page {(row.Number(11) ?? 0) + 1} is coded. QualCoder measures it on its own drawing of the page, so the page was coded; the measures are in its description.");
                one.Pages.Add(new(guid, row.Number(11) ?? 0, 0, 0, 0, 0) { Codings = [coding], Stamp = Stamp(row, 7), Description = $"Region in QualCoder: from {x}, {y} to {right}, {bottom}." });
            }
            else findings.Tell("regions of what is no picture", RefiFindings.Shown(one.Name), "A region of it is coded, and it is no picture. The coding was left out.");
        }
    }

    private void Times()
    {
        foreach (var row in file.Rows("code_av", "avid", "cid", "id", "pos0", "pos1", "owner", "date", "memo", "important"))
        {
            if (On(row, 0, 2, "code_av") is not ({ } id, { } one)) continue;
            if (Coding("code_av", id, (row.Number(1), one.Name), Stamp(row, 5), row.Words(7)) is not { } coding) continue;
            Mark(row.Number(8));
            var (from, to) = (Math.Max(0, row.Number(3) ?? 0), Math.Max(0, row.Number(4) ?? 0));
            if (one.Kind is "audio" or "video")
                one.Times.Add(new(OtherProject.Made("selection", coding.Guid.Text), Math.Min(from, to), Math.Max(from, to)) { Codings = [coding], Stamp = Stamp(row, 5) });
            else findings.Tell("times of what is no recording", RefiFindings.Shown(one.Name), "A stretch of time of it is coded, and it is no recording. The coding was left out.");
        }
    }

    private void Annotations()
    {
        foreach (var row in file.Rows("annotation", "anid", "fid", "pos0", "pos1", "owner", "date", "memo"))
        {
            if (On(row, 0, 1, "annotation") is not ({ } id, { } one) || row.Words(6) is not { } memo) continue;
            var note = project.Note("annotation", id, memo, Stamp(row, 4));
            var (start, end) = one.Places?.Of(row.Number(2) ?? 0, row.Number(3) ?? 0) ?? (0, 0);
            one.Texts.Add(new(project.Id("annotation", id), start, end) { NoteRefs = note, Stamp = Stamp(row, 4) });
        }
    }

    private void CaseTexts()
    {
        foreach (var row in file.Rows("case_text", "id", "caseid", "fid", "pos0", "pos1", "owner", "date"))
        {
            if (On(row, 0, 2, "case_text") is not ({ } id, { } one) || row.Number(1) is not { } owner) continue;
            if (one.Places is not { } places || places.IsWhole(row.Number(3), row.Number(4)))
            {
                wholes.Add((owner, Guid(one)));
                continue;
            }
            var (start, end) = places.Of(row.Number(3)!.Value, row.Number(4)!.Value);
            one.Texts.Add(new(project.Id("case_text", id), start, end) { Stamp = Stamp(row, 5) });
            parts.Add((owner, project.Id("case_text", id)));
        }
    }

    private (long? Id, One? One) On(SqliteRow row, int id, int source, string table)
    {
        if (row.Number(id) is not { } number) return (null, null);
        if (row.Number(source) is { } on && all.TryGetValue(on, out var one)) return (number, one);
        findings.Tell("rows on sources that are not there", $"table {table}", $"Row {number} is on a source ({row.Text(source)}) that is not there. It was left out.");
        return (null, null);
    }

    private RefiCoding? Coding(string table, long id, (long? Number, string Source) code, RefiStamp stamp, string? memo)
    {
        if (project.Code(code.Number) is { } known)
            return new(project.Id(table, id), known, stamp.CreatedBy, stamp.CreatedAt) { NoteRefs = project.Note(table, id, memo, stamp) };
        findings.Tell("codings of codes that are not there", RefiFindings.Shown(code.Source), $"A coding ({table} {id}) names a code ({code.Number}) that is not there. It was left out.");
        return null;
    }

    private RefiStamp Stamp(SqliteRow row, int owner) => new(project.Owner(row.Words(owner)), row.Moment(owner + 1));

    private void Mark(long? important) => marked += important == 1 ? 1 : 0;
}
