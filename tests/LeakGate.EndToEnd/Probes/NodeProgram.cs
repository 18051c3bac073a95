using System.Globalization;
using LeakGate.EndToEnd.Samples;
using LeakGate.EndToEnd.Targets;

namespace LeakGate.EndToEnd.Probes;

/// <summary>A Node.js program that holds, or drops, as many arrays or buffers as it is told; <c>fork</c> hands what follows to a process of its own.</summary>
public sealed class NodeProgram : IDisposable
{
    private const string Source = """
        const { fork } = require('node:child_process');
        const kept = [];
        let child;
        let childPort = process.debugPort;
        function obey(line, done) {
            const [order, count, size] = line.split(' ');
            if (order === 'fork') {
                child ??= fork(__filename, ['child'], { execArgv: ['--inspect-port=' + childPort] });
                child.once('message', done);
                child.send(line.slice(5));
                return;
            }
            if (order === 'ports') {
                childPort = 0;
            }
            if (order === 'signal') {
                process.on('SIGUSR1', () => kept.push(1));
            }
            for (let i = 0; i < Number(count); i++) {
                const made = order.endsWith('buffer') ? Buffer.alloc(Number(size), 1) : new Array(Number(size) / 8).fill(1.5 + i);
                if (order.startsWith('hold')) {
                    kept.push(made);
                }
            }
            done();
        }
        if (process.argv[2] === 'child') {
            process.on('message', line => obey(line, () => process.send('done')));
        } else {
            require('node:readline').createInterface({ input: process.stdin }).on('line', line => obey(line, () => console.log('done')));
            process.stdin.on('end', () => process.exit());
            console.log('done');
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public NodeProgram() => File.WriteAllText(Path.Combine(_folder.Path, "hold.js"), Source);

    /// <summary>Where an inspector that is asked for listens: of its own, so that tests can run side by side.</summary>
    public int Port { get; } = SampleServers.FreePort();

    /// <summary>Starts it; it waits for orders when this returns.</summary>
    /// <param name="before">Words before <c>node</c>.</param>
    /// <param name="options">Options of Node.js in place of the port of its inspector.</param>
    public Task<OrderedProgram> StartAsync(string[]? before = null, params string[] options) => OrderedProgram.StartAsync(
        _folder.Path,
        [.. before ?? [], "node", .. options.Length > 0 ? options : [string.Create(CultureInfo.InvariantCulture, $"--inspect-port={Port}")], "hold.js"]);

    public void Dispose() => _folder.Dispose();
}
