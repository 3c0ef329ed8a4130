using System.IO.Compression;

namespace Throughline.Formats.RefiQda;

/// <summary>Brings the texts of a project in, chooses how positions count, and turns them into UTF-16 code units of the cleaned text.</summary>
internal sealed class RefiPlacing(RefiPackage? package, ReadLimits limits, RefiFindings findings)
{
    private readonly Dictionary<ZipArchiveEntry, Loaded> files = [];
    private readonly HashSet<string> missing = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RefiPath> missingPaths = [];
    private readonly MemoryStream bytes = new();
    private RefiPositionRule rule = new(RefiUnit.Utf16);

    private sealed class Loaded(string raw, bool hasMark, string text)
    {
        private PositionMap? map;

        public string Raw => raw;

        public bool HasMark => hasMark;

        public string Text => text;

        public PositionMap Map(RefiPositionRule rule) => map ??= new PositionMap(raw, hasMark, rule);
    }

    public IReadOnlyList<RefiPath> Missing => missingPaths;

    public (RefiProject Project, RefiPositions Positions) Place(RefiProject project)
    {
        var materials = new List<PositionChoice.Material>();
        foreach (var text in RefiTexts.All(project))
            if (Load(text.Text, text.PlainTextPath, text.RichTextPath, Called(text.Name, text.Guid)) is { } loaded && text.Selections.Count > 0)
                materials.Add(new(loaded.Raw, loaded.HasMark, loaded.Text, text.Selections));
        var positions = PositionChoice.Choose(project.Origin, materials);
        rule = positions.Rule;
        foreach (var source in project.Sources.OfType<RefiFileSource>())
            NoteMissing(source);
        return (RefiTexts.Map(project, Placed, Placed), positions);
    }

    private static string Called(string? name, RefiGuid guid) => name is null ? guid.Text : RefiFindings.Shown(name);

    private RefiTextSource Placed(RefiTextSource source)
    {
        var called = Called(source.Name, source.Guid);
        if (Load(source.Text, source.PlainTextPath, source.RichTextPath, called) is not { } loaded)
            return source with { Text = null };
        if (source.Selections.Count == 0)
            return source with { Text = loaded.Text };
        var map = loaded.Map(rule);
        return source with { Text = loaded.Text, Selections = [.. source.Selections.Select(s => Placed(s, map, loaded.Text, called))] };
    }

    private RefiTextSelection Placed(RefiTextSelection selection, PositionMap map, string text, string called)
    {
        var (start, end) = (map.Of(selection.Start, out var startInside), map.End(selection.End, out var endInside));
        if (!startInside || !endInside)
            findings.Tell("selections past the end of their text", called,
                $"A selection ({selection.Guid}) runs from {selection.Start} to {selection.End}, past the text. It was cut to what there is: {Refusal.Count(Math.Abs(end - start))} characters.");
        if (end < start)
        {
            (start, end) = (end, start);
            findings.Tell("selections that end before they start", called, $"A selection ({selection.Guid}) ends before it starts; the two were exchanged.");
        }
        if (IsInPair(text, start) || IsInPair(text, end))
        {
            findings.Tell("selections that cut a character in two", called, $"A selection ({selection.Guid}) cut a character in two; it now begins or ends before it.");
            (start, end) = (start - (IsInPair(text, start) ? 1 : 0), end - (IsInPair(text, end) ? 1 : 0));
        }
        return selection with { Start = start, End = end };
    }

    private RefiTranscript Placed(RefiTranscript transcript)
    {
        var called = Called(transcript.Name, transcript.Guid);
        if (Load(transcript.Text, transcript.PlainTextPath, transcript.RichTextPath, called) is not { } loaded)
            return transcript with { Text = null };
        if (transcript.SyncPoints.Count == 0)
            return transcript with { Text = loaded.Text };
        var map = loaded.Map(rule);
        return transcript with { Text = loaded.Text, SyncPoints = [.. transcript.SyncPoints.Select(p => Placed(p, map, loaded.Text, called))] };
    }

    private RefiSyncPoint Placed(RefiSyncPoint point, PositionMap map, string text, string called)
    {
        if (point.Position is not { } position)
            return point;
        var placed = map.Of(position, out var isInside);
        if (!isInside)
            findings.Tell("sync points past the end of their text", called, $"A sync point stands at {position}, past the text; it was moved to its end.");
        return point with { Position = placed - (IsInPair(text, placed) ? 1 : 0) };
    }

    private static bool IsInPair(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);

    private Loaded? Load(string? within, RefiPath? plain, RefiPath? rich, string called)
    {
        if (plain is not null && package?.Find(plain) is { } entry)
        {
            if (!files.TryGetValue(entry, out var loaded) && (loaded = ReadFile(entry, called)) is not null)
                files[entry] = loaded;
            if (loaded is not null)
                return loaded;
        }
        else if (plain is not null && within is null)
            TellMissing(plain, called);
        if (within is not null)
            return new Loaded(within, false, TextDecoding.Clean(within));
        return rich is not null && package?.Find(rich) is { } document ? ReadDocument(document, rich, called) : null;
    }

    private Loaded? ReadFile(ZipArchiveEntry entry, string called)
    {
        try
        {
            using var stream = package!.OpenText(entry);
            var (raw, clean, hasMark, warnings) = TextDecoding.Uncleaned(Bytes(stream), limits);
            if (raw.Length > limits.TextLength)
                throw Refusal.TextTooLong(limits);
            foreach (var warning in warnings)
                findings.Tell("texts that are not plain UTF-8", $"{called}, {warning.Place}", warning.Message);
            return new Loaded(raw, hasMark, clean);
        }
        catch (UnreadableFileException fault)
        {
            if (missing.Add(entry.FullName))
                findings.Tell("texts that could not be read", called, $"Its text ({entry.FullName}) could not be read: {fault.Message}");
            return null;
        }
    }

    /// <summary>The words of a styled text whose plain text is missing. Positions may be off, which is told.</summary>
    private Loaded? ReadDocument(ZipArchiveEntry entry, RefiPath path, string called)
    {
        if (files.TryGetValue(entry, out var known))
            return known;
        try
        {
            using var stream = package!.OpenText(entry);
            var document = DocumentReading.Read(path.FileName, Bytes(stream).ToArray(), limits with { FileBytes = 100L << 20 });
            findings.Tell("texts taken from their styled form", called,
                $"Its plain text is missing; its words were taken from {path.FileName}. Selections may be off: look at a few.");
            return files[entry] = new Loaded(document.Text, false, document.Text);
        }
        catch (UnreadableFileException)
        {
            return null;
        }
    }

    /// <summary>Of one text at a time, in the same memory.</summary>
    private ReadOnlySpan<byte> Bytes(Stream stream)
    {
        bytes.SetLength(0);
        stream.CopyTo(bytes);
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    private void NoteMissing(RefiFileSource source)
    {
        var called = Called(source.Name, source.Guid);
        if (source.Path is null)
            findings.Tell("sources without a file", called, "The project names no file for it; it was read without one.");
        else if (package?.Find(source.Path) is null)
            TellMissing(source.Path, called);
    }

    private void TellMissing(RefiPath path, string called)
    {
        if (!missing.Add(path.Text))
            return;
        missingPaths.Add(path);
        var name = RefiFindings.Shown(path.FileName);
        if (path.Kind is not RefiPathKind.Internal)
            findings.TellAllowed("sources that lie outside the project", called, $"Its file {name} lies outside the project. What is said of it was read; give the folder where it is to see it.");
        else if (package is null)
            findings.TellAllowed("sources whose file is missing", called, $"Its file {name} is not here, for this is the XML alone. What is said of it was read; give the file to see it.");
        else
            findings.Tell("sources whose file is missing", called, $"Its file {name} is not in the packed project. What is said of it was read; give the file to see it.");
    }
}
