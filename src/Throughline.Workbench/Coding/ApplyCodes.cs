using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Coding;

/// <summary>Puts many codes on many stretches in one act. What cannot be placed is told, with its place in the list; the rest is done.</summary>
public sealed class ApplyCodes(StudyStore store) : IVerb
{
    public const int Most = 100_000;

    /// <summary>So many ids are looked up at a time, told as one list.</summary>
    private const int Together = 5_000;

    /// <param name="Place">Its place in the list that was sent, from 0.</param>
    public sealed record Refused(int Place, Guid Id, string Why);

    /// <param name="Applied">How many are new, or changed.</param>
    /// <param name="Unchanged">How many stood there already, just so.</param>
    public sealed record Answer(int Applied, int Unchanged, IReadOnlyList<Refused> Refused);

    public async Task<Outcome<Done<Answer>>> DoAsync(
        StudyRef study, Actor actor, IReadOnlyList<ApplyCode.Request> segments, CancellationToken cancel)
    {
        if (segments.Count > Most) return new Problem.Invalid("segments", $"At most {Most:N0} segments are taken in one request. Send them in several.");
        return await store.ChangeAsync<Answer>(study, actor, Right.Code, async scope =>
        {
            var desk = new Desk(scope, await scope.ActingCoderAsync(), new(await scope.Sources.AsNoTracking().ToListAsync(cancel)), await CodePaths.OpenAsync(scope), await ThereAsync(scope, segments));
            scope.Rows.ChangeTracker.AutoDetectChangesEnabled = false;
            var refused = segments.Select((request, place) => desk.Put(request) is { } problem ? new Refused(place, request.Id, problem.Detail) : null)
                .OfType<Refused>().ToList();
            scope.Rows.SeeChanges();
            var applied = desk.Fresh + scope.Rows.ChangeTracker.Entries<CodedSegment>().Count(e => e.State == EntityState.Modified);
            scope.Record(nameof(ApplyCodes), $"coded {Told.Count(applied, "segment")} with {Told.Count(desk.Codes, "code")} in {Told.Count(desk.Sources, "source")}");
            return new Answer(applied, segments.Count - applied - refused.Count, refused);
        }, cancel);
    }

    private static async Task<Dictionary<Guid, CodedSegment>> ThereAsync(StudyScope scope, IReadOnlyList<ApplyCode.Request> segments)
    {
        var there = new Dictionary<Guid, CodedSegment>();
        foreach (var ids in segments.Select(s => s.Id).Distinct().Chunk(Together))
            foreach (var segment in await scope.Segments.Where(s => EF.Parameter(ids).Contains(s.Id)).ToListAsync(scope.Cancel))
                there[segment.Id] = segment;
        return there;
    }

    private sealed class Desk(StudyScope scope, Coder coder, NamedSources sources, CodePaths codes, Dictionary<Guid, CodedSegment> there)
    {
        private readonly HashSet<Guid> usedSources = [], usedCodes = [];

        public int Sources => usedSources.Count;
        public int Codes => usedCodes.Count;
        public int Fresh { get; private set; }

        public Problem? Put(ApplyCode.Request request)
        {
            if (!sources.Find(request.Source).Is(out var source, out var problem)) return problem;
            if (!codes.Find(request.Code).Is(out var code, out problem)) return problem;
            if (!ApplyCode.Stretch(source, request).Is(out var stretch, out problem)) return problem;
            var segment = there.GetValueOrDefault(request.Id);
            if (ApplyCode.Clash(segment, request.Id, source, code) is { } clash) return clash;
            ApplyCode.Set(segment ?? Add(new() { Id = request.Id, SourceId = source.Id, CoderId = coder.Id, At = scope.Now }), code, stretch);
            usedSources.Add(source.Id);
            usedCodes.Add(code.Id);
            return null;
        }

        private CodedSegment Add(CodedSegment segment)
        {
            scope.AddOneOfMany(segment);
            Fresh++;
            return there[segment.Id] = segment;
        }
    }

    /// <summary>Sources by id or by name, where many are looked up at once.</summary>
    private sealed class NamedSources(IReadOnlyList<Source> sources)
    {
        private readonly Dictionary<Guid, Source> byId = sources.ToDictionary(s => s.Id);
        private readonly ILookup<string, Source> byName = sources.ToLookup(s => s.NameKey);
        private readonly Dictionary<string, Outcome<Source>> found = [];

        public Outcome<Source> Find(string named)
        {
            if (found.TryGetValue(named, out var known)) return known;
            return found[named] = Guid.TryParse(named, out var guid) && byId.TryGetValue(guid, out var source) ? source : ByName(named);
        }

        private Outcome<Source> ByName(string named) => byName[NameKey.Of(named)].Take(2).ToList() switch
        {
            [var one] => one,
            [] => new Problem.NotFound("source", named),
            _ => Problem.Conflict.Several(named, "source"),
        };
    }
}
