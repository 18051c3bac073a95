using System.Globalization;

namespace LeakGate.Runs.Plans.Templates;

/// <summary>One place in a template that does not parse.</summary>
/// <param name="Offset">Where it begins: UTF-16 code units from the start of the template, from 0.</param>
/// <param name="Text">The offending text as it was written. In a header this may be part of a secret: do not print it there.</param>
/// <param name="Problem">What is wrong, without repeating <paramref name="Text"/>.</param>
/// <param name="Allowed">What may stand there instead.</param>
public sealed record TemplateError(int Offset, string Text, string Problem, string Allowed);

/// <summary>A template does not parse. The message tells positions and problems, never the template's text.</summary>
public sealed class TemplateException : FormatException
{
    internal TemplateException(IReadOnlyList<TemplateError> errors)
        : base(string.Join("; ", errors.Select(Describe))) => Errors = errors;

    /// <summary>Every error, in the order of the text; at least one.</summary>
    public IReadOnlyList<TemplateError> Errors { get; }

    private static string Describe(TemplateError error) =>
        string.Create(CultureInfo.InvariantCulture, $"at offset {error.Offset}: {error.Problem}; allowed: {error.Allowed}");
}
