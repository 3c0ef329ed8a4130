using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>The study codes of respondents, R001, R002 …, in the order in which they come in. A code is never given twice, not even after a withdrawal.</summary>
public sealed class StudyCodes
{
    private readonly HashSet<string> taken;
    private int last;

    private StudyCodes(HashSet<string> taken, int last) => (this.taken, this.last) = (taken, last);

    public static async Task<StudyCodes> OfAsync(StudyScope scope)
    {
        var keys = await scope.Respondents.Select(r => r.CodeKey).ToListAsync(scope.Cancel);
        return new([.. keys], keys.Select(Number).DefaultIfEmpty(0).Max());
    }

    public string Next()
    {
        string code;
        do code = "R" + (++last).ToString("000", CultureInfo.InvariantCulture);
        while (!taken.Add(NameKey.Of(code)));
        return code;
    }

    private static int Number(string key) =>
        key.Length > 1 && key[0] == 'r' && int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
