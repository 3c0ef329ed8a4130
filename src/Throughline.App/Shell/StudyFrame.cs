namespace Throughline.App.Shell;

/// <summary>What the bars around a page of a study say. Pages fill it from their own question; the shell reads no data.</summary>
public sealed record StudyFrame(Guid Study, string Name, bool Synthetic, Station Current)
{
    /// <summary>The stations that the rail shows. A station without a page is left out, so that nothing pretends.</summary>
    public IReadOnlyList<Station> Stations { get; init; } =
        [Station.Study, Station.Questionnaire, Station.Sample, Station.Sources, Station.Coding, Station.Themes, Station.Report, Station.History];

    /// <summary>How much each station holds. A station without a count, or with none, has an open knot.</summary>
    public IReadOnlyDictionary<Station, int> Counts { get; init; } = new Dictionary<Station, int>();

    public Face? Coder { get; init; }

    /// <summary>The other studies that the switcher offers, the last opened first.</summary>
    public IReadOnlyList<StudyLink> Others { get; init; } = [];

    /// <summary>The newest change that this page already shows; live updates begin after it. Null: no live updates.</summary>
    public long? AfterChange { get; init; }

    /// <summary>Set while the page shows an earlier day: nothing done on it is kept.</summary>
    public DateOnly? AsOf { get; init; }

    public bool Holds(Station station) =>
        station is Station.Study or Station.History || Counts.GetValueOrDefault(station) > 0;
}

public sealed record StudyLink(Guid Study, string Name, bool Synthetic = false);

/// <summary>The person at the keyboard, as the corner shows them.</summary>
public sealed record Face(string Name)
{
    public string Initials { get; } = string.Concat(
        Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[..1]).Take(2)).ToUpperInvariant();
}
