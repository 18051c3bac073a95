using LeakGate.Observation.Load;
using LeakGate.Runs.Plans;

namespace LeakGate.Tests.Load;

/// <summary>Short ways to write a load plan.</summary>
internal static class LoadPlans
{
    public static LoadPlan MixOf(params RequestPlan[] requests) => new() { Requests = requests, Concurrency = 4, Timeout = LoopbackServer.Patience };

    /// <summary>A block that should end by itself now, and fails the test if it does not.</summary>
    public static Task<LoadResult> Ended(Task<LoadResult> running) => running.WaitAsync(LoopbackServer.Patience, TimeProvider.System);

    public static RequestPlan Get(string path, int weight = 1) => new() { Name = $"GET {path}", Method = "GET", Path = path, Weight = weight };

    public static RequestPlan Post(string path, string body, int weight = 1) =>
        new() { Name = $"POST {path}", Method = "POST", Path = path, Body = body, Weight = weight };
}
