using System.Diagnostics;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

/// <summary>A compiled Java program that holds, or drops, as many arrays as it is told on its input; <c>load COUNT</c> makes it load a class again.</summary>
public sealed class JavaProgram : IAsyncLifetime
{
    private const string Source = """
        import java.io.*;
        import java.util.*;

        public class Hold {
            static final List<byte[]> kept = new ArrayList<>();
            static final List<Class<?>> loaded = new ArrayList<>();

            /** Loads each class once more, as a server does with an application that it starts again. */
            static class Again extends ClassLoader {
                @Override
                public Class<?> loadClass(String name) throws ClassNotFoundException {
                    if (!name.startsWith("Hold")) {
                        return super.loadClass(name);
                    }
                    try (var file = Hold.class.getResourceAsStream(name + ".class")) {
                        var bytes = file.readAllBytes();
                        return defineClass(name, bytes, 0, bytes.length);
                    } catch (IOException problem) {
                        throw new ClassNotFoundException(name);
                    }
                }
            }

            public static void main(String[] args) throws Exception {
                var input = new BufferedReader(new InputStreamReader(System.in));
                System.out.println("done");
                for (String line; (line = input.readLine()) != null; ) {
                    var words = line.split(" ");
                    if (words[0].equals("load")) {
                        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                            loaded.add(new Again().loadClass("Hold"));
                        }
                        System.out.println("done");
                        continue;
                    }
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
