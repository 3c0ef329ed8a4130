namespace Throughline.Formats.RefiQda;

/// <summary>What is wrong with a project that no schema can see: references that lead nowhere, and whatever the reader had to mend.</summary>
internal sealed class RefiSense(RefiReading reading)
{
    private readonly List<RefiFinding> findings = [];
    private readonly RefiProject project = reading.Project;
    private readonly HashSet<Guid> used = [];

    public IReadOnlyList<RefiFinding> Findings()
    {
        foreach (var loss in reading.Losses)
            findings.Add(new RefiFinding(loss.Place, loss.Message, reading.Allowed.Contains(loss) ? RefiSeverity.Warning : RefiSeverity.Error));
        References();
        Links();
        foreach (var (code, _) in project.AllCodes().Where(c => !c.Code.IsCodable))
            if (used.Contains(code.Guid.Value))
                Warn(Called("code", code.Name), "It is marked as not codable, and yet it is applied.");
        return findings;
    }

    private void References()
    {
        var codes = project.AllCodes().Select(c => c.Code.Guid.Value).ToHashSet();
        var users = project.Users.Select(u => u.Guid.Value).ToHashSet();
        var notes = project.Notes.Select(n => n.Guid.Value).ToHashSet();
        var sources = project.Sources.Select(s => s.Guid.Value).ToHashSet();
        var variables = project.Variables.Select(v => v.Guid.Value).ToHashSet();
        var selections = Parts().Where(p => p.IsSelection).Select(p => p.Guid.Value).ToHashSet();
        foreach (var part in Parts())
        {
            foreach (var coding in part.Codings)
            {
                used.Add(coding.Code.Value);
                Check(codes, coding.Code, part.Place, "a coding applies the code");
                Check(users, coding.CreatedBy, part.Place, "a coding is by the user");
                Check(notes, coding.NoteRefs, part.Place, "a coding has the note");
            }
            Check(notes, part.NoteRefs, part.Place, "it has the note");
            Check(users, part.Stamp.CreatedBy, part.Place, "it is by the user");
            Check(users, part.Stamp.ModifiedBy, part.Place, "it was changed by the user");
        }
        foreach (var value in project.Sources.SelectMany(s => s.Values.Select(v => (Place: Called("source", s.Name), v)))
            .Concat(project.Cases.SelectMany(c => c.Values.Select(v => (Place: Called("case", c.Name), v)))))
            Check(variables, value.v.Variable, value.Place, "it has a value of the variable");
        foreach (var (code, _) in project.AllCodes())
            Check(notes, code.NoteRefs, Called("code", code.Name), "it has the note");
        foreach (var one in project.Cases)
        {
            Check(codes, one.CodeRefs, Called("case", one.Name), "it has the code");
            Check(sources, one.SourceRefs, Called("case", one.Name), "it has the source");
            Check(selections, one.SelectionRefs, Called("case", one.Name), "it has the selection");
        }
        foreach (var set in project.Sets)
        {
            Check(codes, set.Codes, Called("set", set.Name), "it holds the code");
            Check(sources, set.Sources, Called("set", set.Name), "it holds the source");
            Check(notes, set.Notes, Called("set", set.Name), "it holds the note");
        }
        Check(notes, project.NoteRefs, "the project", "it has the note");
        SyncPoints();
    }

    private void SyncPoints()
    {
        foreach (var transcript in RefiTexts.Transcripts(project))
        {
            var points = transcript.SyncPoints.Select(p => p.Guid.Value).ToHashSet();
            foreach (var selection in transcript.Selections)
            {
                Check(points, selection.From, Called("transcript", transcript.Name), "a selection starts at the sync point");
                Check(points, selection.To, Called("transcript", transcript.Name), "a selection ends at the sync point");
            }
        }
    }

    private void Links()
    {
        var notes = project.Notes.Select(n => n.Guid.Value).ToHashSet();
        var all = RefiIndex.AllIds(project);
        foreach (var link in project.Links)
        {
            Check(notes, link.NoteRefs, Called("link", link.Name), "it has the note");
            Check(all, link.Origin, Called("link", link.Name), "it starts from");
            Check(all, link.Target, Called("link", link.Name), "it leads to");
        }
        foreach (var graph in project.Graphs)
        {
            var vertices = graph.Vertices.Select(v => v.Guid.Value).ToHashSet();
            foreach (var edge in graph.Edges)
            {
                Check(vertices, edge.Source, Called("graph", graph.Name), "an edge starts from the vertex");
                Check(vertices, edge.Target, Called("graph", graph.Name), "an edge leads to the vertex");
            }
        }
        if (LinkCycle() is { } cycle)
            Warn(Called("link", cycle.Name), "The links that point one way lead back to where they start.");
    }

    /// <summary>A link on a ring of links that all point one way; null where there is none.</summary>
    private RefiLink? LinkCycle()
    {
        var ways = project.Links.Where(l => l is { Direction: RefiDirection.OneWay, Origin: not null, Target: not null })
            .ToLookup(l => l.Origin!.Value.Value);
        var state = new Dictionary<Guid, bool>();
        foreach (var start in ways.Select(w => w.Key))
        {
            var path = new Stack<(Guid At, IEnumerator<RefiLink> Next)>();
            if (state.TryAdd(start, false))
                path.Push((start, ways[start].GetEnumerator()));
            while (path.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    state[path.Pop().At] = true;
                    continue;
                }
                var target = top.Next.Current.Target!.Value.Value;
                if (state.TryGetValue(target, out var isDone))
                {
                    if (!isDone)
                        return top.Next.Current;
                    continue;
                }
                state[target] = false;
                path.Push((target, ways[target].GetEnumerator()));
            }
        }
        return null;
    }

    private IEnumerable<RefiPart> Parts() => RefiIndex.Parts(project);

    private static string Called(string kind, string? name) => $"{kind} {RefiFindings.Shown(name)}";

    private void Check(HashSet<Guid> known, IEnumerable<RefiGuid> targets, string place, string what)
    {
        foreach (var target in targets)
            Check(known, target, place, what);
    }

    private void Check(HashSet<Guid> known, RefiGuid? target, string place, string what)
    {
        if (target is { } guid && !known.Contains(guid.Value))
            findings.Add(new RefiFinding(place, $"{char.ToUpperInvariant(what[0])}{what[1..]} {guid}, which is not in the project.", RefiSeverity.Error));
    }

    private void Warn(string place, string message) => findings.Add(new RefiFinding(place, message, RefiSeverity.Warning));
}
