using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>What a code means and when it holds.</summary>
public sealed record CodeMeaning(string Definition, string WhenToUse, string WhenNotToUse, string TypicalExample, string BorderlineExample)
{
    public static readonly CodeMeaning None = new("", "", "", "", "");

    public bool IsEmpty => Definition.Length + WhenToUse.Length + WhenNotToUse.Length + TypicalExample.Length + BorderlineExample.Length == 0;

    /// <summary>Its fields under the names by which REST and people know them.</summary>
    public IEnumerable<(string Field, string Label, string Text)> Fields =>
    [
        ("definition", "Definition", Definition), ("whenToUse", "When to use", WhenToUse), ("whenNotToUse", "When not to use", WhenNotToUse),
        ("typicalExample", "Typical example", TypicalExample), ("borderlineExample", "Borderline example", BorderlineExample),
    ];

    public static CodeMeaning Of(CodeDefinition? version) => version is null
        ? None
        : new(version.Definition, version.WhenToUse, version.WhenNotToUse, version.TypicalExample, version.BorderlineExample);

    /// <summary>The same words, as they are kept: without space around them, lines ended as everywhere.</summary>
    public CodeMeaning Tidy()
    {
        static string Of(string? text) => (text ?? "").ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
        return new(Of(Definition), Of(WhenToUse), Of(WhenNotToUse), Of(TypicalExample), Of(BorderlineExample));
    }

    public Problem? TooLong() => Fields.Where(f => f.Text.Length > CodeDefinition.TextLength)
        .Select(f => new Problem.Invalid(f.Field, $"{f.Label} has {f.Text.Length:N0} characters. There is room for {CodeDefinition.TextLength:N0}."))
        .FirstOrDefault();

    /// <summary>Keeps this as the code's next version.</summary>
    public CodeDefinition? AddTo(StudyScope scope, Code code, string reason) => IsEmpty && code.DefinitionVersion == 0 ? null : scope.Add(new CodeDefinition
    {
        Id = Guid.CreateVersion7(), CodeId = code.Id, Version = ++code.DefinitionVersion, Definition = Definition, WhenToUse = WhenToUse,
        WhenNotToUse = WhenNotToUse, TypicalExample = TypicalExample, BorderlineExample = BorderlineExample, Reason = reason,
        At = scope.Now, By = scope.Actor.Name,
    });
}
