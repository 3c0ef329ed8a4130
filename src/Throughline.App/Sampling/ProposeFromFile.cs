using System.Text.Json;
using Throughline.App.Shell;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

/// <summary>Proposes a sample straight from a file. No study is opened and nothing is kept.</summary>
public static class ProposeFromFile
{
    public static async Task<int> RunAsync(string path, SampleFileWishes asked, bool json, CancellationToken cancel)
    {
        if (!(await TableFile.OpenAsync(path, cancel)).Is(out var file, out var problem)) return CommandRun.Tell(problem, json);
        foreach (var warning in file.Warnings) await Console.Error.WriteLineAsync($"{warning.Place}: {warning.Message}");
        if (!RespondentFrame.Of(file, asked).Is(out var respondents, out problem)) return CommandRun.Tell(problem, json);
        var (frame, wishes, cross) = respondents;
        if (cross.FirstOrDefault(c => c.Aggregate(1L, (n, name) => n * frame.Bands(name).Count) > 1_000) is { } wide)
            return CommandRun.Tell(new Problem.Invalid("cross", $"{string.Join(" × ", wide)} makes more than 1,000 cells. Cut a numeric column into bands, or cross fewer."), json);
        var proposal = await Task.Run(() => Proposals.Propose(frame, wishes, new() { Seed = asked.Seed }, cancel), cancel);
        if (!proposal.IsPossible) return CommandRun.Tell(new Problem.Conflict("The wishes cannot all be had", ClashWords.Of(proposal.Clash)), json);
        if (asked.Proof > TimeSpan.Zero && !Console.IsErrorRedirected) await Console.Error.WriteLineAsync($"Looking for the proven best, for {asked.Proof.TotalSeconds:0.#} s at most");
        var best = asked.Proof > TimeSpan.Zero ? await Task.Run(() => BestSample.Find(frame, wishes, proposal.Picked, asked.Proof, cancel), cancel) : null;
        var picked = asked.IsExact && best is not null ? best.Picked : proposal.Picked;
        var answer = SampleProposalAnswer.Of(frame, SampleFigures.Of(frame, wishes, picked, cross), picked, asked.Seed, best, file.Warnings);
        if (json) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, Answers.Json));
        else foreach (var line in answer.Lines()) await Console.Out.WriteLineAsync(line);
        return Exit.Done;
    }
}
