using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>The one place where templates of requests are checked.</summary>
internal static class TemplateCheck
{
    /// <summary>Tells every error of a template.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="text">The text with variables filled in: this is what will be sent.</param>
    /// <param name="isSecret">Whether the text must not be shown, not even in part.</param>
    /// <param name="scan">Collects the errors.</param>
    public static void Check(ScalarNode node, string text, bool isSecret, ConfigurationScan scan)
    {
        if (Template.TryParse(text, out _, out IReadOnlyList<TemplateError> errors))
        {
            return;
        }

        foreach (TemplateError error in errors)
        {
            // What stands not in the file came out of a variable, and may be a secret.
            bool isWritten = node.Value.Contains(error.Text, StringComparison.Ordinal);
            if (isWritten)
            {
                string shown = isSecret ? "{{" : error.Text;
                scan.ErrorWithin(node, shown, scan.Texts.BadTemplate(shown, error));
            }
            else
            {
                scan.Error(node.Start, Secret.Mask, scan.Texts.BadTemplateInVariable());
            }
        }
    }
}
