using Throughline.App.Shell;
using Throughline.Workbench.History;

namespace Throughline.App.History;

public sealed record ChangeAnswer(
    long Id, string Verb, string Actor, DateTimeOffset At, string Summary, int Edits, string Touches, long? Reverses, long? ReversedBy) : Answer
{
    public static ChangeAnswer Of(ChangeLine line) => new(
        line.Number, line.Verb, line.Actor, line.At, line.Summary, line.EditCount, line.Touches, line.Reverses, line.ReversedBy);
}
