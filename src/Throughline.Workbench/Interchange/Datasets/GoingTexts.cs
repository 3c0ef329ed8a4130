using Throughline.Methods.Anchors;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>The words of the sources as they go out, pseudonyms in, with a file name for each, and places in them as code points.</summary>
internal sealed class GoingTexts
{
    private readonly Dictionary<Guid, (string Text, Func<int, int> At, TextPositions Positions, Layout Layout)> texts = [];
    private readonly Dictionary<Guid, string> files = [];
    private readonly ILookup<(Guid, int), Speaker> speakers;

    public GoingTexts(StudyRows rows, Replacing replacing)
    {
        speakers = rows.Speakers.ToLookup(s => (s.SourceId, s.Number));
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in rows.Sources)
        {
            if (!rows.Words.TryGetValue(source.Id, out var words) || words.Text.Length == 0) continue;
            var (text, at) = replacing.Placed(words.Text);
            texts[source.Id] = (text, at, TextPositions.Of(text), words.Layout);
            files[source.Id] = Once(FileName(replacing.Of(source.Name)), taken);
        }
    }

    /// <summary>Every file with its words.</summary>
    public IEnumerable<(string File, string Text)> Files => files.Select(f => (f.Value, texts[f.Key].Text));

    public string? File(Guid source) => files.GetValueOrDefault(source);

    public int? Points(Guid source) => texts.TryGetValue(source, out var text) ? text.Positions.Points : null;

    /// <summary>A stretch in code points of the words as they go out, with the words; null where the source has none.</summary>
    public (int Start, int End, string Words)? Stretch(Guid source, int start, int end)
    {
        if (!texts.TryGetValue(source, out var text)) return null;
        var (from, to) = (Math.Clamp(text.At(start), 0, text.Text.Length), Math.Clamp(text.At(end), 0, text.Text.Length));
        return from > to ? null : (text.Positions.ToPoints(from), text.Positions.ToPoints(to), text.Text[from..to]);
    }

    /// <summary>The turns with who speaks, as they go out.</summary>
    public IEnumerable<(LayoutTurn Turn, Speaker? Speaker, string Words)> Turns(Guid source) => !texts.TryGetValue(source, out var text) ? []
        : text.Layout.Turns.Select(t => (t, speakers[(source, t.Speaker)].FirstOrDefault(), text.Text[text.At(t.Start)..Math.Max(text.At(t.Start), text.At(t.End))]));

    /// <summary>Who speaks at a place, and in which turn, from 1.</summary>
    public (int Turn, Speaker? Speaker)? At(Guid source, int start) => texts.TryGetValue(source, out var text) && text.Layout.TurnAt(start) is { } turn
        ? (turn + 1, speakers[(source, text.Layout.Turns[turn].Speaker)].FirstOrDefault()) : null;

    public string Text(Guid source) => texts[source].Text;

    public bool Has(Guid source) => texts.ContainsKey(source);

    /// <summary>A name that every file system takes.</summary>
    public static string FileName(string name)
    {
        var safe = string.Concat(name.Take(80).Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '-')).Trim(' ', '-');
        return safe.Length > 0 ? safe : "source";
    }

    private static string Once(string name, HashSet<string> taken)
    {
        var once = name;
        for (var n = 2; !taken.Add(once); n++) once = $"{name} {n}";
        return $"texts/{once}.txt";
    }
}
