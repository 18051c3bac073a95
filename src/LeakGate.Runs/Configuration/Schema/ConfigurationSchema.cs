using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Sections;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using LeakGate.Samples;
using static LeakGate.Runs.Configuration.Schema.SchemaForms;

namespace LeakGate.Runs.Configuration.Schema;

/// <summary>
/// The JSON Schema (draft 2020-12) of <c>leakgate.yml</c>, for editors and checkers. Keys come from <see cref="KnownNames"/>, bounds,
/// units and defaults from the code that reads them. It refuses no file that LeakGate takes; LeakGate itself finds more, such as
/// a variable that is not set.
/// </summary>
public static class ConfigurationSchema
{
    /// <summary>Name that the schema gives itself: it is no address, nothing is fetched.</summary>
    public const string Id = "urn:leakgate:config";

    /// <summary>The schema, what each key means in the language asked for.</summary>
    public static JsonObject Create(Language language)
    {
        KeyWords words = new(language);
        JsonObject forms = [];
        foreach ((string name, JsonObject form) in All)
        {
            forms[name] = form.DeepClone();
        }

        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = Id,
            ["title"] = "leakgate.yml",
            ["description"] = words.Of("root", ""),
        };
        foreach ((string key, JsonNode? value) in Section("root", KnownNames.Root, Root(words), words))
        {
            schema[key] = value?.DeepClone();
        }

        schema["required"] = new JsonArray("targets");
        schema["$defs"] = forms;
        return schema;
    }

    private static Dictionary<string, JsonObject> Root(KeyWords words)
    {
        JsonObject targets = Names(Target(words), Pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"));
        targets["minProperties"] = 1;
        JsonObject profile = Section(
            "profiles", ["budget", "block"], new() { ["budget"] = OrVariable("duration"), ["block"] = OrVariable("duration") }, words);
        JsonObject profiles = Section(
            "profiles",
            [.. ProfilePlan.Defaults.Select(known => known.Name)],
            ProfilePlan.Defaults.ToDictionary(known => known.Name, _ => (JsonObject)profile.DeepClone(), StringComparer.Ordinal),
            words);
        JsonObject notify = Section(
            "notify", KnownNames.Channels, KnownNames.Channels.ToDictionary(name => name, name => Channel(name, words), StringComparer.Ordinal), words);
        return new(StringComparer.Ordinal)
        {
            ["targets"] = targets,
            ["services"] = List(AnyOf(Word(BuiltInService.All.Select(service => service.Name)), Service(words))),
            ["load"] = Load(words),
            ["gate"] = Gate(words),
            ["profiles"] = profiles,
            ["reports"] = List(Word(KnownNames.Reports)),
            ["notify"] = notify,
            ["history"] = Ref("scalar"),
        };
    }

    private static JsonObject Channel(string name, KeyWords words)
    {
        JsonObject texts = AnyOf(Ref("scalar"), List(Ref("scalar")));
        Dictionary<string, JsonObject> forms = KnownNames.ChannelKeys(name).ToDictionary(key => key, key => key switch
        {
            "to" => (JsonObject)texts.DeepClone(),
            "port" => Whole(1, NotifySection.MostPort),
            "pull_request" or "merge_request" => Whole(1, int.MaxValue),
            "tls" => Word(KnownNames.MailSecurity),
            _ => Ref("scalar"),
        }, StringComparer.Ordinal);
        forms["on"] = AnyOf(Word(KnownNames.Occasions), List(Word(KnownNames.Occasions)));
        forms["severity"] = Word(KnownNames.Severities);
        forms["targets"] = (JsonObject)texts.DeepClone();
        forms["branches"] = texts;
        forms["window"] = OrVariable("duration");
        forms["timeout"] = OrVariable("duration");
        forms["lang"] = WordInAnyCase(Languages.Codes);
        forms["report_url"] = Ref("scalar");
        return Section(name, [.. KnownNames.ChannelKeys(name), .. KnownNames.ChannelRules], forms, words);
    }

    private static JsonObject Target(KeyWords words)
    {
        JsonObject health = AnyOf(OrVariable("path"), Section(
            "health", KnownNames.Health, new() { ["path"] = OrVariable("path"), ["timeout"] = OrVariable("duration") }, words));
        JsonObject target = Section("target", KnownNames.Target, new(StringComparer.Ordinal)
        {
            ["command"] = Ref("command"),
            ["image"] = Ref("scalar"),
            ["pid"] = Whole(1, TargetSection.MostPid),
            ["container"] = Ref("scalar"),
            ["port"] = Whole(1, TargetSection.MostPort),
            ["workdir"] = Ref("scalar"),
            ["env"] = Names(Ref("scalar_or_nothing")),
            ["args"] = List(Ref("scalar"), least: 1),
            ["ports"] = List(OrVariable("published_port"), least: 1),
            ["network"] = Ref("scalar"),
            ["memory"] = OrVariable("size"),
            ["url"] = OrVariable("url"),
            ["health"] = health,
            ["expect"] = Word(KnownNames.Expectations),
            ["probes"] = Section("probes", KnownNames.Probes, new()
            {
                ["every"] = OrVariable("duration"),
                ["metrics"] = OrVariable("path"),
                ["gauges"] = List(Ref("scalar"), least: 1),
                ["postgres"] = Ref("scalar"),
                ["redis"] = OrVariable("host_and_port"),
            }, words),
            ["rate"] = OrVariable("rate"),
        }, words);
        target["oneOf"] = new JsonArray([.. KnownNames.Sources.Select(source => new JsonObject { ["required"] = new JsonArray(source) })]);
        target["dependentSchemas"] = new JsonObject(KnownNames.SourceKeys.Select(known => KeyValuePair.Create<string, JsonNode?>(known.Key, Required(known.Sources))));
        return target;

        static JsonObject Required(IReadOnlyList<string> sources) => AnyOf([.. sources.Select(source => new JsonObject { ["required"] = new JsonArray(source) })]);
    }

    private static JsonObject Service(KeyWords words)
    {
        JsonObject service = Section("service", KnownNames.Service, new(StringComparer.Ordinal)
        {
            ["name"] = Ref("scalar"),
            ["command"] = Ref("command"),
            ["health"] = OrVariable("health_address"),
            ["env"] = Names(Ref("scalar_or_nothing")),
        }, words);
        service["required"] = new JsonArray("name");
        return service;
    }

    private static JsonObject Load(KeyWords words)
    {
        JsonObject headers = Names(Ref("scalar_or_nothing"), new JsonObject
        {
            ["pattern"] = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
            ["not"] = Pattern($"^(?:{string.Join('|', RequestSection.OurHeaders.Select(AnyCase))})$"),
        });
        JsonObject request = Section("request", KnownNames.Request, new(StringComparer.Ordinal)
        {
            ["name"] = Ref("scalar"),
            ["method"] = WordInAnyCase(RequestSection.Methods),
            ["path"] = OrVariable("path"),
            ["headers"] = headers,
            ["body"] = Ref("scalar_or_nothing"),
            ["weight"] = Whole(0, RequestSection.MostWeight),
        }, words);
        request["required"] = new JsonArray("path");
        JsonObject line = Pattern($@"^\s*(?:{string.Join('|', RequestSection.Methods.Select(AnyCase))}) +(?:/|.*\$[{{$])");
        JsonObject load = Section("load", KnownNames.Load, new(StringComparer.Ordinal)
        {
            ["rate"] = OrVariable("load_rate"),
            ["concurrency"] = Whole(1, LoadSection.MostConcurrency),
            ["requests"] = List(AnyOf(line, request), least: 1),
            ["timeout"] = OrVariable("duration"),
            ["seed"] = Whole(0, int.MaxValue),
        }, words);
        load["required"] = new JsonArray("requests");
        return load;
    }

    private static JsonObject Gate(KeyWords words)
    {
        JsonObject thresholds = Section(
            "thresholds", KnownNames.Thresholds, new() { ["growth"] = OrVariable("size"), ["rate"] = OrVariable("byte_rate") }, words);
        thresholds["minProperties"] = 1;
        JsonObject ignore = Section("ignore", KnownNames.Ignore, new(StringComparer.Ordinal)
        {
            ["fingerprint"] = Ref("scalar"),
            ["reason"] = Ref("scalar"),
            ["until"] = OrVariable("date"),
        }, words);
        ignore["required"] = new JsonArray([.. KnownNames.Ignore.Select(key => JsonValue.Create(key))]);
        Dictionary<string, JsonObject> forms = KnownNames.Margins.ToDictionary(
            margin => margin.Key, margin => OrVariable(margin.Resource.Unit is Unit.Bytes ? "byte_margin" : "count_margin"), StringComparer.Ordinal);
        forms["memory"] = OrVariable("byte_margin");
        forms["counts"] = OrVariable("count_margin");
        forms["thresholds"] = thresholds;
        forms["ignore"] = List(ignore);
        return Section("gate", KnownNames.Gate, forms, words);
    }

    /// <summary>A mapping of known keys. A key without a form, or a form without a key, is a fault here and not a gap in an editor.</summary>
    private static JsonObject Section(string section, IReadOnlyList<string> keys, Dictionary<string, JsonObject> forms, KeyWords words)
    {
        string[] without = [.. keys.Except(forms.Keys, StringComparer.Ordinal), .. forms.Keys.Except(keys, StringComparer.Ordinal)];
        if (without.Length > 0)
        {
            throw new InvalidOperationException($"The schema of {section} and its known names differ: {string.Join(", ", without)}.");
        }

        JsonObject properties = [];
        foreach (string key in keys)
        {
            JsonObject property = new() { ["description"] = words.Of(section, key) };
            if (KeyDefaults.Of(section, key) is { } value)
            {
                property["default"] = value;
            }

            foreach ((string name, JsonNode? part) in forms[key])
            {
                property[name] = part?.DeepClone();
            }

            properties[key] = property;
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }
}
