using System.Diagnostics;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>A compiled Java program that holds, or drops, as many arrays as it is told on its input.</summary>
public sealed class JavaProgram : IAsyncLifetime
{
    private const string Source = """
        import java.io.*;
        import java.util.*;

        public class Hold {
            static final List<byte[]> kept = new ArrayList<>();

            public static void main(String[] args) throws Exception {
                var input = new BufferedReader(new InputStreamReader(System.in));
                System.out.println("done");
                for (String line; (line = input.readLine()) != null; ) {
                    var words = line.split(" ");
                    for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                        var array = new byte[Integer.parseInt(words[2])];
                        if (words[0].equals("hold")) {
                            kept.add(array);
                        }
                    }
                    System.out.println("done");
                }
            }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "Hold.java"), Source);
        using var compiler = Process.Start(new ProcessStartInfo("javac", ["Hold.java"]) { WorkingDirectory = _folder.Path })!;
        await compiler.WaitForExitAsync();
        compiler.ExitCode.ShouldBe(0);
    }

    /// <summary>Starts it; it waits for orders when this returns.</summary>
    public Task<OrderedProgram> StartAsync(params string[] options) =>
        OrderedProgram.StartAsync(_folder.Path, ["java", .. options, "-Xmx256m", "-cp", _folder.Path, "Hold"]);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
