using System.Text;
using LeakGate.Findings;

namespace LeakGate.Reports.Formats.Html;

/// <summary>The viewer as <c>web/</c> was built into this assembly: one script, one style sheet.</summary>
internal sealed record ViewerBundle(string Script, string Style)
{
    private static readonly Lazy<ViewerBundle> Read = new(() => new ViewerBundle(Resource("viewer.js"), Resource("viewer.css")));

    public static ViewerBundle Built => Read.Value;

    /// <summary>
    /// Nothing may be loaded, sent or run but this very script and style. <c>data:</c> and <c>blob:</c> serve the icon and what is downloaded from the page itself.
    /// </summary>
    public string Policy =>
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(Sha256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(ViewerBundle).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in this assembly: it was built without web/.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
