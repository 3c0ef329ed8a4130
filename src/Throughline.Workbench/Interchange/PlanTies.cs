using System.Collections.Concurrent;
using System.Reflection;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// What hangs together: where something comes back that was removed here, what was removed with it comes back too; where something goes
/// that was altered here, what stands on it and is gone there goes too.
/// </summary>
internal sealed class PlanTies
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Pointers = [];
    private readonly List<(SaidRow Row, bool IsAsItWas, int Line)> missing = [];
    private readonly List<(IRecorded Row, bool IsAsItWas, int Line)> gone = [];

    /// <summary>A row of the file that was removed here, as it was there or altered since.</summary>
    public void Missing(SaidRow row, bool isAsItWas, int line) => missing.Add((row, isAsItWas, line));

    /// <summary>A row that is gone there, and stands here as it was or altered since.</summary>
    public void Gone(IRecorded row, bool isAsItWas, int line) => gone.Add((row, isAsItWas, line));

    /// <summary>Tells for each conflict what goes with it, and does it where theirs is taken: what comes back is answered.</summary>
    public List<SaidRow> Settle(List<PlanLine> lines, ExchangeChoices choices, List<IRecorded> removals)
    {
        var (back, leaving) = (new List<SaidRow>(), removals.ToHashSet());
        var away = ByPointed(missing.FindAll(m => m.IsAsItWas), m => m.Row.Values.Select(v => v.Value).OfType<Guid>());
        foreach (var conflict in missing.Where(m => !m.IsAsItWas))
        {
            var with = With(conflict.Row.Id, away, m => m.Row.Id);
            lines[conflict.Line] = lines[conflict.Line] with { With = Told(with.Select(m => m.Row.Kind)) };
            if (choices.Of(lines[conflict.Line]) != ExchangeChoices.Theirs) continue;
            foreach (var one in with.Where(m => lines[m.Line].Did == PlanLine.KeptOut))
            {
                back.Add(one.Row);
                lines[one.Line] = lines[one.Line] with { Did = PlanLine.Added };
            }
        }
        var going = ByPointed(gone.FindAll(g => g.IsAsItWas), g => Pointed(g.Row));
        foreach (var conflict in gone.Where(g => !g.IsAsItWas))
        {
            var with = With(conflict.Row.Id, going, g => g.Row.Id);
            lines[conflict.Line] = lines[conflict.Line] with { With = Told(with.Select(g => g.Row.GetType().Name)) };
            if (choices.Of(lines[conflict.Line]) == ExchangeChoices.Theirs) removals.AddRange(with.Select(g => g.Row).Where(leaving.Add));
        }
        return back;
    }

    private static ILookup<Guid, T> ByPointed<T>(List<T> rows, Func<T, IEnumerable<Guid>> pointed) =>
        rows.SelectMany(row => pointed(row).Distinct().Select(id => (id, row))).ToLookup(p => p.id, p => p.row);

    private static List<T> With<T>(Guid first, ILookup<Guid, T> pointing, Func<T, Guid> id)
    {
        var (found, ids, open) = (new List<T>(), new HashSet<Guid> { first }, new Queue<Guid>([first]));
        while (open.TryDequeue(out var at))
            foreach (var one in pointing[at].Where(o => ids.Add(id(o))))
            {
                found.Add(one);
                open.Enqueue(id(one));
            }
        return found;
    }

    private static IEnumerable<Guid> Pointed(IRecorded row) =>
        Pointers.GetOrAdd(row.GetType(), kind => [.. kind.GetProperties().Where(IsPointer)]).Select(p => p.GetValue(row)).OfType<Guid>();

    private static bool IsPointer(PropertyInfo property) =>
        property.Name is not (nameof(IRecorded.Id) or nameof(IRecorded.StudyId)) && (property.PropertyType == typeof(Guid) || property.PropertyType == typeof(Guid?));

    private static string? Told(IEnumerable<string> kinds) =>
        string.Join(", ", kinds.CountBy(k => k).Select(k => Shared.Told.Count(k.Value, RowWords.One(k.Key), RowWords.Many(k.Key)))) is { Length: > 0 } told ? told : null;
}
