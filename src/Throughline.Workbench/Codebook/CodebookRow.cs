namespace Throughline.Workbench.Codebook;

/// <summary>One row of a codebook in a file. A cell that is empty, or has no column, says nothing.</summary>
/// <param name="Line">Where it stands in the file: 1 is the row of names of the columns.</param>
public sealed record CodebookRow(int Line, string Id, string Parent, string Name, CodeMeaning Meaning, string Colour, string InVivo)
{
    /// <summary>The id, where it is one of ours and not another program's number.</summary>
    public Guid? Known => Guid.TryParse(Id, out var id) && id != Guid.Empty ? id : null;

    /// <summary>Null where the cell says nothing that can be understood.</summary>
    public bool? IsInVivo => InVivo.Trim().ToLowerInvariant() switch
    {
        "yes" or "true" or "1" or "y" or "x" or "in vivo" => true,
        "no" or "false" or "0" or "n" => false,
        _ => null,
    };
}

/// <summary>What became of one row.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Name">The code as the row names it.</param>
/// <param name="Status">added, changed, unchanged or refused.</param>
/// <param name="Message">What was done, or why it was refused and what to do.</param>
/// <param name="Code">The code, where there is one.</param>
public sealed record ImportedRow(int Line, string Name, string Status, string Message, Guid? Code)
{
    public const string Added = "added", Changed = "changed", Unchanged = "unchanged", Refused = "refused";
}
