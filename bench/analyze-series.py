#!/usr/bin/env python3
"""How fast `leakgate analyze` judges recorded series, and whether its memory grows with their number.

Writes CSV files of 5 series with 2,016 readings each (a week, one in five minutes) and judges 200 and 1,000 of them, each three times,
one after the other in turn. Prints series a second (the start of the program included) and the most memory of the process, medians.
Needs `make build`. With fewer rounds: bench/analyze-series.py ROUNDS
"""
import os, random, resource, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.join(ROOT, "src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll")
ROWS, SERIES = 2016, 5


def write(folder, count):
    """Files of one shape each: constant, a sawtooth, a fill and a leak, with noise of fixed seeds."""
    for number in range(count):
        chance = random.Random(number)
        with open(os.path.join(folder, f"{number:04}.csv"), "w", encoding="ascii") as file:
            file.write("elapsed_s,rss_bytes,heap_bytes,fds,threads,connections\n")
            for row in range(ROWS):
                level = (0, 40 * (row % 120), 9e4 * (1 - 2.718281828 ** (-row / 300)), 50 * row)[number % 4]
                file.write(f"{row * 300},{int(3e8 + 1e3 * level + chance.gauss(0, 1e6))},{int(1e8 + 1e3 * level + chance.gauss(0, 2e5))},{40 + chance.randrange(3)},{20 + chance.randrange(2)},{8}\n")


def judge(folder, count):
    """Seconds, and the most memory of the process in MiB."""
    files = [os.path.join(folder, f"{number:04}.csv") for number in range(count)]
    began = time.monotonic()
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        child = subprocess.Popen(["dotnet", TOOL, "analyze", *files, "--json"], stdin=subprocess.DEVNULL, stdout=nowhere)
        _, status, used = os.wait4(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 3):
        sys.exit(f"leakgate analyze ended with {code}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    counts = (200, 1000)
    with tempfile.TemporaryDirectory(prefix="leakgate-series-") as folder:
        write(folder, max(counts))
        measured = {count: [] for count in counts}
        for _ in range(rounds):
            for count in counts:
                measured[count].append(judge(folder, count))
        for count in counts:
            seconds = statistics.median(seconds for seconds, _ in measured[count])
            memory = statistics.median(memory for _, memory in measured[count])
            print(f"{count * SERIES} series of {ROWS} readings: {seconds:.2f} s, {count * SERIES / seconds:.0f} series a second, {memory:.0f} MiB at most ({rounds} runs)")


main()
