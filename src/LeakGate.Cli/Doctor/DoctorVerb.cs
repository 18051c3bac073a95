using System.Text.Json;
using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Observation.Machines;
using LeakGate.Runs;

namespace LeakGate.Cli.Doctor;

/// <summary><c>leakgate doctor</c>: proves on the control program that LeakGate sees, and tells what the machine allows.</summary>
internal sealed class DoctorVerb(CliHost host, CliTexts texts)
{
    /// <summary>0 where everything is proven, 3 where something is not, 130 where it was interrupted.</summary>
    public async Task<int> ExecuteAsync(DoctorRequest request, CancellationToken cancellation)
    {
        MachineFacts facts = await new MachineReader(host.Environment).ReadAsync(host.CurrentFolder, cancellation);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("leakgate-doctor-");
        ControlRuns runs = new(request.Kinds, folder.FullName, request.Quiet, texts.Language, TimeProvider.System);
        bool keep = true;
        try
        {
            if (await runs.RunAsync(cancellation) is not { } reading)
            {
                keep = false;
                return ExitCodes.Interrupted;
            }

            ControlProof proof = ControlProof.Of(reading, texts.Language);
            keep = !proof.Ok;
            await PrintAsync(request, reading, proof, facts, keep ? folder.FullName : null);
            return proof.Ok ? ExitCodes.Clean : ExitCodes.Inconclusive;
        }
        finally
        {
            // A fault leaves the records too: they say how far it came.
            if (!keep)
            {
                Directory.Delete(folder.FullName, recursive: true);
            }
        }
    }

    private async Task PrintAsync(DoctorRequest request, ControlReading reading, ControlProof proof, MachineFacts facts, string? records)
    {
        if (request.Json)
        {
            await host.Output.WriteLineAsync(JsonSerializer.Serialize(DoctorDocument.Of(reading, facts, RunSession.Version, records), RunJson.Indented));
            return;
        }

        var style = ConsoleStyles.Of(new RunOptions { Host = host, Language = texts.Language, OutputFolder = host.CurrentFolder });
        new DoctorText(host.Output, style).Write(proof, MachineList.Of(facts, texts.Language), records);
    }
}
