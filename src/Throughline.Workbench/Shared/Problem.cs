using Throughline.Workbench.History;

namespace Throughline.Workbench.Shared;

/// <summary>An expected failure: one closed family, translated once each to HTTP, exit codes and notices.</summary>
public abstract record Problem(string Title, string Detail)
{
    private Problem() : this("", "") { }

    /// <summary>What was named is not there, or not for this person: the two are not told apart.</summary>
    public sealed record NotFound(string What, string Named)
        : Problem($"There is no {What} “{Named}”", $"There is no {What} “{Named}” here. {Remedy(What)}")
    {
        private static string Remedy(string what) => what switch
        {
            "change" => "The history lists what there is.",
            "file" => "Look at its name and folder.",
            _ => "It may have been removed, merged or renamed.",
        };
    }

    public sealed record NotAllowed(string Act, string Who)
        : Problem("Not allowed", $"{Who} may not {Act} in this study. Its owner can change that.");

    /// <summary>The request itself is wrong; each field with what is wrong with it.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Fields)
        : Problem("Not as it should be", string.Join(" ", Fields.Values))
    {
        public Invalid(string field, string message) : this(new Dictionary<string, string> { [field] = message }) { }
    }

    /// <summary>It clashes with what is there. <paramref name="Since"/>: the change that stands in the way, where one does.</summary>
    public sealed record Conflict(string What, string Why, ChangeLine? Since = null) : Problem(What, Why)
    {
        /// <summary>A name that more than one thing has; codes go by their path too.</summary>
        public static Conflict Several(string named, string what) => new(
            $"“{named}” is not one {what}", $"More than one {what} has this name. Name it by its {(what == "code" ? $"path, as “Above / {named}”, or its id" : "id")}.");
    }

    public sealed record Unreadable(string File, string Place, string What, string Remedy)
        : Problem($"{File} could not be read", $"{Where(Place)}{What} {Remedy}".Trim())
    {
        /// <summary>That a file as a whole is meant is said by the title already.</summary>
        private static string Where(string place) =>
            place.Length == 0 || place.ToUpperInvariant() is "THE FILE" or "THE WHOLE FILE" ? "" : $"{(IsOfAFile(place) ? place[..1] : place[..1].ToUpperInvariant())}{place[1..]}: ";

        /// <summary>Names of files and parts of them are told as they are.</summary>
        private static bool IsOfAFile(string place) => place.Split(',')[0].AsSpan().IndexOfAny("./\\") >= 0;

        /// <summary>Where it holds several things and one must be named: what each is called.</summary>
        public IReadOnlyList<string> Choices { get; init; } = [];
    }

    public sealed record TooLarge(string File, string What, string Remedy) : Problem($"{File} is too large", $"{What} {Remedy}".Trim());

    /// <summary>The place where data are kept refuses to keep more: a full disk, a read-only folder.</summary>
    public sealed record NotKept(string What, string Remedy) : Problem(What, Remedy);
}
