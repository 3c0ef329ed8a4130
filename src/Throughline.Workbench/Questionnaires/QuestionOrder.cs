namespace Throughline.Workbench.Questionnaires;

/// <summary>The order in which questions are asked.</summary>
public static class QuestionOrder
{
    public static IOrderedEnumerable<Question> InOrder(this IEnumerable<Question> questions) => questions.OrderBy(q => q.Position).ThenBy(q => q.Id);

    /// <summary>Puts a question at a place among the others. Only where there is no room are they numbered afresh.</summary>
    /// <param name="question">The question.</param>
    /// <param name="others">The others, in order.</param>
    /// <param name="index">How many of them come before it.</param>
    public static void Place(Question question, IReadOnlyList<Question> others, int index)
    {
        long? before = index > 0 ? others[index - 1].Position : null, after = index < others.Count ? others[index].Position : null;
        question.Position = (before, after) switch
        {
            (null, null) => Question.Step,
            ({ } low, null) => low + Question.Step,
            (null, { } high) => high - Question.Step,
            ({ } low, { } high) => low + (high - low) / 2,
        };
        if (before is null || question.Position > before) return;
        var position = 0L;
        foreach (var other in others.Take(index).Append(question).Concat(others.Skip(index))) other.Position = position += Question.Step;
    }
}
