using System.Text;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Respondents;

/// <summary>Surveys on a desk.</summary>
internal static class SurveyDesk
{
    public const string Csv = """
        ResponseId,IPAddress,age,ose_1,ose_2,gender,May we contact you?,why
        a1,10.0.0.1,31,5,2,woman,Yes,"The people keep me here, every single one of them."
        a2,10.0.0.2,45,3,4,man,No,
        a3,10.0.0.3,28,6,1,woman,Yes,"My supervisor listens, even on Fridays at five."
        a4,10.0.0.4,52,1,6,woman,Yes,"Nothing much, and that is the honest truth of it."
        """;

    public static SurveyMapping Map { get; } = new(
    [
        new(SurveyMapping.Id, "ResponseId", "Response", Variable.Text, ["ResponseId"]), new(SurveyMapping.Dropped, "IPAddress", "", Variable.Text, ["IPAddress"]) { Why = "Personal." },
        new(SurveyMapping.Answer, "age", "Age", Variable.Number, ["age"]),
        new(SurveyMapping.Answer, "ose_1", "I find a way.", Variable.Ordinal, ["ose_1"]), new(SurveyMapping.Answer, "ose_2", "I am lost.", Variable.Ordinal, ["ose_2"]),
        new(SurveyMapping.Answer, "gender", "Gender", Variable.Nominal, ["gender"]) { Categories = [new("woman", "Woman"), new("man", "Man")] },
        new(SurveyMapping.MayContact, "contact", "May we contact you?", Variable.Nominal, ["May we contact you?"]),
        new(SurveyMapping.Answer, "why", "Why do you stay?", Variable.Text, ["why"]),
    ]);

    public static async Task<ImportRespondents.Report> ImportAsync(this Desk desk, string csv = Csv, bool guessed = false, int part = 10_000)
    {
        var done = await desk.Get<ImportRespondents>().DoAsync(desk.Study, Desk.Maren, new("survey.csv", Encoding.UTF8.GetBytes(csv)) { Mapping = guessed ? null : Map, Part = part }, default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        return done.Value.Value;
    }

    /// <summary>The words of all segments of a source, in its order.</summary>
    public static async Task<IReadOnlyList<string>> CodedAsync(this Desk desk, Source source)
    {
        var content = (await desk.Get<SourceWords>().AskAsync(desk.Study, Desk.Maren, source.Id.ToString(), default)).Value.Content;
        return [.. (await desk.SegmentsAsync(source)).Select(s => content.Words(s.Start, s.End))];
    }

    public static async Task<RespondentData> TableAsync(this Desk desk) => (await desk.Get<RespondentTable>().AskAsync(desk.Study, Desk.Maren, default)).Value;
}
