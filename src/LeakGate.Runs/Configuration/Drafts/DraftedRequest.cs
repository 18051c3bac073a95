using System.Globalization;
using System.Text;

namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>One request of a new file, as an entry of the list: a line where that is enough, else keys.</summary>
internal static class DraftedRequest
{
    private const string First = "    - ";
    private const string Next = "      ";

    /// <summary>The lines of one request; its name is made different from those before it.</summary>
    public static string Write(DraftRequest request, HashSet<string> names)
    {
        string own = $"{request.Method} {request.Path}";
        string wanted = request.Name is { } given ? FileText.Value(given) : own;
        string name = wanted;
        for (int other = 2; request.LeftOut is null && !names.Add(name); other++)
        {
            // A name takes templates as plain text, but a variable in it would be filled in, and shown.
            name = string.Create(CultureInfo.InvariantCulture, $"{(request.Name is null ? FileText.Value(own) : wanted)} ({other})");
        }

        bool named = name != own;
        if (!named && request.Headers.Count == 0 && request.Body is null && request.Weight == 1)
        {
            return $"{First}{YamlScalar.Of(own)}\n";
        }

        List<string> lines = [];
        if (named)
        {
            lines.Add("name: " + YamlScalar.Of(name));
        }

        lines.Add("method: " + request.Method);
        lines.Add("path: " + YamlScalar.Of(request.Path));
        if (request.Headers.Count > 0)
        {
            lines.Add("headers:");
            lines.AddRange(request.Headers.Select(header => $"  {YamlScalar.Of(header.Key)}: {YamlScalar.Of(header.Value)}"));
        }

        if (request.Body is { } body)
        {
            lines.Add("body: " + YamlScalar.Of(body, Next + "  "));
        }

        if (request.Weight != 1)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"weight: {request.Weight}"));
        }

        StringBuilder text = new();
        for (int i = 0; i < lines.Count; i++)
        {
            text.Append(i == 0 ? First : Next).Append(lines[i]).Append('\n');
        }

        return text.ToString();
    }
}
