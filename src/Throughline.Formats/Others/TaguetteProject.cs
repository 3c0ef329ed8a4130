using System.Globalization;
using Throughline.Formats.Databases;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>
/// One project out of the tables of Taguette. An exported file numbers its rows anew, so ids follow from what the rows say: a tag from its
/// path, a document from when it was added, a highlight from its place.
/// </summary>
internal sealed class TaguetteProject(SqliteFile file, ReadLimits limits, RefiFindings findings)
{
    private readonly Dictionary<long, (string Path, RefiGuid Guid)> tags = [];
    private readonly Dictionary<long, List<Highlight>> highlights = [];
    private readonly Dictionary<string, RefiUser> users = new(StringComparer.Ordinal);
    private TaguetteAuthors authors = null!;
    private string key = "";
    private int placed, startOnWord, onWords;

    private sealed record Highlight(long Id, int Start, int End, string? Snippet)
    {
        public List<long> Tags { get; } = [];
    }

    /// <summary>So many are told where one must be named.</summary>
    private const int MostChoices = 500;

    private sealed record Found(long Id, string Name, string? Description, DateTimeOffset? Created, string Written);

    public OtherProject Read(string? wanted)
    {
        var project = Choose(wanted);
        key = $"taguette\u001F{(project.Written.Length > 0 ? project.Written : project.Name)}";
        authors = TaguetteAuthors.Read(file, project.Id);
        var codes = Tags(project.Id);
        Highlights();
        var sources = Documents(project.Id);
        return new(
            new RefiProject
            {
                Name = project.Name, Origin = "Taguette", Description = project.Description, Stamp = new(null, project.Created),
                Users = [.. users.Values], Codes = codes, Sources = sources,
            },
            new RefiPositions(new(RefiUnit.Utf8), placed == 0 ? RefiRuleBasis.NothingToPlace : RefiRuleBasis.Origin, placed, startOnWord, onWords), findings.All());
    }

    private Found Choose(string? wanted)
    {
        var all = file.Rows("projects", "id", "name", "description", "created").Where(r => r.Number(0) is not null)
            .Select(r => new Found(r.Number(0)!.Value, r.Words(1) ?? "Project of Taguette", r.Words(2), r.Moment(3), r.Text(3) ?? "")).ToList();
        if (all.Count == 0) throw new UnreadableFileException("table projects", "There is no project in it.", "Look whether the right file was chosen.");
        var shared = all.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string Called(Found project) => shared.Contains(project.Name) ? $"{project.Name} ({project.Id.ToString(CultureInfo.InvariantCulture)})" : project.Name;
        var names = string.Join(", ", all.Take(20).Select(p => RefiFindings.Shown(Called(p))));
        var fit = wanted is null ? all : all.FindAll(p => new[] { p.Name, Called(p) }.Contains(wanted.Trim(), StringComparer.OrdinalIgnoreCase));
        return fit switch
        {
            [var only] => only,
            [] => throw new UnreadableFileException("table projects", $"There is no project {RefiFindings.Shown(wanted)} in it, but {names}.", "Name one of these."),
            _ => throw new UnreadableFileException("table projects", $"There are {all.Count} projects in it: {names}.", "Say which (--project NAME); or export the one from Taguette.")
            {
                Choices = [.. all.Take(MostChoices).Select(Called)],
            },
        };
    }

    private IReadOnlyList<RefiCode> Tags(long project)
    {
        var rows = new List<CodeTree.Row>();
        foreach (var row in file.Rows("tags", "id", "project_id", "path", "description", "parent_id"))
        {
            if (row.Number(1) != project || row.Number(0) is not { } id) continue;
            var path = row.Words(2) ?? $"tag {id}";
            var guid = OtherProject.Made(key, "tag", path);
            for (var n = 2; tags.Values.Any(t => t.Guid == guid); n++) guid = OtherProject.Made(key, "tag", path, n);
            if (tags.TryAdd(id, (path, guid))) rows.Add(new($"{id}", row.Number(4) is { } parent ? $"{parent}" : null, new RefiCode(guid, path) { Description = row.Words(3) }));
        }
        return CodeTree.Of(rows, findings);
    }

    private void Highlights()
    {
        var byId = new Dictionary<long, Highlight>();
        foreach (var row in file.Rows("highlights", "id", "document_id", "start_offset", "end_offset", "snippet"))
        {
            if (row.Number(0) is not { } id || row.Number(1) is not { } document) continue;
            var highlight = new Highlight(id, Whole(row.Number(2)), Whole(row.Number(3)), row.Text(4));
            if (byId.TryAdd(id, highlight)) (highlights.TryGetValue(document, out var list) ? list : highlights[document] = []).Add(highlight);
        }
        foreach (var row in file.Rows("highlight_tags", "highlight_id", "tag_id"))
            if (row.Number(0) is { } id && row.Number(1) is { } tag && byId.TryGetValue(id, out var highlight) && !highlight.Tags.Contains(tag)) highlight.Tags.Add(tag);
    }

    private static int Whole(long? number) => (int)Math.Clamp(number ?? 0, 0, int.MaxValue - 1);

    private List<RefiSource> Documents(long project)
    {
        var sources = new List<RefiSource>();
        var keys = new HashSet<RefiGuid>();
        foreach (var row in file.Rows("documents", "id", "project_id", "name", "description", "filename", "created", "contents"))
        {
            if (row.Number(1) != project || row.Number(0) is not { } id) continue;
            var name = row.Words(2) ?? row.Words(4) ?? $"Document {id}";
            var own = $"{row.Text(5)}\u001F{row.Text(4)}";
            var guid = OtherProject.Made(key, "document", own);
            for (var n = 2; !keys.Add(guid); n++) guid = OtherProject.Made(key, "document", own, n);
            var source = new RefiTextSource(guid) { Name = name, Description = row.Words(3), Stamp = new(null, row.Moment(5)) };
            if (Laid(row, name, highlights.GetValueOrDefault(id, [])) is { } laid)
                source = source with { Text = laid.Words, Selections = [.. highlights.GetValueOrDefault(id, []).Select(h => Selection(h, (guid, name), laid)).OfType<RefiTextSelection>().DistinctBy(s => s.Guid)] };
            sources.Add(source);
        }
        return sources;
    }

    private TaguetteText? Laid(SqliteRow row, string name, List<Highlight> on)
    {
        try
        {
            if (row.IsBytes(6)) throw Refusal.TextTooLong(limits);
            return TaguetteText.Of(row.Text(6) ?? "", on.SelectMany(h => new[] { h.Start, h.End }), limits);
        }
        catch (UnreadableFileException fault)
        {
            findings.Tell("documents that could not be read", RefiFindings.Shown(name), $"{fault.Message} Its words and its {Refusal.Count(on.Count)} highlights were left out.");
            return null;
        }
    }

    private RefiTextSelection? Selection(Highlight highlight, (RefiGuid Guid, string Name) document, TaguetteText laid)
    {
        var called = RefiFindings.Shown(document.Name);
        var (start, end) = laid.Between(Math.Min(highlight.Start, highlight.End), Math.Max(highlight.Start, highlight.End));
        if (highlight.End > laid.Bytes)
            findings.Tell("highlights past the end of their document", called, $"A highlight (bytes {highlight.Start} to {highlight.End}) runs past the text. It was cut to what there is.");
        if (end <= start)
        {
            findings.Tell("highlights without words", called, $"A highlight (bytes {highlight.Start} to {highlight.End}) holds no words. It was left out.");
            return null;
        }
        Check(highlight, called, laid.Words[start..end]);
        Count(laid.Words, start, end);
        var guid = OtherProject.Made(key, "highlight", document.Guid.Text, highlight.Start, highlight.End, string.Join(',', highlight.Tags.Select(t => tags.GetValueOrDefault(t).Path)));
        var author = authors.Of(highlight.Id);
        return new RefiTextSelection(guid, start, end)
        {
            Stamp = author is { } by ? new(User(by.Login), by.At) : RefiStamp.None,
            Codings = [.. highlight.Tags.Select(t => Coding(highlight, t, document, called)).OfType<RefiCoding>()],
        };
    }

    private RefiCoding? Coding(Highlight highlight, long tag, (RefiGuid Guid, string Name) document, string called)
    {
        if (!tags.TryGetValue(tag, out var known))
        {
            findings.Tell("tags that are not there", called, $"A highlight (bytes {highlight.Start} to {highlight.End}) has a tag that is not in the project. The tag was left out.");
            return null;
        }
        var author = authors.Of(highlight.Id, tag);
        var user = author is { } by ? User(by.Login) : authors.Only is { } only ? User(only) : (RefiGuid?)null;
        return new(OtherProject.Made(key, "coding", document.Guid.Text, highlight.Start, highlight.End, known.Path), known.Guid, user, author?.At);
    }

    private RefiGuid User(string login)
    {
        if (!users.TryGetValue(login, out var user)) user = users[login] = new(OtherProject.Made("taguette user", login), login);
        return user.Guid;
    }

    /// <summary>Taguette keeps with each highlight what it held; where the place holds something else, a person should look.</summary>
    private void Check(Highlight highlight, string called, string words)
    {
        if (string.IsNullOrWhiteSpace(highlight.Snippet)) return;
        var kept = TaguetteText.Of(highlight.Snippet, [], limits).Words;
        if (!Squeezed(kept).SequenceEqual(Squeezed(words)))
            findings.Tell("highlights whose words differ", called, $"A highlight was made on {RefiFindings.Shown(kept)}, and at its place stands {RefiFindings.Shown(words)}. It was kept at its place; look at it.");
    }

    private static IEnumerable<char> Squeezed(string text) => text.Where(c => !char.IsWhiteSpace(c));

    private void Count(string text, int start, int end)
    {
        placed++;
        startOnWord += PositionChoice.IsEdge(text, start) ? 1 : 0;
        onWords += PositionChoice.IsEdge(text, start) && PositionChoice.IsEdge(text, end) ? 1 : 0;
    }
}
