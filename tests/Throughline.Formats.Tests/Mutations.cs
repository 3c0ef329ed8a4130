namespace Throughline.Formats.Tests;

/// <summary>Files as they arrive damaged: bytes changed, dropped, doubled, or cut off.</summary>
internal static class Mutations
{
    public const int Rounds = 300;

    /// <summary>Every mutation of the file is read, or refused as unreadable; anything else fails the test.</summary>
    public static void AreReadOrRefused(byte[] file, Action<byte[]> read)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var mutated = Mutate(file, new Random(seed));
            try
            {
                read(mutated);
            }
            catch (UnreadableFileException refusal)
            {
                Assert.False(string.IsNullOrWhiteSpace(refusal.Remedy));
            }
            catch (Exception fault)
            {
                Assert.Fail($"Mutation {seed} let a {fault.GetType().Name} out: {fault}");
            }
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (var n = random.Next(1, 12); n > 0 && bytes.Count > 1; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4 when random.Next(10) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
