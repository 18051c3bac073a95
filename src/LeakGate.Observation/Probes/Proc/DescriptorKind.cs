namespace LeakGate.Observation.Probes.Proc;

/// <summary>What kind of thing a descriptor is: a path pattern, or <c>socket</c>, <c>pipe</c>, <c>eventfd</c> …</summary>
internal static class DescriptorKind
{
    private const string Deleted = " (deleted)";
    private const string Anonymous = "anon_inode:";

    /// <summary>How many of the last parts of a path may vary between files of one kind.</summary>
    private const int VaryingParts = 2;

    /// <summary>From the target of the descriptor's link.</summary>
    public static string Of(string target)
    {
        if (target.StartsWith('/'))
        {
            return PathPattern(target.EndsWith(Deleted, StringComparison.Ordinal) ? target[..^Deleted.Length] : target);
        }

        if (target.StartsWith(Anonymous, StringComparison.Ordinal))
        {
            return NamePattern.WithoutDigits(target[Anonymous.Length..].Trim('[', ']'));
        }

        var colon = target.IndexOf(":[", StringComparison.Ordinal);
        return colon > 0 ? target[..colon] : target;
    }

    /// <summary>A path whose last parts may vary, as the pattern that they have in common.</summary>
    public static string PathPattern(string path)
    {
        var parts = path.Split('/');
        for (var index = Math.Max(0, parts.Length - VaryingParts); index < parts.Length; index++)
        {
            parts[index] = NamePattern.Of(parts[index]);
        }

        return string.Join('/', parts);
    }
}
