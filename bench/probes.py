#!/usr/bin/env python3
"""Readings of one process: LeakGate's probe against a C program that reads the same files, and against psutil.

python3 bench/probes.py [ROUNDS]    needs gcc, python3-psutil and .NET; each round runs every reader once, one after the other, as whole
processes, for a second each. Writes docs/measurements/probes.md and its Russian twin with the medians and their ratios.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11


texts = {
    "en": {
        "title": "# What a reading costs",
        "twin": "[По-русски](probes.ru.md)",
        "how": "`python3 bench/probes.py {rounds}` wrote this page: {rounds} rounds, in each of which every reader ran once as a whole process for a second, one after the other. "
        "The process that was read has 500 descriptors, 200 of them connected sockets, 20 threads and 200 MB. Ratios are medians over the rounds.",
        "medians": "| reading | median, µs |",
        "ratios": "| ratio | goal | measured |",
        "cheap": "cheap", "full": "full", "to": "{} to {}",
        "what": "Cheap: `stat`, `status` and the number of descriptors. Full: every descriptor by its class, every TCP connection by peer and state, the names and context switches of threads. "
        "The C program (`bench/probes/reader.c`) reads the same files; psutil is asked for the same facts and tells less: no threads by name.",
    },
    "ru": {
        "title": "# Чего стоит одно чтение",
        "twin": "[In English](probes.md)",
        "how": "Эту страницу написал `python3 bench/probes.py {rounds}`: раундов — {rounds}, в каждом все программы по очереди работали по секунде, каждая отдельным процессом. "
        "У процесса, который читали, 500 дескрипторов, из них 200 — соединённые сокеты, 20 потоков и 200 МБ. Отношения — медианы по раундам.",
        "medians": "| чтение | медиана, мкс |",
        "ratios": "| отношение | цель | измерено |",
        "cheap": "дешёвое", "full": "полное", "to": "{} к {}",
        "what": "Дешёвое: `stat`, `status` и число дескрипторов. Полное: каждый дескриптор по виду, каждое соединение TCP по узлу и состоянию, имена потоков и переключения контекста. "
        "Программа на C (`bench/probes/reader.c`) читает те же файлы; у psutil спрашивают те же факты, и он говорит меньше: без имён потоков.",
    },
}


def number(value, digits, language):
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language == "ru" else text


def python_with_psutil():
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import psutil"], capture_output=True).returncode == 0:
            return python
    sys.exit("psutil is not installed; on Debian and Ubuntu: apt-get install python3-psutil")


def build(folder):
    for name in ("target", "reader"):
        subprocess.run(["gcc", "-O2", "-pthread", "-o", os.path.join(folder, name), os.path.join(here, "probes", name + ".c")], check=True)
    subprocess.run(["dotnet", "build", os.path.join(here, "probes", "Readings"), "-c", "Release", "-v", "quiet", "-p:RunAnalyzers=false", "-o", os.path.join(folder, "readings")], check=True, stdout=subprocess.DEVNULL)


def main():
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        target = subprocess.Popen([os.path.join(folder, "target")], stdout=subprocess.PIPE)
        try:
            assert target.stdout.readline() == b"ready\n"
            pid = str(target.pid)
            readers = {
                "cheap, C": [os.path.join(folder, "reader"), "cheap", pid, "1"],
                "cheap, LeakGate": ["dotnet", os.path.join(folder, "readings", "Readings.dll"), "cheap", pid, "1"],
                "full, C": [os.path.join(folder, "reader"), "full", pid, "1"],
                "full, LeakGate": ["dotnet", os.path.join(folder, "readings", "Readings.dll"), "full", pid, "1"],
                "full, psutil": [python_with_psutil(), os.path.join(here, "probes", "psutil_reader.py"), pid, "1"],
            }
            times = {name: [] for name in readers}
            for _ in range(rounds):
                for name, command in readers.items():
                    times[name].append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        finally:
            target.kill()
            target.wait()
    median = {name: statistics.median(all) for name, all in times.items()}
    ratio = lambda one, other: statistics.median(a / b for a, b in zip(times[one], times[other]))
    rows = [
        ("cheap, LeakGate", "cheap, C", "≤ 1.3", 2),
        ("full, LeakGate", "full, C", "≤ 1.5", 2),
        ("full, psutil", "full, LeakGate", "≥ 5", 1),
    ]
    for language, name in (("en", "probes.md"), ("ru", "probes.ru.md")):
        words = texts[language]
        lines = [
            words["title"], "", words["twin"], "", words["how"].format(rounds=rounds), "",
            words["medians"], "| --- | --- |",
            *[f"| {words[one.split(', ')[0]]}, {one.split(', ')[1]} | {number(value / 1000, 1, language)} |" for one, value in median.items()], "",
            words["ratios"], "| --- | --- | --- |",
            *[
                f"| {words[one.split(', ')[0]]}, {words['to'].format(one.split(', ')[1], other.split(', ')[1])} | {goal.replace('.', ',') if language == 'ru' else goal} | {number(ratio(one, other), digits, language)} |"
                for one, other, goal, digits in rows
            ], "",
            words["what"], "",
        ]
        page = os.path.join(root, "docs", "measurements", name)
        with open(page + ".new", "w", encoding="utf-8") as out:
            out.write("\n".join(lines))
        os.replace(page + ".new", page)
    print(json.dumps({"median_ns": median, "cheap_to_c": ratio("cheap, LeakGate", "cheap, C"), "full_to_c": ratio("full, LeakGate", "full, C"), "psutil_to_full": ratio("full, psutil", "full, LeakGate")}, indent=1))


main()
