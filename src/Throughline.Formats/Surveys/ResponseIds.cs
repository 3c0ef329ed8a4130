using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>Finds the column that names a response, and tells where a name occurs twice.</summary>
internal static partial class ResponseIds
{
    private const int MostTried = 5;

    /// <summary>Of so many rows, one may repeat a name, where the column is called like one: somebody answered twice.</summary>
    private const int RowsPerRepeat = 10;

    public static int? Find(SurveyDraft draft, string placeWord)
    {
        var named = draft.Columns.Where(c => c.Kind == SurveyKind.Id && draft.Of(c).Filled > 0).ToList();
        var guessed = draft.Columns.Where(c => c.Kind is SurveyKind.Number or SurveyKind.ScaleItem or SurveyKind.ShortText && Words().IsMatch(c.Name));
        var tried = named.Concat(guessed).Take(MostTried).ToList();
        var found = tried.Find(c => draft.Of(c).Filled == draft.Rows.Count && Repeated(c, draft).Count == 0)
            ?? named.Find(c => draft.Of(c).Filled * 2 >= draft.Rows.Count)
            ?? guessed.Take(MostTried).FirstOrDefault(c => draft.Of(c).Filled == draft.Rows.Count && Repeated(c, draft).Count * RowsPerRepeat <= draft.Rows.Count);
        if (found is null)
            return draft.Rows.Count == 0 && named.Count > 0 ? named[0].Index : null;
        if (found.Kind != SurveyKind.Id)
        {
            found.Change(SurveyKind.Id, $"It is called \u201C{found.Name}\u201D, and {(Repeated(found, draft).Count == 0 ? "no" : "hardly any")} two rows hold the same.");
            found.Categories = [];
        }
        Tell(found, draft, placeWord);
        return found.Index;
    }

    private static void Tell(ColumnDraft column, SurveyDraft draft, string placeWord)
    {
        var repeated = Repeated(column, draft);
        if (repeated.Count == 0)
            return;
        var isRepeatedForm = draft.Columns.Any(c => c.Name is "redcap_event_name" or "redcap_repeat_instance");
        foreach (var (line, id, first) in repeated)
            draft.Warnings.Repeat(
                $"rows repeat a name of \u201C{column.Name}\u201D", $"{placeWord} {line}",
                isRepeatedForm
                    ? $"\u201C{Cut(id)}\u201D stands also in {placeWord} {first}: the record has several events or repeated forms."
                    : $"\u201C{Cut(id)}\u201D stands also in {placeWord} {first}. Look whether someone answered twice.");
    }

    private static List<(int Line, string Id, int First)> Repeated(ColumnDraft column, SurveyDraft draft)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var repeated = new List<(int, string, int)>();
        foreach (var row in draft.Rows)
            if (row[column.Index].Trim() is { Length: > 0 } id && !seen.TryAdd(id, row.Line))
                repeated.Add((row.Line, id, seen[id]));
        return repeated;
    }

    private static string Cut(string id) => id.Length <= 40 ? id : id[..39] + "\u2026";

    [GeneratedRegex(@"^(id|key|(study|case|respondent|participant|person|subject|record|response|survey)[ _.-]?(id|no|nr|number|code|key)?|.{1,30}[ _.-]id|[A-Za-z]{1,20}ID|(unique|serial).{0,20}(id|number))\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
