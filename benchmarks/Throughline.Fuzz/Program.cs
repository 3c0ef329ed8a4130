using Throughline.Formats.Pdf;
using Throughline.Fuzz;

if (args is [PdfApart.Word]) return PdfServing.Run();
PdfApart.Use(Environment.ProcessPath!);
var name = args.ElementAtOrDefault(0);
if (name is null || !Targets.All.TryGetValue(name, out var target))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project benchmarks/Throughline.Fuzz -- READER [INPUTS] [FOLDER OF REAL FILES] [FIRST SEED]\nReaders: {string.Join(", ", Targets.All.Keys)}");
    return 2;
}
var inputs = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000;
var seed = args.Length > 3 ? int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture) : 1;
return new Campaign(name, target).Run(inputs, seed, args.ElementAtOrDefault(2));
