namespace Throughline.Methods.Sampling;

/// <summary>
/// The people among whom a sample is chosen, and the attributes on which it is to vary. Ranges are those of the whole frame, whoever of it
/// may be approached. The order in which people are given does not matter.
/// </summary>
public sealed class Frame
{
    private readonly Dictionary<string, int> places;
    private readonly FrameColumn[] columns;

    private Frame(IReadOnlyList<FrameAttribute> attributes, FramePerson[] people, Dictionary<string, int> places)
    {
        (Attributes, People, this.places) = (attributes, people, places);
        columns = [.. attributes.Select((a, k) => FrameColumn.Of(a, [.. people.Select(p => p.Values[k])]))];
    }

    /// <summary>The attributes, in the order given.</summary>
    public IReadOnlyList<FrameAttribute> Attributes { get; }

    /// <summary>The people, by id (ordinal).</summary>
    public IReadOnlyList<FramePerson> People { get; }

    /// <summary>The distances between people.</summary>
    internal Gower Gower => field ??= new(columns, [.. Attributes.Select(a => a.Weight)]);

    internal IReadOnlyList<FrameColumn> Columns => columns;

    /// <summary>Puts a frame together.</summary>
    /// <param name="attributes">At least one, with different names, and a weight above 0 among them.</param>
    /// <param name="people">With different ids and a value for each attribute.</param>
    /// <exception cref="ArgumentException">
    /// The attributes or people are not as said; a value of an ordinal attribute is not among its levels; one of a numeric attribute is words.
    /// </exception>
    public static Frame Of(IReadOnlyList<FrameAttribute> attributes, IEnumerable<FramePerson> people)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (attributes.Count == 0) throw new ArgumentException("A frame needs an attribute.", nameof(attributes));
        if (attributes.DistinctBy(a => a.Name).Count() < attributes.Count) throw new ArgumentException("Two attributes have one name.", nameof(attributes));
        if (attributes.Any(a => !double.IsFinite(a.Weight) || a.Weight < 0) || attributes.All(a => a.Weight == 0))
            throw new ArgumentException("Weights are finite, none is negative, and one is above 0.", nameof(attributes));
        var sorted = people.OrderBy(p => p.Id, StringComparer.Ordinal).ToArray();
        var places = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (!places.TryAdd(sorted[i].Id, i)) throw new ArgumentException($"Two people have the id {sorted[i].Id}.", nameof(people));
            if (sorted[i].Values.Count != attributes.Count) throw new ArgumentException($"{sorted[i].Id} has not a value for each attribute.", nameof(people));
        }
        return new([.. attributes], sorted, places);
    }

    /// <summary>Whether a person of this id is in the frame.</summary>
    /// <param name="id">The id.</param>
    public bool Has(string id) => places.ContainsKey(id);

    /// <summary>How far two people are apart (Gower 1971), 0 to 1.</summary>
    /// <remarks>
    /// d = Σ w·δ·d_k / Σ w·δ over the attributes k, where δ is 0 if either value is missing, else 1 (Gower, Biometrics 27, 1971, equation 2, as a
    /// dissimilarity): d_k is 0 or 1 for a nominal attribute, |x − y| / range for a numeric one, and the same on the places of levels for an
    /// ordinal one (Kaufman and Rousseeuw, Finding Groups in Data, 1990, 2.5).
    /// </remarks>
    /// <param name="one">An id.</param>
    /// <param name="other">An id.</param>
    /// <returns>NaN where there is no attribute, with a weight above 0, of which both values are known.</returns>
    /// <exception cref="ArgumentException">There is nobody of that id.</exception>
    public double Distance(string one, string other) => Gower.Distance(Place(one), Place(other));

    /// <summary>The names of the bands of an attribute in their order, also of those that nobody is in.</summary>
    /// <param name="attribute">The name of the attribute.</param>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public IReadOnlyList<string> Bands(string attribute) => columns[AttributePlace(attribute)].BandNames;

    /// <summary>The band of every person, in the order of <see cref="People"/>.</summary>
    /// <param name="attribute">The name of the attribute.</param>
    /// <returns>Places among <see cref="Bands"/>; -1 where a value is missing or in no band.</returns>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public IReadOnlyList<int> BandPlaces(string attribute) => columns[AttributePlace(attribute)].Bands;

    /// <summary>The band of a person.</summary>
    /// <param name="id">The id of the person.</param>
    /// <param name="attribute">The name of the attribute.</param>
    /// <returns>Null where their value is missing or in no band.</returns>
    /// <exception cref="ArgumentException">There is no such person or attribute.</exception>
    public string? BandOf(string id, string attribute) =>
        columns[AttributePlace(attribute)] is var column && column.Bands[Place(id)] is >= 0 and var band ? column.BandNames[band] : null;

    /// <summary>How many people are in all of these bands.</summary>
    /// <param name="cell">Bands of different attributes; without any, everybody is meant.</param>
    /// <exception cref="ArgumentException">There is no such attribute or band.</exception>
    public int Count(IReadOnlyList<FrameBand> cell) => Matching(cell).Count(m => m);

    internal int Place(string id) =>
        places.TryGetValue(id, out var place) ? place : throw new ArgumentException($"There is nobody with the id {id} in the frame.", nameof(id));

    /// <summary>Whether each person is in the cell.</summary>
    internal bool[] Matching(IReadOnlyList<FrameBand> cell)
    {
        var matching = new bool[People.Count];
        Array.Fill(matching, true);
        foreach (var (column, band) in cell.Select(Find))
            for (var i = 0; i < matching.Length; i++)
                matching[i] &= column.Bands[i] == band;
        return matching;
    }

    internal bool Has(FrameBand band) => Array.FindIndex(columns, c => c.Name == band.Attribute) is >= 0 and var k && columns[k].BandNames.Contains(band.Band);

    private (FrameColumn Column, int Band) Find(FrameBand wanted)
    {
        var column = columns[AttributePlace(wanted.Attribute)];
        var band = column.BandNames.IndexOf(wanted.Band);
        return band >= 0 ? (column, band) : throw new ArgumentException($"{wanted.Attribute} has no band called {wanted.Band}.");
    }

    private int AttributePlace(string attribute) =>
        Array.FindIndex(columns, c => c.Name == attribute) is >= 0 and var place ? place : throw new ArgumentException($"There is no attribute called {attribute}.");
}

/// <summary>One attribute of all people: what their values count as in the distance, and the bands that they are in.</summary>
internal sealed class FrameColumn
{
    private FrameColumn(FrameAttribute attribute, FrameValue[] values)
    {
        (Name, IsNominal) = (attribute.Name, attribute.Kind == AttributeKind.Nominal);
        Values = IsNominal ? Codes(values) : Places(attribute, values);
        Range = Values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Max() - Values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Min();
        (BandNames, Bands) = Banded(attribute, values);
    }

    public string Name { get; }

    public bool IsNominal { get; }

    /// <summary>Nominal: a whole number for each different value. Else: numbers or places of levels. NaN where missing.</summary>
    public double[] Values { get; }

    /// <summary>The greatest value less the smallest, in the frame; 0 where there are not two different ones.</summary>
    public double Range { get; }

    public List<string> BandNames { get; }

    /// <summary>The place of each person's band among the names; -1 for none.</summary>
    public int[] Bands { get; }

    public static FrameColumn Of(FrameAttribute attribute, FrameValue[] values) => new(attribute, values);

    private static double[] Codes(FrameValue[] values)
    {
        var codes = new Dictionary<string, double>(StringComparer.Ordinal);
        return [.. values.Select(v =>
        {
            if (v.IsMissing) return double.NaN;
            var text = v.ToString();
            return codes.TryGetValue(text, out var code) ? code : codes[text] = codes.Count;
        })];
    }

    private static double[] Places(FrameAttribute attribute, FrameValue[] values)
    {
        var levels = attribute.Levels.Select((l, i) => (l, i)).ToDictionary(l => l.l, l => (double)l.i, StringComparer.Ordinal);
        return [.. values.Select(v => v.IsMissing ? double.NaN
            : attribute.Kind == AttributeKind.Numeric ? v.Number ?? throw new ArgumentException($"“{v}” of {attribute.Name} is not a number.")
            : levels.TryGetValue(v.ToString(), out var place) ? place : throw new ArgumentException($"“{v}” is not a level of {attribute.Name}."))];
    }

    private static (List<string> Names, int[] Bands) Banded(FrameAttribute attribute, FrameValue[] values)
    {
        if (attribute.Banding is { } banding)
            return ([.. banding.Names], [.. values.Select(v => (v.IsMissing ? null : v.Number is { } number ? banding.BandOf(number) : banding.BandOf(v.Text!)) ?? -1)]);
        if (attribute.Kind == AttributeKind.Numeric) return ([], [.. values.Select(_ => -1)]);
        var found = values.Where(v => !v.IsMissing).Select(v => v.ToString()).Distinct().Except(attribute.Levels).Order(StringComparer.Ordinal);
        List<string> names = [.. attribute.Levels, .. found];
        var places = names.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i, StringComparer.Ordinal);
        return (names, [.. values.Select(v => v.IsMissing ? -1 : places[v.ToString()])]);
    }
}
