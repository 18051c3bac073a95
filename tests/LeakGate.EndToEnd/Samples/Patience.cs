using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

/// <summary>Waits for something that offers no event, with a bound and the last reason in the failure.</summary>
internal static class Patience
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        while (watch.Elapsed < Bound)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                last = e;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Waited a minute in vain until {what}. {last?.Message}", last);
    }
}
