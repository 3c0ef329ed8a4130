using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// Takes what one respondent said out of everything that is kept, the history included. It writes past the record of changes on
/// purpose: what a Change remembers is what must go.
/// </summary>
internal sealed partial class Erasure(StudyScope scope, Respondent respondent)
{
    /// <summary>What stands in the place of erased words where an older text is kept: as long as they were, so that positions hold.</summary>
    private const char Erased = '▒';

    /// <summary>Shorter quotations, such as the name of a code, tell nothing of what somebody said.</summary>
    private const int FewestLetters = 12;

    private readonly HashSet<Guid> segments = [], notes = [], selections = [];
    private readonly List<string> said = [];

    public int Answers { get; private set; }
    public int Segments => segments.Count;
    public int Notes => notes.Count;

    /// <summary>By this a later export of the same survey is known to hold one who withdrew; who it was cannot be told from it.</summary>
    public static string KeyOf(string importKey) => "withdrawn " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(importKey)));

    public async Task ApplyAsync()
    {
        foreach (var speaker in await scope.Speakers.Where(s => s.RespondentId == respondent.Id).ToListAsync(scope.Cancel)) await TakeOutAsync(speaker);
        await ForgetWordsAsync();
        await ForgetSelectionsAsync();
        await ForgetReportsAsync();
        var (key, none) = (respondent.ImportKey.Length > 0 ? KeyOf(respondent.ImportKey) : "", "{}");
        await scope.Respondents.Where(r => r.Id == respondent.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Values, none).SetProperty(x => x.ImportKey, key), scope.Cancel);
        await scope.AnswerSheets.Where(a => a.RespondentId == respondent.Id).ExecuteDeleteAsync(scope.Cancel);
        await CleanHistoryAsync();
    }

    private async Task TakeOutAsync(Speaker speaker)
    {
        if (await scope.Sources.FirstOrDefaultAsync(s => s.Id == speaker.SourceId, scope.Cancel) is not { } source || source.Kind != AnswerSources.Kind) return;
        var old = await scope.ContentAsync(source);
        var own = old.Layout.Turns.Where(t => t.Speaker == speaker.Number).ToList();
        Answers += own.Count;
        foreach (var version in await scope.Texts.AsNoTracking().Where(t => t.SourceId == source.Id).ToListAsync(scope.Cancel))
            said.AddRange(Layout.Read(version.Layout).Turns.Where(t => t.Speaker == speaker.Number).Select(t => version.Text[t.Start..t.End]));
        bool Lies(int? start, int? end) => own.Exists(t => start >= t.Start && end <= t.End);
        foreach (var segment in await scope.Segments.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel))
            if (Lies(segment.Start, segment.End)) segments.Add(segment.Id);
        foreach (var selection in await scope.Selections.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel))
            if (Lies(selection.Start, selection.End)) selections.Add(selection.Id);
        foreach (var note in await scope.Notes.Where(n => n.On == NoteOn.Words && n.TargetId == source.Id).Select(n => new { n.Id, n.Start, n.End }).ToListAsync(scope.Cancel))
            if (Lies(note.Start, note.End)) notes.Add(note.Id);
        var words = old.Layout.Turns.Where(t => t.Speaker != speaker.Number).ToDictionary(t => t.Speaker, t => old.Words(t.Start, t.End));
        if (own.Count > 0) await new AnswerSources(scope).KeepAsync(source, old, AnswerText.Of(old, words));
        await MaskAsync(source.Id, speaker.Number);
        scope.Remove(speaker);
    }

    /// <summary>Older versions of the text stay, so that what was coded on them keeps its positions; the words in them do not.</summary>
    private async Task MaskAsync(Guid source, int speaker)
    {
        foreach (var version in await scope.Texts.AsNoTracking().Where(t => t.SourceId == source).ToListAsync(scope.Cancel))
        {
            var text = version.Text.ToCharArray();
            foreach (var turn in Layout.Read(version.Layout).Turns.Where(t => t.Speaker == speaker)) text.AsSpan(turn.Start, turn.End - turn.Start).Fill(Erased);
            var masked = new string(text);
            if (masked != version.Text)
                await scope.Texts.Where(t => t.SourceId == source && t.Version == version.Version).ExecuteUpdateAsync(t => t.SetProperty(x => x.Text, masked), scope.Cancel);
        }
        scope.ForgetTexts(source);
    }

    /// <summary>Segments in the words go, and so do the notes on either and their places under themes.</summary>
    private async Task ForgetWordsAsync()
    {
        Guid[] gone = [.. segments];
        foreach (var note in await scope.Notes.Where(n => n.TargetId != null && gone.Contains(n.TargetId.Value)).Select(n => n.Id).ToListAsync(scope.Cancel)) notes.Add(note);
        Guid[] said = [.. notes];
        await scope.ThemeSegments.Where(t => gone.Contains(t.SegmentId)).ExecuteUpdateAsync(t => t.SetProperty(x => x.Words, ""), scope.Cancel);
        await scope.Notes.Where(n => said.Contains(n.Id)).ExecuteUpdateAsync(n => n.SetProperty(x => x.Text, "").SetProperty(x => x.Title, ""), scope.Cancel);
        Guid[] all = [.. gone, .. said];
        foreach (var link in await scope.NoteLinks.Where(l => all.Contains(l.TargetId) || said.Contains(l.NoteId)).ToListAsync(scope.Cancel)) scope.Remove(link);
        foreach (var placed in await scope.ThemeSegments.AsNoTracking().Where(t => gone.Contains(t.SegmentId)).ToListAsync(scope.Cancel)) scope.Remove(placed);
        foreach (var note in await scope.Notes.AsNoTracking().Where(n => said.Contains(n.Id)).ToListAsync(scope.Cancel)) Drop(note);
        foreach (var segment in await scope.Segments.Where(s => gone.Contains(s.Id)).ToListAsync(scope.Cancel)) scope.Remove(segment);
    }

    /// <summary>Selections of other programs in the words, and what holds these, their segments or their notes in a set or a link.</summary>
    private async Task ForgetSelectionsAsync()
    {
        Guid[] own = [.. selections], all = [.. segments, .. notes, .. selections];
        var none = "";
        await scope.Selections.Where(s => own.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, none).SetProperty(x => x.Description, none), scope.Cancel);
        foreach (var member in await scope.Memberships.Where(m => all.Contains(m.TargetId)).ToListAsync(scope.Cancel)) scope.Remove(member);
        foreach (var link in await scope.Links.Where(l => l.OriginId != null && all.Contains(l.OriginId.Value) || l.TargetId != null && all.Contains(l.TargetId.Value)).ToListAsync(scope.Cancel)) scope.Remove(link);
        foreach (var selection in await scope.Selections.AsNoTracking().Where(s => own.Contains(s.Id)).ToListAsync(scope.Cancel))
        {
            if (scope.Rows.Selections.Local.FirstOrDefault(s => s.Id == selection.Id) is { } held) scope.Rows.Entry(held).State = EntityState.Detached;
            scope.Remove(selection);
        }
    }

    /// <summary>Reports of exchanges with other programs quote words of what they could not take.</summary>
    private async Task ForgetReportsAsync()
    {
        if (said.Count == 0) return;
        foreach (var exchange in await scope.Exchanges.AsNoTracking().ToListAsync(scope.Cancel))
        {
            var report = Unsaid(exchange.Report);
            if (!report.Contains("erased words", StringComparison.Ordinal)) continue;
            await scope.Exchanges.Where(e => e.Id == exchange.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Report, report), scope.Cancel);
            await CleanAsync(exchange.Id, CleanReport);
        }
    }

    private bool CleanReport(JsonObject edit)
    {
        var any = false;
        foreach (var side in new[] { "before", "after" })
            if ((string)edit["kind"]! == nameof(Exchange) && edit[side] is JsonObject row && row["report"] is JsonValue value && (string)value! is var was && Unsaid(was) is var report && report.Contains("erased words", StringComparison.Ordinal))
                (row["report"], any) = (report, true);
        return any;
    }

    /// <summary>Where a field of the report is their words, or quotes them, these give way; shortened quotations end in an ellipsis.</summary>
    private string Unsaid(string report)
    {
        bool IsSaid(string words) => words.TrimEnd('…', ' ') is { Length: >= FewestLetters } told && said.Exists(s => s.Contains(told, StringComparison.Ordinal));
        string Without(string field) => IsSaid(field) ? "erased words" : said.Where(s => s.Length >= FewestLetters).Aggregate(
            Quoted().Replace(field, m => IsSaid(m.Groups[1].Value) ? $"{m.Value[0]}erased words{m.Value[^1]}" : m.Value), (all, s) => all.Replace(s, "erased words", StringComparison.Ordinal));
        JsonNode? Clear(JsonNode? node) => node switch
        {
            JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Clear(f.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Clear)]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Without(text)),
            _ => node?.DeepClone(),
        };
        return Clear(JsonNode.Parse(report))?.ToJsonString(Plainly) ?? report;
    }

    [GeneratedRegex("[“‘]([^“”‘]+?)[”’](?![a-z])")]
    private static partial Regex Quoted();

    private void Drop(Note note)
    {
        if (scope.Rows.Notes.Local.FirstOrDefault(n => n.Id == note.Id) is { } held) scope.Rows.Entry(held).State = EntityState.Detached;
        scope.Remove(note);
    }

    private async Task CleanHistoryAsync()
    {
        await CleanAsync(respondent.Id, Clean);
        foreach (var id in segments.Concat(notes).Concat(selections)) await CleanAsync(id, Clean);
    }

    private async Task CleanAsync(Guid about, Func<JsonObject, bool> clean)
    {
        var named = about.ToString();
        var numbers = await scope.Changes.Where(c => c.Edits.Contains(named)).Select(c => c.Number).ToListAsync(scope.Cancel);
        foreach (var number in numbers)
        {
            var change = await scope.Changes.AsNoTracking().Where(c => c.Number == number).Select(c => new { c.Edits, c.Summary }).SingleAsync(scope.Cancel);
            var edits = JsonNode.Parse(change.Edits)!.AsArray();
            if (!edits.OfType<JsonObject>().Aggregate(false, (any, edit) => clean(edit) || any)) continue;
            var (json, summary) = (edits.ToJsonString(Plainly), segments.Contains(about) || notes.Contains(about) ? Unquoted(change.Summary) : change.Summary);
            await scope.Changes.Where(c => c.Number == number).ExecuteUpdateAsync(c => c.SetProperty(x => x.Edits, json).SetProperty(x => x.Summary, summary), scope.Cancel);
        }
    }

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Blanks what one recorded row said of the respondent; false where the row is not about them.</summary>
    private bool Clean(JsonObject edit)
    {
        var (kind, id) = ((string)edit["kind"]!, (Guid)edit["id"]!);
        string[] fields = kind switch
        {
            nameof(Respondent) when id == respondent.Id => ["values", "importKey"],
            nameof(ThemeSegment) when Points(edit, "segmentId") is { } segment && segments.Contains(segment) => ["words"],
            nameof(Note) when notes.Contains(id) => ["title", "text"],
            nameof(Selection) when selections.Contains(id) => ["name", "description"],
            nameof(CodedSegment) when segments.Contains(id) => ["id"],
            nameof(Speaker) when Points(edit, "respondentId") == respondent.Id => ["id"],
            _ => [],
        };
        if (fields.Length == 0) return false;
        foreach (var side in new[] { "before", "after" })
            if (edit[side] is JsonObject row)
                foreach (var field in fields.Where(row.ContainsKey)) row[field] = field == "values" ? "{}" : "";
        edit[Reversal.ErasedMark] = respondent.Code;
        return true;
    }

    private static Guid? Points(JsonObject edit, string field) =>
        (edit["after"] ?? edit["before"]) is JsonObject row && row[field] is JsonValue value && Guid.TryParse((string?)value, out var id) ? id : null;

    /// <summary>coded ‘words …’ with Code: without the words.</summary>
    private static string Unquoted(string summary)
    {
        var (from, to) = (summary.IndexOf('‘'), summary.LastIndexOf('’'));
        return from < 0 || to < from ? summary : $"{summary[..from]}‘erased words’{summary[(to + 1)..]}";
    }
}
