using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Vault;

/// <summary>Puts names and addresses into the opened vault, one or many. What was known stays where nothing new is said.</summary>
public sealed class EnterNames(StudyStore store, IdentityVaults vaults) : IVerb
{
    public sealed record Report(int Rows, int Added, IReadOnlyList<RowTrouble> Troubles);

    public Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, string file, IReadOnlyList<TableRow> table, CancellationToken cancel) =>
        Read(file, table).Is(out var read, out var problem) ? EnterAsync(study, actor, read.Entries, read.Troubles, cancel) : Task.FromResult<Outcome<Done<Report>>>(problem);

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, VaultEntry entry, CancellationToken cancel) =>
        entry.Wrong() is { } wrong ? new Problem.Invalid("code", wrong) : await EnterAsync(study, actor, [entry], [], cancel);

    private async Task<Outcome<Done<Report>>> EnterAsync(
        StudyRef study, Actor actor, IReadOnlyCollection<VaultEntry> entries, IReadOnlyList<RowTrouble> troubles, CancellationToken cancel)
    {
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (!(await vaults.EnterAsync(id, entries, cancel)).Is(out var added, out problem)) return problem;
        var code = entries.Count == 1 ? entries.Single().Code : "";
        var told = entries.Count == 1 ? $"entered who {code} is into the identity vault" : $"entered {Told.Count(entries.Count, "name")} into the identity vault";
        var written = await VaultLog.WriteAsync(store, (id, actor), ("entered", code, $"{entries.Count}"), told, cancel);
        return written.Is(out var done, out problem) ? new Done<Report>(new(entries.Count + troubles.Count, added, troubles), done.Change) : problem;
    }

    private static Outcome<(List<VaultEntry> Entries, List<RowTrouble> Troubles)> Read(string file, IReadOnlyList<TableRow> table)
    {
        if (!TableColumns.Read(file, table).Is(out var columns, out var problem)) return problem;
        if (!columns.Has("code") && !columns.Has("study code") && !columns.Has("id"))
            return new Problem.Unreadable(file, "Row 1", "No column is named code.", "One column holds the study codes: name it code. The others are name, email, telephone, address, note.");
        var (entries, troubles) = (new List<VaultEntry>(), new List<RowTrouble>());
        foreach (var row in columns.Rows)
        {
            var entry = new VaultEntry(
                columns.Cell(row, "code", "study code", "id").Trim(), columns.Cell(row, "name", "full name"), columns.Cell(row, "email", "e-mail", "email address"),
                columns.Cell(row, "telephone", "phone", "phone number", "mobile"), columns.Cell(row, "address"), columns.Cell(row, "note"));
            if (entry.Wrong() is { } wrong) troubles.Add(new($"row {row.Line}", wrong));
            else entries.Add(entry);
        }
        return (entries, troubles);
    }
}

/// <summary>Takes one person out of the opened vault.</summary>
public sealed class RemoveName(StudyStore store, IdentityVaults vaults) : IVerb
{
    public async Task<Outcome<Done<VaultEvent>>> DoAsync(StudyRef study, Actor actor, string code, CancellationToken cancel)
    {
        if (!(await VaultLog.StudyAsync(store, study, actor, cancel)).Is(out var id, out var problem)) return problem;
        if (!(await vaults.RemoveAsync(id, code, cancel)).Is(out var removed, out problem)) return problem;
        if (!removed) return new Problem.NotFound("name in the vault for", code);
        return await VaultLog.WriteAsync(store, (id, actor), ("removed", code, ""), $"removed from the identity vault who {code} is", cancel);
    }
}
