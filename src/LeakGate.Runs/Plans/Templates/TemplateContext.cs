namespace LeakGate.Runs.Plans.Templates;

/// <summary>
/// Everything a rendered value may depend on. Two renderings with equal contexts give equal bytes, whatever the time,
/// the thread or the culture.
/// </summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Request">Index of the request in the mix, from 0.</param>
/// <param name="Sequence">Value of <c>{{seq}}</c>: counts on over the whole run, from 1.</param>
/// <param name="Number">Value of <c>{{n}}</c>: begins again in every block, from 1.</param>
/// <param name="FirstPosition">
/// Position of the template's first placeholder within its request, from 0: path, headers and body of one request number
/// their placeholders on, so that two <c>{{uuid}}</c> of one request differ.
/// </param>
public readonly record struct TemplateContext(int Seed, int Request, long Sequence, long Number, int FirstPosition = 0);
