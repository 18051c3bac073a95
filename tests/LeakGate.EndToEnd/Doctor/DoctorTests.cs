using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using LeakGate.Samples;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Doctor;

/// <summary>The doctor on this machine, whole. It also holds beside other work: its load is small and its leaks are large.</summary>
[Collection<WaitingRuns>]
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_kind_is_caught_at_its_rate_the_twin_is_clean_and_nothing_is_left()
    {
        var end = await LeakGateProcess.RunAsync(_folder.Path, "doctor", "--quiet", "--json");

        end.Code.ShouldBe(0, end.ToString());
        using var document = JsonDocument.Parse(end.Output);
        document.RootElement.GetProperty("proven").GetBoolean().ShouldBeTrue();
        var control = document.RootElement.GetProperty("control").EnumerateArray().ToList();
        control.Select(NameOf).Order(StringComparer.Ordinal).ShouldBe(Resource.All.Select(resource => resource.Name).Order(StringComparer.Ordinal));
        control.ShouldAllBe(kind => kind.GetProperty("proven").GetBoolean() && kind.GetProperty("twin").GetProperty("clean").GetBoolean());
        document.RootElement.GetProperty("keeper").GetProperty("left").GetArrayLength().ShouldBe(0);
    }

    private static string NameOf(JsonElement kind) => kind.GetProperty("resource").GetString()!;
}
