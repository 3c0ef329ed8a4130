using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>One coming in or going out of a project of another program, from which the next one knows what changed on which side.</summary>
public sealed class Exchange : IRecorded
{
    public const string In = "in", Out = "out";

    public Guid StudyId { get; set; }
    public Guid Id { get; set; }

    /// <summary>in or out.</summary>
    public string Direction { get; set; } = In;
    public string File { get; set; } = "";

    /// <summary>The program that wrote the file, as it calls itself, or the one that it was written for.</summary>
    public string Program { get; set; } = "";

    /// <summary>The project's name in the file.</summary>
    public string Project { get; set; } = "";

    /// <summary>JSON: what was read, how positions counted, what was lost.</summary>
    public string Report { get; set; } = "{}";
    public long At { get; set; }
    public string By { get; set; } = "";
}

/// <summary>What an exchange held, item by item and field by field, as short hashes of both sides. See <see cref="ExchangedItems"/>.</summary>
public sealed class ExchangeItems
{
    public Guid StudyId { get; set; }
    public Guid ExchangeId { get; set; }
    public byte[] Items { get; set; } = [];
}
