using System.Text;
using Throughline.App.Shell;

namespace Throughline.App.Tests.Cli;

/// <summary>Runs the command line in this process, from its words to its exit code. Each run hears only what it says itself.</summary>
public static class CommandHere
{
    private static readonly Heard Output = new(Console.Out), Errors = new(Console.Error);

    static CommandHere()
    {
        Console.SetOut(Output);
        Console.SetError(Errors);
    }

    public static async Task<Executable.Ran> RunAsync(string[] words)
    {
        var (output, errors) = (Output.Begin(), Errors.Begin());
        var exit = await CommandLine.RunAsync(words);
        return new(exit, output.ToString(), errors.ToString());
    }

    private sealed class Heard(TextWriter otherwise) : TextWriter
    {
        private readonly AsyncLocal<TextWriter?> here = new();

        private TextWriter To => here.Value ?? otherwise;

        /// <summary>What the caller and all that it calls write from now on.</summary>
        public StringWriter Begin()
        {
            var heard = new StringWriter();
            here.Value = Synchronized(heard);
            return heard;
        }

        public override Encoding Encoding => otherwise.Encoding;
        public override void Write(char value) => To.Write(value);
        public override void Write(string? value) => To.Write(value);
        public override void Write(char[] buffer, int index, int count) => To.Write(buffer, index, count);
        public override void Write(ReadOnlySpan<char> buffer) => To.Write(buffer);
        public override void WriteLine() => To.WriteLine();
        public override void WriteLine(string? value) => To.WriteLine(value);
        public override Task WriteLineAsync(string? value) => To.WriteLineAsync(value);
        public override void Flush() => To.Flush();
    }
}
