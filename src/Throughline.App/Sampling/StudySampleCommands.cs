using System.CommandLine;
using Throughline.App.Reports;
using Throughline.App.Shell;
using Throughline.Methods.Sampling;
using Throughline.Methods.Survey;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

/// <summary>The samples of a study from the command line.</summary>
public static class StudySampleCommands
{
    private static readonly Option<string> StudyOption = CommandOptions.Study();
    internal static readonly Option<string?> SampleOption = new("--sample") { Description = "The sample, by name or id. By default the newest." };

    public static void AddTo(Command sample)
    {
        sample.Subcommands.Add(List());
        sample.Subcommands.Add(Show());
        sample.Subcommands.Add(Pick());
        sample.Subcommands.Add(Drop());
        sample.Subcommands.Add(Step());
        sample.Subcommands.Add(Freeze());
        sample.Subcommands.Add(Account());
        SampleBestCommand.AddTo(sample, Make);
        SampleTableCommands.AddTo(sample, Make);
        SampleWishCommands.AddTo(sample, Make);
    }

    /// <summary>Makes or changes the sample by what is asked, and proposes.</summary>
    public static async Task<int> ProposeAsync(CommandRun run, string study, SampleFileWishes asked)
    {
        var named = run.Parsed.GetValue(SampleOption);
        List<string> variables = [.. asked.Vary, .. asked.Minimums.Concat(asked.Maximums).SelectMany(m => m.Bands.Select(b => b.Key))];
        if (!(await run.Get<RespondentsNamed>().AskAsync(study, run.Actor, variables, run.Cancel)).Is(out var data, out var problem)) return CommandRun.Tell(problem, run.Json);
        if (!(await run.Get<SampleList>().AskAsync(study, run.Actor, run.Cancel)).Is(out var all, out problem)) return CommandRun.Tell(problem, run.Json);
        var there = string.IsNullOrWhiteSpace(named) ? all.LastOrDefault()?.Sample
            : all.FirstOrDefault(l => l.Sample.NameKey == NameKey.Of(named) || Guid.TryParse(named, out var id) && l.Sample.Id == id)?.Sample;
        if (!WishesOf(data, asked).Is(out var wishes, out problem)) return CommandRun.Tell(problem, run.Json);
        var request = new MakeSample.Request(there?.Id ?? Guid.CreateVersion7(), there is null ? named : null, asked.Size, (int)(asked.Seed % int.MaxValue), wishes) { Must = asked.Must, Excluded = asked.Exclude };
        if (!(await run.Get<MakeSample>().DoAsync(study, run.Actor, request, run.Cancel)).Is(out var sample, out problem)) return CommandRun.Tell(problem, run.Json);
        if (!(await run.Get<ProposeSample>().DoAsync(study, run.Actor, sample.Value.Id.ToString(), run.Cancel)).Is(out var done, out problem)) return CommandRun.Tell(problem, run.Json);
        if (!(await run.Get<SampleDesk>().AskAsync(study, run.Actor, sample.Value.Id.ToString(), run.Cancel)).Is(out var made, out problem)) return CommandRun.Tell(problem, run.Json);
        var best = asked.Proof > TimeSpan.Zero ? await Task.Run(() => BestOfSample.Find(made, asked.Proof, run.Cancel), run.Cancel) : null;
        return run.Print<SampleDesk.Answer>(made, d => Answers.With(SampleDeskAnswer.Of(d, best), done.Change), d => Lines(d, best));
    }

    /// <summary>What is asked by names, as the sample keeps it by ids. Only those who agreed may be approached, where anybody was asked.</summary>
    private static Outcome<Wishes> WishesOf(RespondentData data, SampleFileWishes asked)
    {
        var (vary, cells) = (new List<Vary>(), new List<CellWish>());
        foreach (var name in asked.Vary)
        {
            if (!data.Find(name).Is(out var column, out var problem)) return problem;
            vary.Add(new(column.Variable.Id, asked.Weights.GetValueOrDefault(name, 1)));
        }
        foreach (var (number, isLeast) in asked.Minimums.Select(m => (m, true)).Concat(asked.Maximums.Select(m => (m, false))))
        {
            var bands = new List<BandName>();
            foreach (var (name, band) in number.Bands)
            {
                if (!data.Find(name).Is(out var column, out var problem)) return problem;
                var all = BandsOf(column);
                if (all.FirstOrDefault(b => NameKey.Of(b) == NameKey.Of(band)) is not { } known)
                    return new Problem.NotFound("band", band) { Detail = $"{column.Variable.Name} has no “{band}”. It has {string.Join(", ", all.Take(20))}{(all.Count > 20 ? " …" : "")}." };
                bands.Add(new(column.Variable.Id, known));
            }
            cells.Add(new(bands, isLeast ? number.Count : 0, isLeast ? null : number.Count));
        }
        return new Wishes { Vary = vary, Cells = cells, OnlyAgreed = data.Respondents.Any(r => r.MayContact is not null) };
    }

    /// <summary>What a wish can be about: the bands of a variable, else its values, else those that its numbers fall into by themselves.</summary>
    private static IReadOnlyList<string> BandsOf(VariableColumn column) =>
        column.Bands.Count > 0 ? [.. column.Bands.Select(b => b.Name)]
        : column.IsNumber ? Banding.ByItself(column.Numbers)?.Names ?? []
        : [.. column.Categories.Select(c => c.Label).Concat(Enumerable.Range(0, column.Texts.Length).Select(column.Shown)).Where(v => v.Length > 0).Distinct()];

    private static Command List()
    {
        var command = new Command("list", "List the samples of a study.") { StudyOption };
        CommandRun.Handle(command, async run => run.Print(await run.Get<SampleList>().AskAsync(run.Parsed.GetValue(StudyOption)!, run.Actor, run.Cancel),
            all => all.Select(SampleLineAnswer.Of).ToList(),
            all => all.Count == 0 ? ["There is no sample yet. Propose one: throughline sample propose --study S --size 20 --vary A,B,C"]
                : all.Select(l => $"{l.Sample.Name}  {l.Picked} of {l.Sample.Size}, {l.Interviewed} interviewed{(l.Sample.FrozenAt is null ? "" : ", frozen")}")));
        return command;
    }

    private static Command Show() => Make("show", "Show a sample: who is in it, what it covers and lacks, who is where.", ShowAsync);

    private static async Task<int> ShowAsync(CommandRun run, string study, string? named) => run.Print(
        await run.Get<SampleDesk>().AskAsync(study, run.Actor, named, run.Cancel), desk => SampleDeskAnswer.Of(desk),
        desk => Lines(desk, null));

    private static IEnumerable<string> Lines(SampleDesk.Answer desk, BestSample? best) =>
        [
            .. desk.Picks.Select(l => $"{l.Code}  {string.Join(", ", l.Values)}  {l.Pick.Origin}: {l.Pick.Reason}  {l.State}".TrimEnd()),
            desk.Figures is { } f ? $"Mean distance {f.Mean:0.000}, smallest {f.Smallest:0.000}; {f.Covered} of {f.Coverable} bands" : desk.Why ?? "",
            .. best is null || desk.Figures is null ? Array.Empty<string>() : [Sentence(new SampleProof(SampleProof.Done, 0, 0, best).Told(desk.Figures.Mean, desk.Picks.Count == desk.Sample.Size))],
            .. desk.Figures?.Empty.Select(e => $"Empty: {string.Join(" and ", e.Cell.Select(b => $"{b.Attribute} {b.Band}"))}, {(e.Empty == EmptyReason.NoOneInFrame ? "no one in the frame" : $"not recruited, {e.Open:N0} could be")}") ?? [],
        ];

    private static string Sentence(string told) => told.Length == 0 ? "" : $"{char.ToUpperInvariant(told[0])}{told[1..]}.";

    private static Command Pick()
    {
        var (who, why, instead) = (new Argument<string>("respondent") { Description = "Their study code." }, new Option<string>("--reason") { Description = "Why, for the account of the sample.", Required = true }, new Option<string?>("--in-place-of") { Description = "Who leaves for them." });
        var command = Make("pick", "Pick somebody by hand, with the reason.", async (run, study, named) => run.Print(
            await run.Get<PickRespondent>().DoAsync(study, run.Actor, named, new(Guid.CreateVersion7(), run.Parsed.GetValue(who)!, run.Parsed.GetValue(why)!, run.Parsed.GetValue(instead)), run.Cancel),
            done => Answers.With(PickAnswer.Of(done.Value, run.Parsed.GetValue(who)!), done.Change), done => [done.Change?.Summary ?? "They are in it already."]));
        command.Arguments.Add(who);
        command.Options.Add(why);
        command.Options.Add(instead);
        return command;
    }

    private static Command Drop()
    {
        var (who, why) = (new Argument<string>("respondent") { Description = "Their study code." }, new Option<string>("--reason") { Description = "Why, for the account of the sample.", Required = true });
        var command = Make("drop", "Take somebody out, with the reason.", async (run, study, named) => run.Print(
            await run.Get<DropPick>().DoAsync(study, run.Actor, named, run.Parsed.GetValue(who)!, run.Parsed.GetValue(why)!, run.Cancel),
            done => Answers.With(PickAnswer.Of(done.Value, run.Parsed.GetValue(who)!), done.Change), done => [done.Change?.Summary ?? ""]));
        command.Arguments.Add(who);
        command.Options.Add(why);
        return command;
    }

    private static Command Step()
    {
        var (who, kind) = (new Argument<string>("respondent") { Description = "Their study code." }, new Argument<string>("step") { Description = string.Join(", ", Approach.Kinds) });
        var (on, why) = (new Option<string?>("--on") { Description = "The day, as 2025-11-12. By default today." }, new Option<string?>("--reason") { Description = "Why, for the log." });
        var command = Make("approach", "Note what became of approaching somebody.", async (run, study, named) => run.Print(
            await run.Get<RecordApproach>().DoAsync(study, run.Actor, named,
                new(Guid.CreateVersion7(), run.Parsed.GetValue(who)!, run.Parsed.GetValue(kind)!, run.Parsed.GetValue(on), run.Parsed.GetValue(why) ?? ""), run.Cancel),
            done => Answers.With(ApproachAnswer.Of(done.Value), done.Change), done => [done.Change?.Summary ?? ""]));
        command.Arguments.Add(who);
        command.Arguments.Add(kind);
        command.Options.Add(on);
        command.Options.Add(why);
        return command;
    }

    private static Command Freeze()
    {
        var asOf = new Option<string?>("--as-of") { Description = "As they were at the end of this day, 2025-11-12, or at a moment. By default as they are now." };
        var command = Make("freeze", "Keep the frame and the sample as they are now, or as they were.", async (run, study, named) =>
            SampleEndpoints.AsOf(run.Parsed.GetValue(asOf)).Is(out var at, out var problem)
                ? run.Print(await run.Get<FreezeSample>().DoAsync(study, run.Actor, named, at.At, run.Cancel), done => Answers.With(SampleAnswer.Of(done.Value), done.Change), done => [done.Change?.Summary ?? $"{done.Value.Name} is frozen."])
                : CommandRun.Tell(problem, run.Json));
        command.Options.Add(asOf);
        return command;
    }

    private static Command Account()
    {
        var to = new Option<string>("--to") { Description = "The file: .docx or .html.", Required = true };
        var command = Make("account", "Write the account of the sample that a report needs.", async (run, study, named) =>
        {
            if (!ReportFile.Kind(Path.GetExtension(run.Parsed.GetValue(to)!)).Is(out var kind, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!(await run.Get<SampleAccount>().AskAsync(study, run.Actor, named, run.Cancel)).Is(out var account, out problem)) return CommandRun.Tell(problem, run.Json);
            var wrong = await TableFile.KeepAsync(run.Parsed.GetValue(to), ReportFile.Write(account.Report, kind), run.Cancel);
            return wrong is null ? run.Print<string>(run.Parsed.GetValue(to)!, file => new { file }, file => [file]) : CommandRun.Tell(wrong, run.Json);
        });
        command.Options.Add(to);
        return command;
    }

    private static Command Make(string name, string description, Func<CommandRun, string, string?, Task<int>> act)
    {
        var command = new Command(name, description) { StudyOption, SampleOption };
        CommandRun.Handle(command, run => act(run, run.Parsed.GetValue(StudyOption)!, run.Parsed.GetValue(SampleOption)));
        return command;
    }
}
