using System.Diagnostics.CodeAnalysis;

namespace Throughline.Workbench.Shared;

/// <summary>A value, or the problem why there is none.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Problem? problem) => (this.value, Problem) = (value, problem);

    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>The value. Asking for it where there is a problem is a fault of ours, and throws.</summary>
    public T Value => Problem is null ? value! : throw new InvalidOperationException($"There is no value: {Problem.Detail}");

    public bool Is([MaybeNullWhen(false)] out T found, [NotNullWhen(false)] out Problem? problem)
    {
        (found, problem) = (value, Problem);
        return Problem is null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}

public static class Outcome
{
    /// <summary>An outcome that is done, where the compiler cannot convert by itself: values known by an interface.</summary>
    public static Outcome<T> Of<T>(T value) => value;
}

/// <summary>What an act left behind: its result, and the Change that records it (null where nothing had to change).</summary>
public sealed record Done<T>(T Value, History.ChangeLine? Change);

/// <summary>For acts whose only result is that they happened.</summary>
public readonly record struct Nothing;
