using LeakGate.Observation.Machines;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>How much room there is: cores, memory, disk, limits, and the language that is spoken.</summary>
internal sealed class RoomLines(MachineFacts facts, Language language)
{
    private const long Tight = 1L << 30;
    private const long FewFiles = 4096;

    private readonly Quantity _quantity = Quantity.In(language);

    public MachineLine System() => new(
        "system", MachineState.Works, Pick("system", "система"), $"{SafeText.Of(facts.System)}, {facts.Architecture.ToLowerInvariant()}");

    public MachineLine Cores() => facts.Cores > 1
        ? new("cores", MachineState.Works, Pick("cores", "ядра"), _quantity.Whole(facts.Cores))
        : new("cores", MachineState.Limited, Pick("cores", "ядра"), _quantity.Whole(facts.Cores),
            Pick("load and target share one core: leaks are judged all the same, but speed and latency say little",
                "нагрузка и цель делят одно ядро: утечки видны всё равно, но скорость и задержки мало что значат"),
            Pick("two cores or more for --profile performance", "для --profile performance — два ядра или больше"));

    public MachineLine Memory()
    {
        string what = Pick("memory", "память");
        if (facts.MemoryFreeBytes is not { } free)
        {
            return new("memory", MachineState.Limited, what, Pick("can't be read", "не читается"),
                Pick("how soon a leak fills the machine is not told", "неизвестно, как скоро утечка займёт машину"),
                Pick("make /proc/meminfo readable", "сделайте читаемым /proc/meminfo"));
        }

        string found = Pick($"{_quantity.Bytes(free)} free", $"свободно {_quantity.Bytes(free)}")
            + (facts.MemoryBytes is { } all ? Pick($" of {_quantity.Bytes(all)}", $" из {_quantity.Bytes(all)}") : "");
        return free >= Tight
            ? new("memory", MachineState.Works, what, found)
            : new("memory", MachineState.Limited, what, found,
                Pick("a target that leaks may be killed before it is judged", "цель с утечкой может быть убита раньше, чем оценена"),
                Pick("free 1 GiB, or give the container more", "освободите 1 ГиБ или дайте контейнеру больше"));
    }

    public MachineLine Disk()
    {
        string what = Pick("disk", "диск");
        return facts.DiskFreeBytes switch
        {
            >= Tight and var free => new("disk", MachineState.Works, what, Pick($"{_quantity.Bytes(free)} free here", $"здесь свободно {_quantity.Bytes(free)}")),
            { } free => new("disk", MachineState.Limited, what, Pick($"{_quantity.Bytes(free)} free here", $"здесь свободно {_quantity.Bytes(free)}"),
                Pick("run folders may not be written whole", "папки запусков могут записаться не целиком"),
                Pick("free some, or put them elsewhere with --out DIR", "освободите место или укажите другое: --out ПАПКА")),
            null => new("disk", MachineState.Limited, what, Pick("can't be read", "не читается"),
                Pick("whether run folders fit is not known", "неизвестно, поместятся ли папки запусков"),
                Pick("put them elsewhere with --out DIR", "укажите другое место: --out ПАПКА")),
        };
    }

    public MachineLine OpenFiles()
    {
        string what = Pick("open files", "открытые файлы");
        string found = facts.OpenFiles is { } limit
            ? Pick($"{_quantity.Whole(limit)} for each process", $"{_quantity.Whole(limit)} на процесс")
            : Pick("no limit", "без предела");
        return facts.OpenFiles is not < FewFiles
            ? new("open_files", MachineState.Works, what, found)
            : new("open_files", MachineState.Limited, what, found,
                Pick("a leak of descriptors or connections is loaded with care, so that the target lives: blocks get small and the answer may stay open",
                    "утечку дескрипторов или соединений приходится нагружать бережно, чтобы цель не упала: блоки малы, и ответа может не быть"),
                Pick("ulimit -n 65536; in a container --ulimit nofile=65536", "ulimit -n 65536; в контейнере --ulimit nofile=65536"));
    }

    public MachineLine ControlGroups()
    {
        string what = Pick("control groups", "группы (cgroup)");
        string limit = facts.ControlGroupMemory is { } bytes
            ? Pick($", memory limited to {_quantity.Bytes(bytes)}", $", память ограничена {_quantity.Bytes(bytes)}")
            : Pick(", no limit of memory", ", память не ограничена");
        return facts.ControlGroups > 0
            ? new("control_groups", MachineState.Works, what, Pick($"version {_quantity.Whole(facts.ControlGroups)}{limit}", $"версия {_quantity.Whole(facts.ControlGroups)}{limit}"))
            : new("control_groups", MachineState.Limited, what, Pick("none mounted", "не подключены"),
                Pick("limits of containers are not known: the time until a resource runs out is told by the machine's own limits",
                    "пределы контейнеров неизвестны: время до исчерпания считается по пределам машины"),
                Pick("mount -t cgroup2 none /sys/fs/cgroup", "mount -t cgroup2 none /sys/fs/cgroup"));
    }

    public MachineLine Locale()
    {
        string what = Pick("locale", "язык системы");
        string charset = facts.Locale.Contains('.', StringComparison.Ordinal) ? facts.Locale.Split('.', 2)[1].Split('@')[0] : "";
        string name = facts.Locale.Length == 0 ? Pick("not set", "не задан") : SafeText.Of(facts.Locale);
        string spoken = Languages.FromLocale(variable => variable == "LC_ALL" ? facts.Locale : null) == Language.Russian
            ? Pick("Russian", "русский") : Pick("English", "английский");
        string found = Pick($"{name}: {spoken}", $"{name}: {spoken}");
        bool utf8 = charset.Length == 0 || charset.Replace("-", "", StringComparison.Ordinal).Equals("utf8", StringComparison.OrdinalIgnoreCase);
        return utf8
            ? new("locale", MachineState.Works, what, found)
            : new("locale", MachineState.Limited, what, found,
                Pick("signs such as ▲ and ✓, and Russian, may come out as question marks", "знаки вроде ▲ и ✓ и кириллица могут выводиться вопросами"),
                Pick("export LC_ALL=C.UTF-8", "export LC_ALL=C.UTF-8"));
    }

    private string Pick(string english, string russian) => language.Pick(english, russian);
}
