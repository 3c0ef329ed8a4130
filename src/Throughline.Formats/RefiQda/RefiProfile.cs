namespace Throughline.Formats.RefiQda;

/// <summary>For whom a project is written: how positions count, how text files look, and what that program is known to drop.</summary>
public sealed class RefiProfile
{
    private const string Program = "Throughline";

    /// <summary>As the standard says (clause 10.2): code points; LF, no byte order mark.</summary>
    public static readonly RefiProfile Standard = new("standard", "The standard", new(RefiUnit.CodePoint), false);

    /// <summary>As NVivo for Windows writes it: UTF-16 code units; CRLF, which counts two; a byte order mark, which does not count.</summary>
    public static readonly RefiProfile NVivo = new("nvivo", "NVivo", new(RefiUnit.Utf16), true);

    /// <summary>As ATLAS.ti writes it: code points; LF, for each CRLF would shift what follows by one.</summary>
    public static readonly RefiProfile AtlasTi = new("atlasti", "ATLAS.ti", new(RefiUnit.CodePoint), false);

    /// <summary>For MAXQDA: UTF-16 code units; LF, no byte order mark. What MAXQDA counts in is not published and was not measured.</summary>
    public static readonly RefiProfile Maxqda = new("maxqda", "MAXQDA", new(RefiUnit.Utf16), false);

    private RefiProfile(string name, string title, RefiPositionRule rule, bool isWindows)
    {
        Name = name;
        Title = title;
        Rule = rule;
        HasCrlf = isWindows;
        HasMark = isWindows;
    }

    /// <summary>All of them, the standard first.</summary>
    public static IReadOnlyList<RefiProfile> All { get; } = [Standard, NVivo, AtlasTi, Maxqda];

    /// <summary>The name on the command line: "nvivo".</summary>
    public string Name { get; }

    /// <summary>The name in a sentence: "NVivo".</summary>
    public string Title { get; }

    /// <summary>How positions count.</summary>
    public RefiPositionRule Rule { get; }

    /// <summary>Whether lines of text files end with CR and LF.</summary>
    public bool HasCrlf { get; }

    /// <summary>Whether text files begin with a byte order mark.</summary>
    public bool HasMark { get; }

    /// <summary>The profile of a name; null where there is none.</summary>
    /// <param name="name">The name, in either case.</param>
    public static RefiProfile? Named(string name) => All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What will be lost or changed in a file written so, and on the way into the program; told before it is written.</summary>
    /// <param name="project">The project as it would be written.</param>
    /// <returns>Each with its place in the project and the reason; empty where nothing is lost.</returns>
    public IReadOnlyList<ReadWarning> Losses(RefiProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new RefiLosses(this).Of(project);
    }

    /// <summary>What a file calls its program, from which the reader knows the profile again.</summary>
    internal string Origin(string version) => $"{Program} {version} ({Name})";

    internal static RefiProfile? OfOrigin(string origin) => origin.StartsWith(Program + " ", StringComparison.Ordinal)
        ? All.FirstOrDefault(p => origin.EndsWith($"({p.Name})", StringComparison.Ordinal)) ?? Standard
        : null;
}
