namespace Throughline.App.Shell;

/// <summary>A place on the line of a study, in its order. The rail, the keys <c>g 1</c> … <c>g 0</c> and the paths all follow it.</summary>
public enum Station
{
    Study,
    Questionnaire,
    Sample,
    Fieldwork,
    Sources,
    Coding,
    Themes,
    Explore,
    Report,
    History,
}

public static class StationPaths
{
    /// <summary>The digit that follows <c>g</c>: 1 for the first station, 0 for the tenth.</summary>
    public static int Digit(this Station station) => ((int)station + 1) % 10;

    public static string PathIn(this Station station, Guid study) => station switch
    {
        Station.Study => $"/studies/{study}",
        _ => $"/studies/{study}/{station.ToString().ToLowerInvariant()}",
    };
}
