using LeakGate.Observation.Machines;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>What may be read of processes: one's own, others', their sockets, and by which of the kernel's doors.</summary>
internal sealed class ReadingLines(MachineFacts facts, Language language)
{
    public MachineLine Own()
    {
        string what = Pick("own processes", "свои процессы");
        string? problem = facts.ExactMemoryProblem ?? facts.DescriptorsProblem;
        return problem is null
            ? new("own_processes", MachineState.Works, what, Pick("/proc tells exact memory, descriptors and threads", "/proc показывает точную память, дескрипторы и потоки"))
            : new("own_processes", MachineState.Missing, what, SafeText.Of(problem),
                Pick("memory or descriptors can't be judged: such a run is undecided", "память или дескрипторы не оценить: вывод такого запуска не сделан"),
                Pick("Linux 4.14 or newer, with /proc mounted whole", "Linux 4.14 или новее, /proc подключён целиком"));
    }

    public MachineLine OtherUsers()
    {
        string what = Pick("others' processes", "чужие процессы");
        return facts.OtherUsersProblem is null
            ? new("other_users", MachineState.Works, what, Pick("can be read too: attach works on every process", "тоже читаются: attach работает с любым процессом"))
            : new("other_users", MachineState.Limited, what, SafeText.Of(facts.OtherUsersProblem),
                Pick("attach works on your own processes only, and not on containers of other users", "attach работает только с вашими процессами, но не с контейнерами других"),
                Pick("sudo leakgate attach …, or run as the target's user", "sudo leakgate attach … или запуск от имени владельца цели"));
    }

    public MachineLine DescriptorCount()
    {
        string what = Pick("descriptor count", "счёт дескрипторов");
        return facts.DescriptorCountIsCheap
            ? new("descriptor_count", MachineState.Works, what, Pick("the kernel tells the count", "число сообщает ядро"))
            : new("descriptor_count", MachineState.Limited, what, Pick("each one is listed", "перечисляется каждый"),
                Pick("readings under load cost more, felt from some ten thousand descriptors", "показания под нагрузкой дороже, заметно с десятков тысяч дескрипторов"),
                Pick("Linux 6.2 or newer", "Linux 6.2 или новее"));
    }

    public MachineLine Sockets()
    {
        string what = Pick("sockets", "сокеты");
        if (facts.SocketDiagnosticsProblem is not { } problem)
        {
            return new("sockets", MachineState.Works, what, Pick("over sock_diag", "через sock_diag"));
        }

        return facts.SocketTableProblem is null
            ? new("sockets", MachineState.Limited, what, Pick($"from /proc/net/tcp ({SafeText.Of(problem)})", $"из /proc/net/tcp ({SafeText.Of(problem)})"),
                Pick("the end of a block takes longer, felt from some ten thousand sockets", "конец блока дольше, заметно с десятков тысяч сокетов"),
                Pick("modprobe tcp_diag, or a seccomp profile that allows netlink", "modprobe tcp_diag или профиль seccomp, который разрешает netlink"))
            : new("sockets", MachineState.Missing, what, SafeText.Of(facts.SocketTableProblem),
                Pick("connections can't be judged: such a run is undecided", "соединения не оценить: вывод такого запуска не сделан"),
                Pick("mount /proc whole (without subset=pid)", "подключите /proc целиком (без subset=pid)"));
    }

    /// <summary>Nothing of LeakGate needs it; who looks further with a debugger does.</summary>
    public MachineLine Ptrace()
    {
        string scope = facts.PtraceScope is { } value ? $"ptrace_scope {Quantity.Id(value)}" : Pick("no Yama", "без Yama");
        bool free = facts.PtraceScope is null or 0 || (facts.MayTraceAll && facts.PtraceScope < 3);
        return free
            ? new("ptrace", MachineState.Works, "ptrace", scope)
            : new("ptrace", MachineState.Limited, "ptrace", scope,
                Pick("nothing for LeakGate, which only reads /proc; gdb and dumps need sudo", "LeakGate — ничего: он лишь читает /proc; gdb и дампам нужен sudo"),
                facts.PtraceScope == 3
                    ? Pick("kernel.yama.ptrace_scope=1 from the next boot on", "kernel.yama.ptrace_scope=1 со следующей загрузки")
                    : Pick("sudo sysctl kernel.yama.ptrace_scope=0 while you look", "sudo sysctl kernel.yama.ptrace_scope=0 на время разбора"));
    }

    /// <summary>Nothing of this version samples with perf.</summary>
    public MachineLine Perf()
    {
        if (facts.PerfParanoid is not { } level)
        {
            return new("perf", MachineState.Missing, "perf", Pick("not in this kernel", "нет в этом ядре"),
                Pick("nothing for LeakGate, which does not sample; you can't profile here", "LeakGate — ничего: он не делает выборок; профилировать здесь нельзя"),
                Pick("a kernel with CONFIG_PERF_EVENTS", "ядро с CONFIG_PERF_EVENTS"));
        }

        string found = $"perf_event_paranoid {Quantity.Id(level)}";
        return level <= 1 || facts.MayUsePerf
            ? new("perf", MachineState.Works, "perf", found)
            : new("perf", MachineState.Limited, "perf", found,
                Pick("nothing for LeakGate, which does not sample; perf shows you less or nothing", "LeakGate — ничего: он не делает выборок; perf покажет вам меньше или ничего"),
                Pick("sudo sysctl kernel.perf_event_paranoid=1 while you look", "sudo sysctl kernel.perf_event_paranoid=1 на время разбора"));
    }

    private string Pick(string english, string russian) => language.Pick(english, russian);
}
