using System.Text;

namespace LeakGate.Runs.Plans;

/// <summary>
/// Texts of a plan that wait for a service: <c>${postgres.connection}</c> is known only once the server runs. Until
/// <see cref="Resolve(string, IReadOnlyDictionary{string, string})"/> has run, <c>$$</c> stands for a dollar that might otherwise be
/// read as the begin of such a name; every other dollar stands for itself.
/// </summary>
public static class ServiceText
{
    /// <summary>Whether a text holds a name that waits for a service.</summary>
    public static bool Waits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool waits = false;
        Walk(text, _ => { }, _ => waits = true);
        return waits;
    }

    /// <summary>Fills in the values of the services.</summary>
    /// <param name="text">Text from a plan.</param>
    /// <param name="values">Values by full name, such as <c>redis.address</c>.</param>
    /// <exception cref="InvalidOperationException">A name has no value: the configuration should have been refused.</exception>
    public static string Resolve(string text, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(values);
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder resolved = new(text.Length);
        Walk(
            text,
            c => resolved.Append(c),
            name => resolved.Append(values.TryGetValue(name, out string? value)
                ? value
                : throw new InvalidOperationException($"No service gives a value for ${{{name}}}.")));
        return resolved.ToString();
    }

    /// <summary>A text that means exactly what it says, with no name in it, for a place that is resolved later.</summary>
    internal static string Escape(string literal) => new ServiceTextBuilder().Literal(literal).ToString();

    private static void Walk(string text, Action<char> literal, Action<string> reference)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            int close = text[i] == '$' && next == '{' ? text.IndexOf('}', i) : -1;
            if (close > 0)
            {
                reference(text[(i + 2)..close]);
                i = close;
                continue;
            }

            literal(text[i]);
            if (text[i] == '$' && next == '$')
            {
                i++;
            }
        }
    }
}

/// <summary>Writes a text that waits for services: literal parts and names in turn.</summary>
internal sealed class ServiceTextBuilder
{
    private readonly StringBuilder _text = new();
    private bool _dollarBefore;

    /// <summary>Adds text that means what it says.</summary>
    public ServiceTextBuilder Literal(string literal)
    {
        foreach (char c in literal)
        {
            Add(c, isDollarOrBrace: c is '$' or '{');
            _dollarBefore = c == '$';
        }

        return this;
    }

    /// <summary>Adds the name of a value that a service will give.</summary>
    public ServiceTextBuilder Reference(string name)
    {
        Add('$', isDollarOrBrace: true);
        _text.Append('{').Append(name).Append('}');
        _dollarBefore = false;
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    /// <summary>A dollar is doubled only where what follows would change its meaning; so most texts stay as written.</summary>
    private void Add(char c, bool isDollarOrBrace)
    {
        if (_dollarBefore && isDollarOrBrace)
        {
            _text.Append('$');
        }

        _text.Append(c);
    }
}
