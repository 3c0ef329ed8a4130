using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>A project of a program that keeps it in a database of its own. Files of it can be opened until it is disposed.</summary>
/// <param name="Project">What it says.</param>
/// <param name="Positions">How positions of text were understood; null where there was nothing to place.</param>
/// <param name="Losses">What was not read as it stands, where, and what became of it.</param>
public sealed record OtherProject(RefiProject Project, RefiPositions? Positions, IReadOnlyList<ReadWarning> Losses) : IDisposable
{
    private readonly IDisposable? open;

    internal OtherProject(RefiProject project, RefiPositions? positions, IReadOnlyList<ReadWarning> losses, (Func<RefiPath, Stream?> Open, IDisposable? Until) files)
        : this(project, positions, losses) => (Open, open) = files;

    /// <summary>Opens a file that belongs to the project; null where it is not there.</summary>
    public Func<RefiPath, Stream?> Open { get; } = _ => null;

    /// <inheritdoc />
    public void Dispose() => open?.Dispose();

    /// <summary>An id that follows from what a row is, so that the same file gives the same ids.</summary>
    internal static RefiGuid Made(params object[] of) => new(new RefiGuid("other\u001F" + string.Join('\u001F', of)).Value);
}
