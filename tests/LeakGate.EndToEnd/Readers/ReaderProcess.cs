using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>A reader that is not ours: it gets a document on its input and tells what it read.</summary>
internal static class ReaderProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>What the reader printed; an exit code other than 0 fails the test.</summary>
    public static async Task<string> ReadAsync(string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> document)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var reader = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = reader.StandardOutput.ReadToEndAsync(cancel);
            var error = reader.StandardError.ReadToEndAsync(cancel);
            await reader.StandardInput.BaseStream.WriteAsync(document, cancel);
            reader.StandardInput.Close();
            await reader.WaitForExitAsync(cancel).WaitAsync(Longest, cancel);
            reader.ExitCode.ShouldBe(0, await error);
            return await output;
        }
        finally
        {
            if (!reader.HasExited)
            {
                reader.Kill(entireProcessTree: true);
            }
        }
    }
}
