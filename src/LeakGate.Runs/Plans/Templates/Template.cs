using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LeakGate.Runs.Plans.Templates;

/// <summary>
/// A path, header value or body with placeholders: <c>{{seq}}</c>, <c>{{n}}</c>, <c>{{uuid}}</c>, <c>{{int MIN MAX}}</c>,
/// <c>{{text LENGTH}}</c>, <c>{{pick A B …}}</c>; <c>{{{{</c> stands for two plain braces, <c>}}</c> alone is plain text.
/// Immutable and thread safe.
/// </summary>
public sealed class Template
{
    /// <summary>The longest <c>{{text LENGTH}}</c>, characters.</summary>
    public const int LongestText = 1 << 20;

    private readonly TemplatePart[] _parts;

    private Template(TemplatePart[] parts)
    {
        _parts = parts;
        Placeholders = parts.Count(part => part is not TemplatePart.Literal);
        HasFreshKeys = parts.Any(part => part is TemplatePart.Sequence or TemplatePart.Uuid);
    }

    /// <summary>How many placeholders it holds.</summary>
    public int Placeholders { get; }

    /// <summary>Whether every rendering gives the same bytes.</summary>
    public bool IsConstant => Placeholders == 0;

    /// <summary>Whether it makes keys that never come again by themselves: <c>{{seq}}</c> or <c>{{uuid}}</c>.</summary>
    public bool HasFreshKeys { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It does not parse; the exception holds every error with its offset.</exception>
    public static Template Parse(string text) =>
        TryParse(text, out var template, out var errors) ? template : throw new TemplateException(errors);

    /// <summary>Reads a template, or tells every error in it, in the order of the text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Template? template, out IReadOnlyList<TemplateError> errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new TemplateParser(text);
        parser.Parse();
        errors = parser.Errors;
        template = errors.Count == 0 ? new Template([.. parser.Parts]) : null;
        return template is not null;
    }

    /// <summary>Writes the template with its values, as UTF-8.</summary>
    public void Render(in TemplateContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var position = context.FirstPosition;
        foreach (var part in _parts)
        {
            part.Write(context, position, output);
            if (part is not TemplatePart.Literal)
            {
                position++;
            }
        }
    }

    /// <summary>The template with its values.</summary>
    public string RenderText(in TemplateContext context)
    {
        var output = new ArrayBufferWriter<byte>();
        Render(context, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
