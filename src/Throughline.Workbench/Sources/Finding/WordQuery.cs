namespace Throughline.Workbench.Sources.Finding;

/// <summary>
/// What somebody wants to find: words that stand in one passage, in any order; several in quotation marks, or joined by a sign, one
/// after another. Of the last word the beginning is enough. Every sign that is no word is passed over: nothing of it is a command.
/// </summary>
public sealed class WordQuery
{
    private const string Quotes = "\"“”„«»", Apostrophes = "'’‘";

    private readonly List<Term> terms = [];

    /// <summary>Words that follow one another.</summary>
    /// <param name="IsBeginning">The last of them may go on.</param>
    /// <param name="IsWithin">Each may stand within another word.</param>
    public sealed record Term(IReadOnlyList<string> Words, bool IsBeginning, bool IsWithin);

    /// <summary>A place in a text and its words there, in UTF-16 code units, the ends exclusive.</summary>
    public sealed record Match(int Start, int End, IReadOnlyList<(int Start, int End)> Words);

    public IReadOnlyList<Term> Terms => terms;

    /// <summary>Those that an index of words can be asked for: a lone letter begins too many words to be of use there.</summary>
    public IEnumerable<Term> ForIndex => terms.Count == 1 ? terms : terms.Where(t => !(t.IsBeginning && t.Words is [{ Length: 1 }]));

    /// <summary>Whether an index of whole words and their beginnings knows all that is asked.</summary>
    public bool IsIndexed => !terms.Exists(t => t.IsWithin);

    public static WordQuery Of(string typed)
    {
        var query = new WordQuery();
        for (var at = 0; at < typed.Length;)
        {
            var (isPhrase, from) = (Quotes.Contains(typed[at]), Quotes.Contains(typed[at]) ? at + 1 : at);
            var to = from;
            while (to < typed.Length && !Quotes.Contains(typed[to]) && (isPhrase || !char.IsWhiteSpace(typed[to]))) to++;
            var isClosed = isPhrase && to < typed.Length;
            query.Add(typed.AsSpan(from, to - from), isLast: to == typed.Length && !isClosed);
            at = to < typed.Length && (isClosed || char.IsWhiteSpace(typed[to])) ? to + 1 : to;
        }
        return query;
    }

    private void Add(ReadOnlySpan<char> typed, bool isLast)
    {
        var words = FoldedWords.Of(typed);
        if (words.Count == 0) return;
        var last = words.Count - 1;
        var isBeginning = isLast && !words.IsSign(last) && !(last > 0 && Apostrophes.Contains(typed[words.Start(last) - 1]));
        terms.Add(new([.. Enumerable.Range(0, words.Count).Select(i => words[i].ToString())], isBeginning, HasPrefixes(typed)));
    }

    private static bool HasPrefixes(ReadOnlySpan<char> typed)
    {
        foreach (var c in typed)
            if (FoldedWords.IsOfScriptWithPrefixes(c)) return true;
        return false;
    }

    /// <summary>Where it is in a passage: each occurrence of one term; of several terms each shortest stretch that holds them all.</summary>
    public IEnumerable<Match> In(FoldedWords words, int from, int to)
    {
        if (terms.Count == 0) yield break;
        var last = new (int From, int To)[terms.Count];
        Array.Fill(last, (-1, -1));
        for (var i = from; i < to; i++)
        {
            var isNew = false;
            for (var t = 0; t < terms.Count; t++)
                if (i >= last[t].To && IsAt(terms[t], words, i, to)) (last[t], isNew) = ((i, i + terms[t].Words.Count), true);
            if (!isNew || last.Any(l => l.From < 0)) continue;
            yield return new(words.Start(last.Min(l => l.From)), words.End(last.Max(l => l.To) - 1), [.. last.Distinct().Order().Select(l => (words.Start(l.From), words.End(l.To - 1)))]);
            i = Math.Max(i, last.Max(l => l.To) - 1);
            Array.Fill(last, (-1, -1));
        }
    }

    private static bool IsAt(Term term, FoldedWords words, int at, int to)
    {
        if (at + term.Words.Count > to) return false;
        for (var i = 0; i < term.Words.Count; i++)
        {
            var wanted = term.Words[i];
            var there = words[at + i];
            var isThere = term.IsWithin ? there.IndexOf(wanted, StringComparison.Ordinal) >= 0
                : term.IsBeginning && i == term.Words.Count - 1 ? there.StartsWith(wanted, StringComparison.Ordinal) : there.SequenceEqual(wanted);
            if (!isThere) return false;
        }
        return true;
    }
}
