namespace Throughline.Formats.RefiQda;

/// <summary>
/// A project of REFI-QDA 1.5 (clauses 3 and 5.3), or a codebook (clause 5.2), of which only <see cref="Origin"/>, <see cref="Codes"/>
/// and <see cref="Sets"/> are there.
/// </summary>
/// <remarks>
/// Lists are never null and stand in the order of the file. Text is cleaned: no byte order mark, line ends are LF, no U+0000.
/// Positions are UTF-16 code units in that text, end exclusive, whatever the file counted in.
/// </remarks>
public sealed record RefiProject
{
    /// <summary>The project's name; empty where the file has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The program that wrote the file, as it calls itself; null where it does not say.</summary>
    public string? Origin { get; init; }

    /// <summary>Who made and last changed the project, and when.</summary>
    public RefiStamp Stamp { get; init; } = RefiStamp.None;

    /// <summary>The folder that relative paths start from, on the machine where the file was made. It is read and never written.</summary>
    public string? BasePath { get; init; }

    /// <summary>What the project is about; null where nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>Notes on the project as a whole.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];

    /// <summary>The people who worked on it (clause 3.17).</summary>
    public IReadOnlyList<RefiUser> Users { get; init; } = [];

    /// <summary>The topmost codes; the others are within them.</summary>
    public IReadOnlyList<RefiCode> Codes { get; init; } = [];

    /// <summary>The variables of cases and sources (clause 3.18).</summary>
    public IReadOnlyList<RefiVariable> Variables { get; init; } = [];

    /// <summary>The cases (clause 3.1).</summary>
    public IReadOnlyList<RefiCase> Cases { get; init; } = [];

    /// <summary>The sources (clause 3.14).</summary>
    public IReadOnlyList<RefiSource> Sources { get; init; } = [];

    /// <summary>The notes, which are text sources (clause 3.9).</summary>
    public IReadOnlyList<RefiTextSource> Notes { get; init; } = [];

    /// <summary>The links (clause 3.8).</summary>
    public IReadOnlyList<RefiLink> Links { get; init; } = [];

    /// <summary>The sets of codes, sources and notes (clause 3.13). Sets that stand within a codebook are among them.</summary>
    public IReadOnlyList<RefiSet> Sets { get; init; } = [];

    /// <summary>The graphs (clause 3.6).</summary>
    public IReadOnlyList<RefiGraph> Graphs { get; init; } = [];

    /// <summary>Every code with the one it is within, a parent before its children.</summary>
    public IEnumerable<(RefiCode Code, RefiCode? Parent)> AllCodes()
    {
        var waiting = new Stack<(RefiCode Code, RefiCode? Parent)>(Codes.Reverse().Select(c => (c, (RefiCode?)null)));
        while (waiting.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Code.Children.Reverse())
                waiting.Push((child, next.Code));
        }
    }
}

/// <summary>Who made and who last changed something, and when. Times are with their offset; a time without one counts as UTC.</summary>
/// <param name="CreatedBy">The user who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ModifiedBy">The user who last changed it.</param>
/// <param name="ModifiedAt">When.</param>
public sealed record RefiStamp(RefiGuid? CreatedBy, DateTimeOffset? CreatedAt, RefiGuid? ModifiedBy = null, DateTimeOffset? ModifiedAt = null)
{
    /// <summary>Nothing is known.</summary>
    public static readonly RefiStamp None = new(null, null);
}

/// <summary>A person who worked on the project.</summary>
/// <param name="Guid">The id.</param>
/// <param name="Name">The name; null where the file has none.</param>
/// <param name="Id">A further identifier, such as initials; null where the file has none.</param>
public sealed record RefiUser(RefiGuid Guid, string? Name, string? Id = null);

/// <summary>A code (clause 3.2).</summary>
/// <param name="Guid">The id.</param>
/// <param name="Name">The name.</param>
public sealed record RefiCode(RefiGuid Guid, string Name)
{
    /// <summary>Whether it may be applied; if not, it only gathers the codes within it.</summary>
    public bool IsCodable { get; init; } = true;

    /// <summary>Its colour as #RRGGBB or #RGB; null where none is given.</summary>
    public string? Color { get; init; }

    /// <summary>What it means; null where nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>Notes on the code.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];

    /// <summary>The codes within it.</summary>
    public IReadOnlyList<RefiCode> Children { get; init; } = [];
}

/// <summary>The types of a variable (simple type typeOfVariableType).</summary>
public enum RefiVariableType
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Float,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and time.</summary>
    DateTime,
}

/// <summary>A variable of cases and sources.</summary>
/// <param name="Guid">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Description">What it means; null where nothing is said.</param>
public sealed record RefiVariable(RefiGuid Guid, string Name, RefiVariableType Type, string? Description = null);

/// <summary>A value of a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Type">What the value was written as; a few tools write another type than the variable's own.</param>
/// <param name="Text">
/// The value as XML Schema writes it: "true", "42", "0.5", "2024-11-05", "2024-11-05T09:30:00Z"; null where the value is missing.
/// </param>
public sealed record RefiValue(RefiGuid Variable, RefiVariableType Type, string? Text);

/// <summary>A case (clause 3.1).</summary>
/// <param name="Guid">The id. Where a code has the same, it is the code that NVivo keeps for the case.</param>
public sealed record RefiCase(RefiGuid Guid)
{
    /// <summary>The name; null where there is none. A case without a name and with one source holds that source's variables.</summary>
    public string? Name { get; init; }

    /// <summary>What is said of it.</summary>
    public string? Description { get; init; }

    /// <summary>Codes that stand for the case.</summary>
    public IReadOnlyList<RefiGuid> CodeRefs { get; init; } = [];

    /// <summary>Its values.</summary>
    public IReadOnlyList<RefiValue> Values { get; init; } = [];

    /// <summary>The sources that belong to it.</summary>
    public IReadOnlyList<RefiGuid> SourceRefs { get; init; } = [];

    /// <summary>The selections that belong to it.</summary>
    public IReadOnlyList<RefiGuid> SelectionRefs { get; init; } = [];
}

/// <summary>A named collection (clause 3.13).</summary>
/// <param name="Guid">The id.</param>
/// <param name="Name">The name.</param>
public sealed record RefiSet(RefiGuid Guid, string Name)
{
    /// <summary>What is said of it.</summary>
    public string? Description { get; init; }

    /// <summary>The codes in it.</summary>
    public IReadOnlyList<RefiGuid> Codes { get; init; } = [];

    /// <summary>The sources in it.</summary>
    public IReadOnlyList<RefiGuid> Sources { get; init; } = [];

    /// <summary>The notes in it.</summary>
    public IReadOnlyList<RefiGuid> Notes { get; init; } = [];
}

/// <summary>Which way a link or an edge points (simple type directionType).</summary>
public enum RefiDirection
{
    /// <summary>Neither way.</summary>
    Associative,

    /// <summary>From its origin to its target.</summary>
    OneWay,

    /// <summary>Both ways.</summary>
    Bidirectional,
}

/// <summary>A relation between two things (clause 3.8). NVivo's annotations are links to a note.</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiLink(RefiGuid Guid)
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>Which way it points; null where the file does not say.</summary>
    public RefiDirection? Direction { get; init; }

    /// <summary>Its colour as #RRGGBB or #RGB.</summary>
    public string? Color { get; init; }

    /// <summary>The thing it starts from.</summary>
    public RefiGuid? Origin { get; init; }

    /// <summary>The thing it leads to.</summary>
    public RefiGuid? Target { get; init; }

    /// <summary>Notes on the link.</summary>
    public IReadOnlyList<RefiGuid> NoteRefs { get; init; } = [];
}
