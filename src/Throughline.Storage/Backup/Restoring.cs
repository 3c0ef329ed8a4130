using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Storage.Backup;

/// <summary>Putting a copy of the database in the place of the live one, whatever else is going on.</summary>
internal static class Restoring
{
    /// <summary>
    /// Nobody changes anything meanwhile. What stood there is kept as a snapshot, which is the answer; a copy that an older
    /// version made is brought up to date.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="copy">The file whose content is to stand there.</param>
    /// <param name="named">What people call it.</param>
    /// <param name="cancel">Given up only before anything is touched.</param>
    public static async Task<Outcome<Snapshot>> PutBackAsync(DataFolder folder, string copy, string named, CancellationToken cancel)
    {
        if (Wrong(copy, named) is { } wrong) return wrong;
        using (await folder.Dbs.EnterAsync(cancel))
        {
            var before = Snapshots.Keep(folder, "before-restore", spare: Path.GetFileName(copy));
            Replace(folder, copy);
            await folder.RestoredAsync();
            return before;
        }
    }

    public static Problem NotDone(Exception fault) =>
        new Problem.NotKept("The backup was not restored", $"{fault.Message} What stood in the folder is as it was.");

    private static void Replace(DataFolder folder, string copy)
    {
        using var from = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        using var to = new SqliteConnection($"Data Source={folder.DatabaseFile};Pooling=False;Default Timeout=30");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    /// <summary>Why a copy cannot stand in the place of the database; null where it can.</summary>
    public static Problem? Wrong(string copy, string named)
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
            connection.Open();
            if (!Asks(connection, "SELECT (SELECT count(*) FROM Studies) >= 0 AND (SELECT integrity_check FROM pragma_integrity_check LIMIT 1) = 'ok'"))
                return Damaged(named);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
            using var rows = command.ExecuteReader();
            var known = Known();
            while (rows.Read())
                if (!known.Contains(rows.GetString(0))) return Newer(named);
            return null;
        }
        catch (SqliteException)
        {
            return Damaged(named);
        }
    }

    private static bool Asks(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 1;
    }

    private static HashSet<string> Known()
    {
        using var db = new SqliteStudyDb(new DbContextOptionsBuilder<SqliteStudyDb>().UseSqlite("Data Source=:memory:").Options);
        return [.. db.Database.GetMigrations()];
    }

    private static Problem.Unreadable Damaged(string named) =>
        new(named, "the database in it", "It is damaged, or no database of Throughline.", "Nothing was changed. Choose another snapshot or backup.");

    private static Problem.Unreadable Newer(string named) =>
        new(named, "the database in it", "A newer version of Throughline made it.", "Nothing was changed. Open it with that version.");
}
