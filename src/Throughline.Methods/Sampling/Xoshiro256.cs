using System.Numerics;

namespace Throughline.Methods.Sampling;

/// <summary>
/// Random numbers that are the same for a seed on every machine and in every version of the runtime: xoshiro256** (Blackman and Vigna,
/// Scrambled linear pseudorandom number generators, ACM TOMS 47(4), 2021), its state filled from the seed by SplitMix64 (Steele, Lea and Flood,
/// Fast splittable pseudorandom number generators, OOPSLA 2014).
/// </summary>
public sealed class Xoshiro256
{
    private ulong a, b, c, d;

    /// <summary>Begins the sequence of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public Xoshiro256(ulong seed) => (a, b, c, d) = (Split(ref seed), Split(ref seed), Split(ref seed), Split(ref seed));

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(b * 5, 7) * 9;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>A whole number from 0 up to but without a limit, each equally likely (Lemire, ACM TOMACS 29(1), 2019).</summary>
    /// <param name="limit">Above 0.</param>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var bound = (ulong)limit;
        var high = Math.BigMul(Next(), bound, out var low);
        if (low < bound)
            for (var least = (0 - bound) % bound; low < least;)
                high = Math.BigMul(Next(), bound, out low);
        return (int)high;
    }

    /// <summary>A number from 0 up to but without 1, in steps of 2⁻⁵³.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Split(ref ulong seed)
    {
        var z = seed += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
