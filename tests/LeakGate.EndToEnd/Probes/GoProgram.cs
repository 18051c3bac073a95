using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Probes;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(GoProgram))]

namespace LeakGate.EndToEnd.Probes;

/// <summary>
/// A Go program, compiled once for all tests that ask for it, without modules and network. It serves HTTP at a port: <c>/memory</c> keeps
/// 32 KiB, <c>/goroutine</c> a goroutine with 8 KiB, anything else nothing. It serves pprof too, unless it is told not to, and obeys orders on its input:
/// <c>hold COUNT SIZE</c>, <c>drop COUNT SIZE</c>, <c>go COUNT 0</c>.
/// </summary>
public sealed class GoProgram : IDisposable
{
    private const string Source = """
        package main

        import (
        	"bufio"
        	"fmt"
        	"net"
        	"net/http"
        	_ "net/http/pprof"
        	"os"
        	"sync"
        	"time"
        )

        var (
        	lock  sync.Mutex
        	kept  [][]byte
        	never = make(chan int)
        )

        // Memory that nobody has written to takes no place in the machine.
        func filled(size int) []byte {
        	made := make([]byte, size)
        	for i := range made {
        		made[i] = 1
        	}
        	return made
        }

        func hold(size int) {
        	lock.Lock()
        	defer lock.Unlock()
        	kept = append(kept, filled(size))
        }

        func wait(held []byte) {
        	<-never
        	println(len(held))
        }

        func main() {
        	http.HandleFunc("/memory", func(w http.ResponseWriter, r *http.Request) { hold(32768) })
        	http.HandleFunc("/goroutine", func(w http.ResponseWriter, r *http.Request) { go wait(filled(8192)) })
        	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})
        	var handler http.Handler = http.DefaultServeMux
        	if len(os.Args) > 2 {
        		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
        			switch r.URL.Path {
        			case "/memory":
        				hold(32768)
        			case "/debug/pprof/":
        				time.Sleep(time.Hour)
        			}
        		})
        	}
        	listener, problem := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
        	if problem != nil {
        		panic(problem)
        	}
        	go func() { panic(http.Serve(listener, handler)) }()
        	fmt.Println("done")
        	input := bufio.NewScanner(os.Stdin)
        	for input.Scan() {
        		var order string
        		var count, size int
        		fmt.Sscan(input.Text(), &order, &count, &size)
        		for i := 0; i < count; i++ {
        			switch order {
        			case "hold":
        				hold(size)
        			case "drop":
        				_ = fmt.Sprint(len(filled(size)))
        			case "go":
        				go wait(nil)
        			}
        		}
        		time.Sleep(10 * time.Millisecond)
        		fmt.Println("done")
        	}
        	wait(nil)
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _built;

    public GoProgram() => _built = new Lazy<Task<string>>(BuildAsync);

    /// <summary>The command that serves at a port.</summary>
    /// <param name="port">On loopback.</param>
    /// <param name="pprof">Whether it has pprof; without, the question for it hangs.</param>
    public async Task<string[]> CommandAsync(int port, bool pprof = true) =>
        [await _built.Value, port.ToString(CultureInfo.InvariantCulture), .. pprof ? Array.Empty<string>() : ["without"]];

    /// <summary>Starts it; it waits for orders when this returns.</summary>
    public async Task<OrderedProgram> StartAsync(int port, bool pprof = true, params string[] before) =>
        await OrderedProgram.StartAsync(_folder.Path, [.. before, .. await CommandAsync(port, pprof)]);

    public void Dispose() => _folder.Dispose();

    private async Task<string> BuildAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "main.go"), Source);
        var start = new ProcessStartInfo("go", ["build", "-o", "program", "main.go"])
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardError = true,
        };

        // Nothing from the network or of the user, and nothing left behind.
        foreach (var (name, value) in new (string, string)[]
        {
            ("GO111MODULE", "off"), ("GOFLAGS", ""), ("GOPROXY", "off"), ("GOTOOLCHAIN", "local"), ("CGO_ENABLED", "0"),
            ("GOPATH", Path.Combine(_folder.Path, "path")), ("GOCACHE", Path.Combine(_folder.Path, "cache")), ("GOENV", "off"),
        })
        {
            start.Environment[name] = value;
        }

        using var compiler = Process.Start(start)!;
        var error = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        compiler.ExitCode.ShouldBe(0, error);
        return Path.Combine(_folder.Path, "program");
    }
}
