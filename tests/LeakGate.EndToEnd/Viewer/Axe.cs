using System.Text.Json;
using Microsoft.Playwright;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>axe-core on a page that is open.</summary>
internal static class Axe
{
    /// <summary>Serious and critical findings. What passes is not described: that takes most of the time.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "web", "node_modules", "axe-core", "axe.min.js")) + "; 0");
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run({ resultTypes: ['violations'] })).violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))");
        return [.. found.EnumerateArray().Select(violation => violation.GetString()!)];
    }
}
