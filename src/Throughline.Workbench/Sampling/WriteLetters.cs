using System.Globalization;
using Throughline.Formats.Reports;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Sampling;

/// <summary>Writes a letter to each of those chosen, with the names of the opened vault: one document, a page for each. The look is recorded before a name is used.</summary>
public sealed class WriteLetters(StudyStore store, LookInVault look) : IVerb
{
    /// <param name="Template">The letter, which is kept with the sample; null for the one that is kept.</param>
    /// <param name="Codes">To whom; null for those in the sample whom nobody has approached yet.</param>
    public sealed record Request(string? Template, IReadOnlyCollection<string>? Codes);

    /// <param name="Without">Those who got no letter, because the vault does not say who they are.</param>
    public sealed record Letters(Report Document, IReadOnlyList<string> Written, IReadOnlyList<string> Without);

    private sealed record Plan(string Study, string Template, List<string> Codes);

    public async Task<Outcome<Letters>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, Request request, CancellationToken cancel)
    {
        if (request.Template is { } said && (LetterText.Wrong(said) ?? (await KeepAsync(study, actor, sampleNamed, said, cancel)).Problem) is { } refused) return refused;
        if (!(await store.AskAsync<Plan>(study, actor, scope => PlanAsync(scope, sampleNamed, request), cancel)).Is(out var plan, out var problem)) return problem;
        if (LetterText.Wrong(plan.Template) is { } wrong) return wrong;
        if (!(await look.DoAsync(study, actor, plan.Codes, cancel)).Is(out var looked, out problem)) return problem;
        var people = looked.Value.ToDictionary(e => NameKey.Of(e.Code));
        var (written, without) = (new List<VaultEntry>(), new List<string>());
        foreach (var code in plan.Codes)
            if (people.GetValueOrDefault(NameKey.Of(code)) is { } person && !LetterText.Lacks(plan.Template, person)) written.Add(person);
            else without.Add(code);
        if (written.Count == 0) return new Problem.Conflict("There is nobody to write to", $"The vault does not say who {(without.Count == 1 ? without[0] : "they")} {(without.Count == 1 ? "is" : "are")}. Enter names in it first.");
        var date = Instant.At(store.Now).ToLocalTime().ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        var blocks = written.SelectMany((person, i) => (i == 0 ? [] : new ReportBlock[] { new ReportBlock.PageBreak() })
            .Concat(LetterText.Paragraphs(plan.Template, person, plan.Study, date).Select(p => new ReportBlock.Paragraph(p))));
        return new Letters(new("Letters", [], [new([.. blocks])]) { IsBare = true }, [.. written.Select(p => p.Code)], without);
    }

    private Task<Outcome<Done<Nothing>>> KeepAsync(StudyRef study, Actor actor, string? sampleNamed, string template, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.SampleAsync(sampleNamed)).Is(out var sample, out var problem)) return problem;
            var wishes = Wishes.Read(sample.Wishes);
            if (wishes.Letter == template) return default(Nothing);
            sample.Wishes = (wishes with { Letter = template }).Written();
            scope.Record(nameof(WriteLetters), $"wrote the letter of the sample {sample.Name}");
            return default(Nothing);
        }, cancel);

    private static async Task<Outcome<Plan>> PlanAsync(StudyScope scope, string? sampleNamed, Request request)
    {
        if (!(await SampleDesk.OfAsync(scope, sampleNamed)).Is(out var desk, out var problem)) return problem;
        var wanted = request.Codes?.Select(NameKey.Of).ToHashSet();
        var codes = desk.Picks.Where(l => wanted is null ? l.State.Length == 0 : wanted.Contains(NameKey.Of(l.Code))).Select(l => l.Code).ToList();
        if (codes.Count == 0) return new Problem.Conflict("There is nobody to write to", wanted is null ? "Everybody in the sample has been approached. Name those whom you want to write to again." : "None of these is in the sample.");
        return new Plan(scope.Studies.Single().Name, desk.Wishes.Letter, codes);
    }
}
