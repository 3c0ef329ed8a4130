using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Takes codings from a table, in one Change. A row says where by a quotation that occurs once, or by positions. Rows that cannot
/// be placed are told, each with its reason; what is there already is left as it is.
/// </summary>
public sealed class ImportSegments(StudyStore store) : IVerb
{
    public const int Most = 200_000;

    /// <summary>A row as it is written. <paramref name="Start"/> and <paramref name="End"/> count code points.</summary>
    public sealed record Row(
        string Place, string Source, string Code, string Quote, string Coder = "", string At = "", string Start = "", string End = "", string Id = "",
        string Version = "");

    /// <param name="Rows">The table.</param>
    /// <param name="MakeCodes">Codes that are not in the study are added, with those that the way to them names.</param>
    public sealed record Request(IReadOnlyList<Row> Rows, bool MakeCodes = false);

    public sealed record Report(int Rows, int Added, int There, IReadOnlyList<RowTrouble> Troubles)
    {
        /// <summary>The codes that were added.</summary>
        public IReadOnlyList<string> Codes { get; init; } = [];
    }

    private sealed record Placed(Row Row, Guid? Id, Source Source, Code Code, int Start, int End, long? At);

    private sealed record Reading(List<Placed> Placed, List<RowTrouble> Troubles, List<Code> Codes);

    public Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, IReadOnlyList<Row> rows, CancellationToken cancel) =>
        DoAsync(study, actor, new Request(rows), cancel);

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        var rows = request.Rows;
        if (rows.Count > Most) return new Problem.TooLarge("The table", $"It has {rows.Count:N0} rows; at most {Most:N0} are taken at once.", "Split it.");
        if (!(await store.AskAsync(study, actor, scope => ReadAsync(scope, request), cancel)).Is(out var reading, out var problem)) return problem;
        return await store.ChangeAsync<Report>(study, actor, request.MakeCodes ? Right.EditCodebook : Right.Code, scope => KeepAsync(scope, rows.Count, reading), cancel);
    }

    /// <summary>Finding quotations takes time; it is done before anybody has to wait for the study.</summary>
    private static async Task<Outcome<Reading>> ReadAsync(StudyScope scope, Request request)
    {
        var quotes = await QuotePlaces.OpenAsync(scope);
        var codes = await CodePaths.OpenAsync(scope, "Add it to the codebook first, correct its name, or have the codes that are missing added.");
        var reading = new Reading(new(request.Rows.Count), [], codes.Made);
        foreach (var row in request.Rows)
        {
            if ((await PlaceAsync(row, quotes, request.MakeCodes ? codes.FindOrMake : codes.Find)).Is(out var placed, out var problem)) reading.Placed.Add(placed);
            else reading.Troubles.Add(new(row.Place, problem.Detail));
        }
        return reading;
    }

    private static async Task<Outcome<Placed>> PlaceAsync(Row row, QuotePlaces quotes, Func<string, Outcome<Code>> codeOf)
    {
        if (string.IsNullOrWhiteSpace(row.Source)) return new Problem.Invalid("source", "The row names no source. Name it, or say which source the whole table is of.");
        if (!quotes.Source(row.Source).Is(out var source, out var problem)) return problem;
        if (!(await StretchAsync(row, source, quotes)).Is(out var stretch, out problem)) return problem;
        if (!WrittenMoment.Read(row.At).Is(out var at, out problem)) return problem;
        if (row.Coder.Trim().Length > 200) return new Problem.Invalid("coder", "The coder’s name is longer than 200 characters.");
        Guid? id = null;
        if (row.Id.Trim().Length > 0) id = Guid.TryParse(row.Id, out var given) ? given : null;
        if (row.Id.Trim().Length > 0 && id is null) return new Problem.Invalid("id", $"“{Told.Words(row.Id, 40)}” is not an id. Leave it empty and one is made.");
        if (!codeOf(row.Code).Is(out var code, out problem)) return problem;
        return new Placed(row, id, source, code, stretch.Start, stretch.End, at);
    }

    private static async Task<Outcome<(int Start, int End)>> StretchAsync(Row row, Source source, QuotePlaces quotes)
    {
        if (row.Start.Trim().Length == 0 && row.End.Trim().Length == 0)
            return string.IsNullOrWhiteSpace(row.Quote)
                ? new Problem.Invalid("quote", "The row has neither a quotation nor start and end. Give one of the two; what is coded on pictures and recordings has no words and cannot come in so.") : await quotes.FindAsync(source, row.Quote);
        if (!int.TryParse(row.Start, NumberStyles.Integer, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(row.End, NumberStyles.Integer, CultureInfo.InvariantCulture, out var end))
            return new Problem.Invalid("start", $"Start and end are whole numbers of characters; “{Told.Words(row.Start, 20)}” and “{Told.Words(row.End, 20)}” are not. Correct them, or leave both empty and quote the words.");
        return await quotes.CheckAsync(source, start, end, row.Quote);
    }

    private static async Task<Outcome<Report>> KeepAsync(StudyScope scope, int rows, Reading reading)
    {
        var troubles = reading.Troubles;
        var made = await MakeAsync(scope, reading);
        var there = await ThereAsync(scope, reading.Placed);
        var standing = await StandingAsync(scope, reading.Placed, troubles, reading.Codes.Select(c => c.Id));
        var coders = await CodersAsync(scope, standing.Select(p => p.Row.Coder));
        var (added, known) = (0, 0);
        foreach (var row in standing)
        {
            var coder = coders[row.Row.Coder.Trim()];
            var mark = (row.Source.Id, row.Code.Id, coder.Id, row.Start, row.End);
            if (there.Marks.Contains(mark)) { known++; continue; }
            if (row.Code.NotCodable && row.Code.RefusesCoding() is { } refused)
            {
                troubles.Add(new(row.Row.Place, $"{refused.Title}. {refused.Detail}"));
                continue;
            }
            if (row.Id is { } id && !there.Ids.Add(id))
            {
                troubles.Add(new(row.Row.Place, $"The id {id} belongs to another coding. Leave it empty and a new one is made."));
                continue;
            }
            there.Marks.Add(mark);
            scope.AddOneOfMany(Segment(row, coder.Id, scope.Now));
            added++;
        }
        scope.Record(nameof(ImportSegments), $"imported {Told.Count(added, "segment")}{(made.Count > 0 ? $" and {Told.Count(made.Count, "code")}" : "")} from a table");
        return new Report(rows, added, known, [.. troubles.OrderBy(t => t.Place, NaturalOrder.Names)]) { Codes = made };
    }

    /// <summary>Adds the codes that placed rows name and the study has not; one that somebody added meanwhile is taken.</summary>
    private static async Task<IReadOnlyList<string>> MakeAsync(StudyScope scope, Reading reading)
    {
        if (reading.Codes.Count == 0) return [];
        var codes = await scope.Codes.ToListAsync(scope.Cancel);
        var byPlace = codes.GroupBy(c => (c.ParentId, c.NameKey)).ToDictionary(g => g.Key, g => g.First());
        var ends = codes.GroupBy(c => c.ParentId ?? Guid.Empty).ToDictionary(g => g.Key, g => g.Max(c => c.Position));
        var (made, now) = (new List<string>(), new Dictionary<Guid, Code>());
        foreach (var code in reading.Codes)
        {
            var parent = code.ParentId is { } id && now.TryGetValue(id, out var above) ? above.Id : code.ParentId;
            if (byPlace.TryGetValue((parent, code.NameKey), out var there))
            {
                now[code.Id] = there;
                continue;
            }
            (code.ParentId, code.CreatedAt) = (parent, scope.Now);
            code.Position = ends[parent ?? Guid.Empty] = ends.GetValueOrDefault(parent ?? Guid.Empty) + Code.Step;
            (code.Dye, code.Weave) = Dyes.Nth(codes.Count + made.Count);
            now[code.Id] = byPlace[(parent, code.NameKey)] = scope.Add(code);
            made.Add(code.Name);
        }
        for (var i = 0; i < reading.Placed.Count; i++)
            if (now.TryGetValue(reading.Placed[i].Code.Id, out var other)) reading.Placed[i] = reading.Placed[i] with { Code = other };
        return made;
    }

    /// <summary>The coders that a table names, made as needed; no name is whoever imports.</summary>
    public static async Task<Dictionary<string, Coder>> CodersAsync(StudyScope scope, IEnumerable<string> names)
    {
        var coders = new Dictionary<string, Coder>();
        foreach (var name in names.Select(n => n.Trim()).Distinct()) coders[name] = await scope.CoderAsync(name.Length > 0 ? name : null);
        return coders;
    }

    private static CodedSegment Segment(Placed row, Guid coder, long now)
    {
        var version = int.TryParse(row.Row.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given <= row.Code.DefinitionVersion
            ? given : row.Code.DefinitionVersion;
        return new()
        {
            Id = row.Id ?? Guid.CreateVersion7(), SourceId = row.Source.Id, CodeId = row.Code.Id, CoderId = coder, Start = row.Start, End = row.End,
            DefinitionVersion = version, At = row.At ?? now,
        };
    }

    private sealed record Present(HashSet<(Guid Source, Guid Code, Guid Coder, int Start, int End)> Marks, HashSet<Guid> Ids);

    private static async Task<Present> ThereAsync(StudyScope scope, List<Placed> placed)
    {
        var present = new Present([], []);
        foreach (var some in placed.Select(p => p.Source.Id).Distinct().Chunk(500))
            foreach (var s in await scope.Segments.AsNoTracking().Where(s => some.Contains(s.SourceId))
                .Select(s => new { s.Id, s.SourceId, s.CodeId, s.CoderId, s.Start, s.End }).ToListAsync(scope.Cancel))
                present.Marks.Add((s.SourceId, s.CodeId, s.CoderId, s.Start, s.End));
        foreach (var some in placed.Where(p => p.Id is not null).Select(p => p.Id!.Value).Chunk(500))
            present.Ids.UnionWith(await scope.Segments.Where(s => some.Contains(s.Id)).Select(s => s.Id).ToListAsync(scope.Cancel));
        return present;
    }

    /// <summary>Those whose source and code are still what they were when the table was read.</summary>
    private static async Task<List<Placed>> StandingAsync(StudyScope scope, List<Placed> placed, List<RowTrouble> troubles, IEnumerable<Guid> made)
    {
        var versions = await scope.Sources.Select(s => new { s.Id, s.TextVersion }).ToDictionaryAsync(s => s.Id, s => s.TextVersion, scope.Cancel);
        var codes = (await scope.Codes.Select(c => new { c.Id, c.NotCodable }).ToListAsync(scope.Cancel)).Select(c => (c.Id, c.NotCodable)).Concat(made.Select(m => (m, false))).ToHashSet();
        var standing = placed.FindAll(p => versions.GetValueOrDefault(p.Source.Id) == p.Source.TextVersion && codes.Contains((p.Code.Id, p.Code.NotCodable)));
        foreach (var gone in placed.Except(standing))
            troubles.Add(new(gone.Row.Place, $"{gone.Source.Name} or {gone.Code.Name} was changed while the table was read. Import it again."));
        return standing;
    }
}
