using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>A named collection of codes, sources and notes (REFI: Set).</summary>
public sealed class NamedSet : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
}

/// <summary>A code, source, note or selection that belongs to a set or to a participant (REFI: SourceRef, SelectionRef and CodeRef of a Case).</summary>
public sealed class Membership : IRecorded
{
    public const string Set = "set", Participant = "participant", Code = "code", Source = "source", Note = "note", Selection = "selection";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>set or participant.</summary>
    public string Of { get; set; } = Set;
    public Guid OfId { get; set; }

    /// <summary>code, source, note or selection.</summary>
    public string On { get; set; } = "";
    public Guid TargetId { get; set; }
}

/// <summary>A relation between two things (REFI: Link).</summary>
public sealed class Link : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Associative, OneWay or Bidirectional; empty where it is not said.</summary>
    public string Direction { get; set; } = "";

    /// <summary>#RRGGBB; empty for none.</summary>
    public string Colour { get; set; } = "";
    public Guid? OriginId { get; set; }
    public Guid? TargetId { get; set; }
}

/// <summary>A drawing of another program (REFI: Graph), kept so that it goes out as it came in.</summary>
public sealed class Graph : IRecorded
{
    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public string Name { get; set; } = "";

    /// <summary>JSON: its vertices and edges.</summary>
    public string Drawing { get; set; } = "{}";
}
