using System.Net;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>What the cells of one column have in common, gathered in one pass.</summary>
internal sealed partial class ColumnValues
{
    /// <summary>So many distinct answers are kept apart; with more, a column is no choice.</summary>
    public const int MostDistinct = 250;

    private readonly Dictionary<string, Seen> distinct = new(StringComparer.Ordinal);

    public int Filled { get; private set; }

    /// <summary>Whether there are more distinct answers than are kept apart.</summary>
    public bool IsMany { get; private set; }

    public int Numeric { get; private set; }

    public int Whole { get; private set; }

    public int Commas { get; private set; }

    public int Dates { get; private set; }

    public int Emails { get; private set; }

    public int Addresses { get; private set; }

    public int Phones { get; private set; }

    public double Lowest { get; private set; } = double.PositiveInfinity;

    public double Highest { get; private set; } = double.NegativeInfinity;

    public int Longest { get; private set; }

    public long Length { get; private set; }

    public int WithLineBreak { get; private set; }

    /// <summary>Whether the day stands first in its dates; null where none tells.</summary>
    public bool? IsDayFirst { get; private set; }

    /// <summary>The distinct answers in the order in which they first occur.</summary>
    public IReadOnlyCollection<string> Distinct => distinct.Keys;

    public double MeanLength => Filled == 0 ? 0 : Length / (double)Filled;

    public bool IsNumeric => Filled > 0 && Numeric == Filled;

    public bool IsWhole => Filled > 0 && Whole == Filled;

    /// <summary>How often an answer was given.</summary>
    public int Times(string answer) => distinct[answer].Times;

    /// <summary>Where an answer was first given.</summary>
    public int FirstLine(string answer) => distinct[answer].Line;

    /// <summary>Whether at least the share of the answers is so.</summary>
    public bool Mostly(int count, double share = 0.9) => Filled > 0 && count >= Filled * share;

    public void Add(string cell, int line)
    {
        if (cell.Length == 0)
            return;
        Filled++;
        Length += cell.Length;
        if (distinct.TryGetValue(cell, out var seen))
            seen.Times++;
        else
        {
            seen = Look(cell, line);
            if (distinct.Count < MostDistinct)
                distinct.Add(cell, seen);
            else
                IsMany = true;
        }
        Count(seen);
    }

    private void Count(Seen seen)
    {
        Numeric += seen.Number is null ? 0 : 1;
        Whole += seen.IsWhole ? 1 : 0;
        Commas += seen.HasComma ? 1 : 0;
        Dates += seen.IsDate ? 1 : 0;
        Emails += seen.IsEmail ? 1 : 0;
        Addresses += seen.IsIp ? 1 : 0;
        Phones += seen.IsPhone ? 1 : 0;
        WithLineBreak += seen.HasLineBreak ? 1 : 0;
    }

    private Seen Look(string cell, int line)
    {
        Longest = Math.Max(Longest, cell.Length);
        var number = Numbers.Read(cell);
        if (number is { } n)
            (Lowest, Highest) = (Math.Min(Lowest, n), Math.Max(Highest, n));
        var isShort = cell.Length <= 120;
        var isDate = isShort && number is null && Surveys.Dates.Looks(cell);
        if (isDate)
            IsDayFirst ??= Surveys.Dates.IsDayFirst(cell);
        return new Seen(line)
        {
            Number = number,
            IsWhole = number is not null && Numbers.IsWhole(cell),
            HasComma = number is not null && cell.Contains(','),
            IsDate = isDate,
            IsEmail = isShort && cell.Contains('@') && Email().IsMatch(cell),
            IsIp = isShort && number is null && (cell.Count(c => c == '.') == 3 || cell.Contains(':')) && !isDate && IPAddress.TryParse(cell, out _),
            IsPhone = isShort && !isDate && Phone().IsMatch(cell) && cell.Count(char.IsAsciiDigit) is >= 7 and <= 15,
            HasLineBreak = cell.Contains('\n'),
        };
    }

    [GeneratedRegex(@"^[^\s@,;]{1,64}@[^\s@,;]{1,80}\.[a-zA-Z]{2,24}\z")]
    private static partial Regex Email();

    /// <summary>Digits with the signs that stand between the parts of a telephone number; plain digits are a number.</summary>
    [GeneratedRegex(@"^(\+|\()?\d[\d\s().\-/]{5,24}\z")]
    private static partial Regex Phone();

    private sealed class Seen(int line)
    {
        public int Line => line;

        public int Times { get; set; } = 1;

        public double? Number { get; init; }

        public bool IsWhole { get; init; }

        public bool HasComma { get; init; }

        public bool IsDate { get; init; }

        public bool IsEmail { get; init; }

        public bool IsIp { get; init; }

        public bool IsPhone { get; init; }

        public bool HasLineBreak { get; init; }
    }
}
