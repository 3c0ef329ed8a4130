using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>A label of the codebook. What it means stands in its <see cref="CodeDefinition"/>s.</summary>
public sealed class Code : IRecorded
{
    public const int NameLength = 200;

    /// <summary>Room between two siblings, so that a move touches one row.</summary>
    public const long Step = 1L << 20;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid? ParentId { get; set; }
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";
    public long Position { get; set; }

    /// <summary>1 to 24; the colour's name and value are the page's affair.</summary>
    public int Dye { get; set; }

    /// <summary>1 plain, 2 notched, 3 dashed.</summary>
    public int Weave { get; set; } = 1;

    /// <summary>The participant's own words.</summary>
    public bool InVivo { get; set; }

    /// <summary>Only gathers the codes below it (REFI: isCodable="false").</summary>
    public bool NotCodable { get; set; }

    /// <summary>The colour that it had in another program, #RRGGBB; empty where it has none.</summary>
    public string Colour { get; set; } = "";

    /// <summary>The version of the definition in force; 0 while there is none.</summary>
    public int DefinitionVersion { get; set; }
    public long? RetiredAt { get; set; }
    public long CreatedAt { get; set; }

    /// <summary>Why nothing new may be coded with it; null where it may.</summary>
    public Problem? RefusesCoding() =>
        NotCodable ? new Problem.Conflict($"{Name} only gathers other codes", "It is marked as not codable. Choose one of the codes below it.")
        : RetiredAt is null ? null
        : new Problem.Conflict($"{Name} is retired", "Nothing new is coded with it. Restore it in the codebook, or choose another code.");
}

/// <summary>One version of what a code means. Never changed once kept.</summary>
public sealed class CodeDefinition : IRecorded
{
    public const int TextLength = 10_000;

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }
    public Guid CodeId { get; set; }
    public int Version { get; set; }
    public string Definition { get; set; } = "";
    public string WhenToUse { get; set; } = "";
    public string WhenNotToUse { get; set; } = "";
    public string TypicalExample { get; set; } = "";
    public string BorderlineExample { get; set; } = "";

    /// <summary>Why it was changed, in a line.</summary>
    public string Reason { get; set; } = "";
    public long At { get; set; }
    public string By { get; set; } = "";
}
