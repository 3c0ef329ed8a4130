using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Finds or makes the variables that the columns of a file fill.</summary>
internal sealed class SurveyVariables(StudyScope scope, Questionnaire questionnaire)
{
    private readonly Dictionary<MappedColumn, Variable> byColumn = [];
    private List<Variable> all = [];
    private Dictionary<string, Question> questions = [];
    private long position;

    public IReadOnlyDictionary<MappedColumn, Variable> ByColumn => byColumn;

    public int Added { get; private set; }

    public async Task<SurveyVariables> EnsureAsync(SurveyMapping mapping)
    {
        all = await scope.Variables.ToListAsync(scope.Cancel);
        questions = (await scope.Questions.AsNoTracking().Where(q => q.QuestionnaireId == questionnaire.Id && q.Name != "").ToListAsync(scope.Cancel))
            .DistinctBy(q => NameKey.Of(q.Name)).ToDictionary(q => NameKey.Of(q.Name));
        position = all.Count == 0 ? 0 : all.Max(v => v.Position);
        foreach (var column in mapping.Columns.Where(c => c.Use == SurveyMapping.Answer)) byColumn[column] = Known(column) ?? Add(column);
        return this;
    }

    private Variable? Known(MappedColumn column)
    {
        var key = NameKey.Of(column.Name);
        var known = all.Find(v => v.Id == column.Variable) ?? all.Find(v => v.QuestionnaireId == questionnaire.Id && v.NameKey == key && v.Of == Variable.OfRespondents);
        if (known is { QuestionId: null, Kind: Variable.Nominal or Variable.Ordinal or Variable.Multiple }) Extend(known, column);
        return known;
    }

    /// <summary>A later export may hold answers that nobody had given before.</summary>
    private static void Extend(Variable known, MappedColumn column)
    {
        var there = Category.Read(known.Categories);
        var fresh = column.Categories.Where(c => there.All(t => t.Value != c.Value)).ToList();
        if (there.Count > 0 && fresh.Count > 0) known.Categories = Category.Written([.. there, .. fresh]);
    }

    private Variable Add(MappedColumn column)
    {
        Added++;
        questions.TryGetValue(NameKey.Of(column.Name), out var question);
        var name = Free(column.Name.Trim());
        var variable = scope.Add(new Variable
        {
            Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Label = question?.Text ?? column.Label, Kind = question is null ? column.Kind : KindOf(question),
            Position = position += Question.Step, QuestionnaireId = questionnaire.Id, QuestionId = question?.Id,
            Categories = question is { Options: { Length: > 2 } options } ? options : Category.Written(CategoriesOf(column)), Missing = Category.WrittenValues(column.Missing),
        });
        all.Add(variable);
        return variable;
    }

    /// <summary>Free words have none, and neither has what was only counted up.</summary>
    private static IReadOnlyList<Category> CategoriesOf(MappedColumn column) =>
        column.Kind is Variable.Nominal or Variable.Ordinal or Variable.Multiple ? column.Categories : [];

    private string Free(string wanted) =>
        new TakenNames(all.Select(v => v.NameKey)).Free(wanted.Length > Variable.NameLength - 6 ? wanted[..(Variable.NameLength - 6)] : wanted);

    internal static string KindOf(Question question) => question.Kind switch
    {
        Question.Single or Question.Consent => Variable.Nominal,
        Question.Multiple => Variable.Multiple,
        Question.Item => Variable.Ordinal,
        Question.Number => Variable.Number,
        Question.Date => Variable.Date,
        _ => Variable.Text,
    };
}
