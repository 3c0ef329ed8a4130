namespace Throughline.Formats.RefiQda;

/// <summary>How bad a finding of the validator is.</summary>
public enum RefiSeverity
{
    /// <summary>The file is valid, and yet something in it will surprise.</summary>
    Warning,

    /// <summary>The file is not valid.</summary>
    Error,
}

/// <summary>Something that is wrong with a file.</summary>
/// <param name="Place">Where in the file.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record RefiFinding(string Place, string Message, RefiSeverity Severity);
