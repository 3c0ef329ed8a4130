using Throughline.Formats.RefiQda;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>Sources with their words, files, selections and codings.</summary>
internal sealed partial class ProjectOfRows
{
    private readonly HashSet<Guid> written = [], nested = [];
    private readonly Dictionary<Guid, (string Text, Layout Layout, Func<int, int> At)> words = [];
    private ILookup<Guid, CodedSegment> segments = Enumerable.Empty<CodedSegment>().ToLookup(_ => Guid.Empty);
    private ILookup<Guid, Selection> selections = Enumerable.Empty<Selection>().ToLookup(_ => Guid.Empty);
    private readonly HashSet<Guid> rowed = [.. rows.Selections.Select(s => s.Id)];
    private HashSet<Guid> referred = [];

    private List<RefiSource> Sources()
    {
        (segments, selections) = (rows.Segments.ToLookup(s => s.SourceId), rows.Selections.ToLookup(s => s.SourceId));
        referred = [.. rows.Links.SelectMany(l => new[] { l.OriginId, l.TargetId }).OfType<Guid>(), .. rows.Memberships.Where(m => m.On == Membership.Selection).Select(m => m.TargetId),
            .. rows.Graphs.SelectMany(g => GraphDrawing.Read(g).Vertices).Select(v => v.Represented).OfType<RefiGuid>().Select(g => g.Value)];
        var media = rows.Sources.Where(s => s.Kind is "audio" or "video").Select(s => s.Id).ToHashSet();
        foreach (var source in rows.Sources)
        {
            var (text, layout) = rows.Words.GetValueOrDefault(source.Id, ("", Layout.None));
            var (placed, at) = replacing.Placed(text);
            words[source.Id] = (placed, Replacing.Moved(layout, at), at);
            if (source.MediaId is { } recording && media.Contains(recording)) nested.Add(source.Id);
            told.Add((source, nested.Contains(source.Id) ? OwnRows.NestedSource : null));
        }
        return [.. rows.Sources.Where(s => !nested.Contains(s.Id)).Select(Source)];
    }

    private RefiSource Source(Source source)
    {
        var parts = new SelectedParts(source, words[source.Id].Text.Length > 0, this);
        RefiSource made = source.Kind switch
        {
            "picture" => new RefiPictureSource(G(source.Id)) { Path = FileOf(source), TextDescription = Words(source, parts), Selections = parts.Pictures },
            "pdf" => new RefiPdfSource(G(source.Id)) { Path = FileOf(source), Representation = Words(source, parts), Selections = parts.Pages },
            "audio" => new RefiAudioSource(G(source.Id)) { Path = FileOf(source), Selections = parts.Times, Transcripts = Transcripts(source) },
            "video" => new RefiVideoSource(G(source.Id)) { Path = FileOf(source), Selections = parts.Times, Transcripts = Transcripts(source) },
            _ => new RefiTextSource(G(source.Id)) { Text = words[source.Id].Text, RichTextPath = StyledOf(source), Selections = parts.Texts },
        };
        return made with
        {
            Name = replacing.Of(source.Name), Description = Said(source.Description), Stamp = StampOf(source), Codings = parts.Whole,
            NoteRefs = NotesOn(NoteOn.Source, source.Id), Values = profile == RefiProfile.Maxqda ? [] : Values(source),
        };
    }

    /// <summary>Who speaks, before the words of each turn, on a line of its own.</summary>
    public IReadOnlyList<SpeakersInWords.Label> LabelsOf(Guid source)
    {
        if (!words.TryGetValue(source, out var said)) return [];
        var names = (speakers ??= rows.Speakers.ToLookup(s => s.SourceId))[source].DistinctBy(s => s.Number).ToDictionary(s => s.Number, s => replacing.Of(s.Name.Trim()));
        return
        [
            .. from turn in said.Layout.Turns.DistinctBy(t => t.Start).OrderBy(t => t.Start)
               where names.GetValueOrDefault(turn.Speaker) is { Length: > 0 }
               select new SpeakersInWords.Label(turn.Start, $"{(turn.Start == 0 || said.Text[turn.Start - 1] == '\n' ? "" : "\n")}{names[turn.Speaker]}: "),
        ];
    }

    private ILookup<Guid, Speaker>? speakers;

    private string TextOf(Guid source) => rows.Words.GetValueOrDefault(source).Text ?? "";

    private RefiStamp StampOf(Source source) => new(rows.Coders.Find(c => c.Name == source.AddedBy) is { } coder ? G(coder.Id) : null, At(source.AddedAt));

    private RefiTextSource? Words(Source source, SelectedParts parts) => words[source.Id].Text.Length == 0 ? null
        : new(G(MadeId.Of("words", source.Id))) { Text = words[source.Id].Text, Selections = parts.Texts };

    private List<RefiTranscript> Transcripts(Source media) => [.. rows.Sources.Where(s => s.MediaId == media.Id && nested.Contains(s.Id)).Select(source =>
    {
        var parts = new SelectedParts(source, true, this);
        var (text, layout, _) = words[source.Id];
        return new RefiTranscript(G(source.Id))
        {
            Name = replacing.Of(source.Name), Description = Said(source.Description), Stamp = StampOf(source), Text = text, RichTextPath = StyledOf(source), NoteRefs = NotesOn(NoteOn.Source, source.Id),
            SyncPoints = SyncedLayout.Points(source.Id, layout, parts.Texts.SelectMany(s => new[] { s.Start, s.End })),
            Selections = [.. parts.Texts.Select(s => new RefiTranscriptSelection(s.Guid, G(SyncedLayout.Id(source.Id, s.Start)), G(SyncedLayout.Id(source.Id, s.End)))
            {
                Name = s.Name, Description = s.Description, Stamp = s.Stamp, Codings = s.Codings, NoteRefs = s.NoteRefs,
            })],
        };
    })];

    /// <summary>Of originals, the standard has a place for Word documents; with pseudonyms they stay here, for they tell the names.</summary>
    private RefiPath? StyledOf(Source source)
    {
        if (source.Blob.Length == 0) return null;
        if (wishes.Media && wishes.Pseudonyms.Count == 0 && Path.GetExtension(source.FileName).Equals(".docx", StringComparison.OrdinalIgnoreCase)) return Kept(source, ".docx");
        Outside.Originals.Add(source.Name);
        return null;
    }

    private RefiPath FileOf(Source source)
    {
        var ending = Path.GetExtension(source.FileName) is { Length: > 1 and < 12 } own && own.Skip(1).All(char.IsAsciiLetterOrDigit) ? own
            : source.Kind switch { "picture" => ".jpg", "pdf" => ".pdf", "audio" => ".mp3", _ => ".mp4" };
        if (source.Blob.Length > 0 && wishes.Media && rows.MayBeHeard(source)) return Kept(source, ending);
        if (source.Blob.Length > 0) Outside.Originals.Add(source.Name);
        return new RefiPath("relative:///" + (source.FileName.Length > 0 ? replacing.Of(source.FileName) : $"{source.Id:D}{ending}"));
    }

    private RefiPath Kept(Source source, string ending)
    {
        var name = $"{source.Id:D}{ending}";
        Files[name] = source.Blob;
        return RefiPath.Internal(name);
    }

    /// <summary>The selections of one source: one for each place that is plainly coded, and those that have something of their own.</summary>
    private sealed class SelectedParts
    {
        private readonly Source source;
        private readonly ProjectOfRows all;
        private readonly Func<int, int> moved;

        public List<RefiTextSelection> Texts { get; } = [];
        public List<RefiPictureSelection> Pictures { get; } = [];
        public List<RefiPdfSelection> Pages { get; } = [];
        public List<RefiTimeSelection> Times { get; } = [];
        public List<RefiCoding> Whole { get; } = [];

        public SelectedParts(Source source, bool hasWords, ProjectOfRows all)
        {
            (this.source, this.all, moved) = (source, all, all.words[source.Id].At);
            var text = all.TextOf(source.Id);
            var named = all.selections[source.Id].ToDictionary(s => s.Id);
            var plain = new OrderedDictionary<SelectionPlace, List<CodedSegment>>();
            var own = named.Keys.ToDictionary(id => id, _ => new List<CodedSegment>());
            foreach (var segment in all.segments[source.Id])
            {
                var place = SelectionPlace.Of(segment);
                if (segment.SelectionId is { } id && named.TryGetValue(id, out var row) && row.Place == place) own[id].Add(segment);
                else if (plain.TryGetValue(place, out var there)) there.Add(segment);
                else plain[place] = [segment];
            }
            foreach (var (place, _) in all.noted[source.Id])
                if (!plain.ContainsKey(place)) plain[place] = [];
            foreach (var (place, coded) in plain)
                if (Fits(place, text, hasWords)) Add(place, coded);
                else all.Uncarried(source, coded);
            foreach (var (id, coded) in own)
                if (Fits(named[id].Place, text, hasWords) && !named[id].Place.IsWhole) Add(named[id], coded);
                else
                {
                    all.told.Add((named[id], null));
                    // One of the whole source that says nothing is the source.
                    all.Uncarried(source, coded, selections: named[id] is { Name: "", Description: "", Place.IsWhole: true } ? 0 : 1);
                }
        }

        private void Add(SelectionPlace place, List<CodedSegment> coded)
        {
            var noted = all.noted[source.Id].Where(n => n.Place == place).Select(n => G(n.Note)).ToList();
            Guid? kept = coded.Select(s => s.SelectionId).FirstOrDefault(id => id is { } known && known != source.Id && !all.rowed.Contains(known) && !all.written.Contains(known));
            var id = place.IsWhole ? source.Id : kept ?? MadeId.Of("selection", coded.Count > 0 ? coded[0].Id : noted[0].Value);
            var codings = Codings(coded, place.IsWhole || kept is not null ? id : null);
            if (place.IsWhole)
            {
                Whole.AddRange(codings);
                return;
            }
            if (coded.Count == 0) all.derived.Add((nameof(Selection), id));
            var stamp = coded.Count == 0 ? RefiStamp.None : new RefiStamp(G(coded[0].CoderId), At(coded.Min(s => s.At)));
            Place(place, id, s => s with { Stamp = stamp, Codings = codings, NoteRefs = noted });
        }

        private void Add(Selection row, List<CodedSegment> coded)
        {
            var isPlain = row.Name.Length + row.Description.Length == 0 && coded.Count > 0 && !all.referred.Contains(row.Id);
            if (isPlain) all.told.Add((row, null));
            var codings = Codings(coded, isPlain ? Guid.Empty : row.Id);
            Place(row.Place, row.Id, s => s with
            {
                Name = all.Said(row.Name), Description = all.Said(row.Description), Stamp = new(row.CoderId is { } coder ? G(coder) : null, At(row.At)), Codings = codings,
            });
        }

        /// <param name="coded">The segments.</param>
        /// <param name="read">The selection that reading makes them stand on; where it is another here, the note tells.</param>
        private List<RefiCoding> Codings(List<CodedSegment> coded, Guid? read)
        {
            foreach (var segment in coded.Where(s => s.SelectionId != read)) all.told.Add((segment, ["SelectionId"]));
            return [.. coded.Select(s => new RefiCoding(G(s.Id), G(s.CodeId), G(s.CoderId), At(s.At)) { NoteRefs = all.NotesOn(NoteOn.Segment, s.Id) })];
        }

        private void Place(SelectionPlace place, Guid id, Func<RefiSelection, RefiSelection> filled)
        {
            all.written.Add(id);
            if (place.IsTime) Times.Add((RefiTimeSelection)filled(new RefiTimeSelection(G(id), place.FromMs!.Value, place.ToMs!.Value)));
            else if (place is { IsRegion: true, Page: { } page })
            {
                Pages.Add((RefiPdfSelection)filled(new RefiPdfSelection(G(id), page - 1, place.X1!.Value, place.Y1!.Value, place.X2!.Value, place.Y2!.Value)));
                if (place.End > place.Start) Texts.Add(new(G(id), moved(place.Start), moved(place.End)));
            }
            else if (place.IsRegion) Pictures.Add((RefiPictureSelection)filled(new RefiPictureSelection(G(id), place.X1!.Value, place.Y1!.Value, place.X2!.Value, place.Y2!.Value)));
            else Texts.Add((RefiTextSelection)filled(new RefiTextSelection(G(id), moved(place.Start), moved(place.End))));
        }

        /// <summary>Whether the standard has such a selection in such a source.</summary>
        private bool Fits(SelectionPlace place, string text, bool hasWords)
        {
            var isNested = all.nested.Contains(source.Id);
            if (place.IsWhole) return !isNested;
            var inWords = place.Start >= 0 && place.End >= place.Start && place.End <= text.Length && !Cuts(text, place.Start) && !Cuts(text, place.End);
            if (place.IsTime) return source.Kind is "audio" or "video" && !place.IsRegion && place.ToMs >= place.FromMs && place.FromMs >= 0 && (place.Start, place.End) == (0, 0);
            if (place.IsRegion)
                return (source.Kind == "pdf" && place.Page > 0 && inWords && (hasWords || place.End == 0) || source.Kind == "picture" && place.Page is null && (place.Start, place.End) == (0, 0))
                    && place.X1 <= place.X2 && place.Y1 <= place.Y2 && place is { X2: not null, Y1: not null };
            return place.Page is null && inWords && hasWords && place.End > 0 && source.Kind is not ("audio" or "video");
        }

        private static bool Cuts(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
    }

    private void Uncarried(Source source, List<CodedSegment> coded, int selections = 0)
    {
        if (coded.Count + selections == 0) return;
        Outside.Selections[source.Name] = Outside.Selections.GetValueOrDefault(source.Name) + coded.Count + selections;
        foreach (var segment in coded) told.Add((segment, OwnRows.Whole));
    }
}
