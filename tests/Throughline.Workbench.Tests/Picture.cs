using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests;

/// <summary>Everything a study holds save its history, in text, so that two moments can be compared to the last field.</summary>
internal static class Picture
{
    public static async Task<string> OfAsync(StudyDb db, Guid study)
    {
        var lines = new List<string>();
        foreach (var type in RecordedTypes.All)
        {
            var read = typeof(Picture).GetMethod(nameof(LinesAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type.Clr);
            lines.AddRange(await (Task<List<string>>)read.Invoke(null, [db, study])!);
        }
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> LinesAsync<T>(StudyDb db, Guid study) where T : class, IRecorded =>
        (await db.Set<T>().AsNoTracking().Where(r => r.StudyId == study).ToListAsync()).ConvertAll(row => typeof(T).Name + JsonSerializer.Serialize<object>(row));
}
