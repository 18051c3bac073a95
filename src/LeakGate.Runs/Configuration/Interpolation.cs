using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration;

/// <summary>
/// Fills in <c>${NAME}</c> and <c>${NAME:-default}</c> from the environment; <c>${service.value}</c> is checked and left for later;
/// <c>$$</c> is a dollar. An unset variable without a default is an error; one that is set but empty is taken as it is, unless it
/// has a default (as in a POSIX shell).
/// </summary>
internal static class Interpolation
{
    /// <summary>The expanded text in the form of <see cref="ServiceText"/>, or <see langword="null"/> after an error.</summary>
    public static string? Expand(ScalarNode node, string raw, ConfigurationScan scan)
    {
        ServiceTextBuilder text = new();
        bool wrong = false;
        for (int i = 0; i < raw.Length; i++)
        {
            char next = raw[i] == '$' && i + 1 < raw.Length ? raw[i + 1] : '\0';
            if (next == '$')
            {
                text.Literal("$");
                i++;
            }
            else if (next == '{')
            {
                int close = raw.IndexOf('}', i);
                if (close < 0)
                {
                    scan.ErrorWithin(node, "${", scan.Texts.VariableNotClosed());
                    return null;
                }

                wrong |= !Add(raw[i..(close + 1)], node, text, scan);
                i = close;
            }
            else
            {
                text.Literal(raw[i].ToString());
            }
        }

        return wrong ? null : text.ToString();
    }

    private static bool Add(string whole, ScalarNode node, ServiceTextBuilder text, ConfigurationScan scan)
    {
        string inner = whole[2..^1];
        int defaultAt = inner.IndexOf(":-", StringComparison.Ordinal);
        string name = defaultAt < 0 ? inner : inner[..defaultAt];
        if (defaultAt < 0 && name.Contains('.', StringComparison.Ordinal))
        {
            return AddReference(whole, name, node, text, scan);
        }

        if (!IsVariable(name))
        {
            scan.ErrorWithin(node, whole, scan.Texts.BadVariable(whole));
            return false;
        }

        string? value = scan.Context.Environment(name);
        if (defaultAt >= 0 && string.IsNullOrEmpty(value))
        {
            value = inner[(defaultAt + 2)..];
        }

        if (value is null)
        {
            scan.ErrorWithin(node, whole, scan.Texts.VariableNotSet(name));
            return false;
        }

        text.Literal(value);
        return true;
    }

    private static bool AddReference(string whole, string name, ScalarNode node, ServiceTextBuilder text, ConfigurationScan scan)
    {
        string service = name[..name.IndexOf('.', StringComparison.Ordinal)];
        string[] known = [.. BuiltInService.All.SelectMany(built => built.References)];
        bool exists = known.Contains(name, StringComparer.Ordinal);
        if (exists && scan.Services.Contains(service, StringComparer.Ordinal))
        {
            text.Reference(name);
            return true;
        }

        scan.ErrorWithin(node, whole, exists
            ? scan.Texts.ServiceNotDeclared(whole, service)
            : scan.Texts.UnknownReference(whole, Nearest.To(name, known), known));
        return false;
    }

    private static bool IsVariable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
