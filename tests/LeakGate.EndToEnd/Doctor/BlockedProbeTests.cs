using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using LeakGate.Samples;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Doctor;

/// <summary>The doctor with one probe that is really blocked: it reads nothing, so a busy machine changes nothing.</summary>
[Collection<WaitingRuns>]
public sealed class BlockedProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_heap_that_can_not_be_asked_is_named_and_exits_with_3()
    {
        var end = await LeakGateProcess.RunAsync(
            _folder.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_EnableDiagnostics"] = "0" }, "doctor", "--only", "heap", "--quiet", "--json");

        end.Code.ShouldBe(3, end.ToString());
        using var document = JsonDocument.Parse(end.Output);
        var records = document.RootElement.GetProperty("records").GetString()!;
        try
        {
            Directory.Exists(records).ShouldBeTrue();
            document.RootElement.GetProperty("proven").GetBoolean().ShouldBeFalse();
            var heap = document.RootElement.GetProperty("control").EnumerateArray().ShouldHaveSingleItem();
            heap.GetProperty("resource").GetString().ShouldBe(Resource.Heap.Name);
            heap.GetProperty("proven").GetBoolean().ShouldBeFalse();
            heap.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
            document.RootElement.GetProperty("machine").EnumerateArray()
                .Single(line => line.GetProperty("key").GetString() == "dotnet").GetProperty("state").GetString().ShouldBe("missing");
        }
        finally
        {
            Directory.Delete(records, recursive: true);
        }
    }
}
