#!/usr/bin/env python3
"""What LeakGate costs while it only watches: its processor time at one reading a second, and its own memory.

python3 bench/own-cost.py cpu [SECONDS]      of one process and of a tree of 100, in percent of a core; after 100 s in which the runtime compiles what it uses, 60 s by default
python3 bench/own-cost.py effect [SLICES]    what a loaded server loses while it is watched: 40 slices of 10 s by default, in every second one LeakGate is stopped; needs gcc and wrk
python3 bench/own-cost.py memory [MINUTES]   watches a sleeping process, and after 5 minutes has a second LeakGate judge the first for 20 by default
python3 bench/own-cost.py week [DAYS]        watches made-up readings for 7 days of fake time by default: its managed memory every ten minutes, judged by LeakGate, and the size of the records

Needs `make build`. Everything it starts is ended by it.
"""
import json
import math
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
tool = os.path.join(root, "src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll")


def watch(pid, minutes, folder, *more):
    words = ["dotnet", tool, "attach", "--pid", str(pid), "--no-load", "--budget", f"{minutes}m", "--out", folder, *more]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def used(pid):
    """Processor time of a process in seconds, exact: /proc/PID/stat counts whole ticks of 10 ms, and whoever wakes with the tick pays for it."""
    return time.clock_gettime((~pid << 3) | 2)


def cpu(seconds):
    for processes in (1, 100):
        program = "import os, time\nfor _ in range(%d):\n    if os.fork() == 0:\n        break\ntime.sleep(100000)" % (processes - 1)
        target = subprocess.Popen([sys.executable, "-I", "-S", "-c", program], start_new_session=True)
        with tempfile.TemporaryDirectory() as folder:
            leakgate = watch(target.pid, seconds // 60 + 3, folder)
            try:
                time.sleep(100)
                before, began = used(leakgate.pid), time.monotonic()
                time.sleep(seconds)
                if leakgate.poll() is not None:
                    sys.exit(f"LeakGate ended by itself, exit code {leakgate.returncode}: nothing was measured.")
                share = 100 * (used(leakgate.pid) - before) / (time.monotonic() - began)
                print(f"{processes} processes: {share:.3f} % of a core over {seconds} s")
            finally:
                leakgate.send_signal(signal.SIGINT)
                leakgate.wait()
                os.killpg(target.pid, signal.SIGKILL)
                target.wait()


def slice_of_load(port):
    """Requests a second and the 99th percentile of the latency, ms, over 10 s of four connections that always have a request under way."""
    report = subprocess.run(["wrk", "-t1", "-c4", "-d10s", "--latency", f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True).stdout
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", report).groups()
    if "Non-2xx" in report or "Socket errors" in report:
        sys.exit(f"The load did not land:\n{report}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1)), float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def interval(ratios):
    """Mean and 95 % interval of the ratios of neighbours, by Student's t on their logarithms, in percent of change."""
    logs = [math.log(ratio) for ratio in ratios]
    half = student95(len(logs) - 1) * statistics.stdev(logs) / math.sqrt(len(logs))
    return [100 * (math.exp(statistics.mean(logs) + side * half) - 1) for side in (0, -1, 1)]


def student95(freedom):
    """Two-sided 95 % quantile of Student's t, Cornish-Fisher expansion (Abramowitz and Stegun 26.7.5)."""
    z = 1.959964
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def effect(slices):
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "target")
        subprocess.run(["gcc", "-O2", "-pthread", "-o", program, os.path.join(os.path.dirname(os.path.abspath(__file__)), "LeakBench/programs/c/program.c")], check=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        target = subprocess.Popen([program, str(port), "clean"], start_new_session=True)
        leakgate = watch(target.pid, slices // 5 + 5, os.path.join(folder, "run"))
        try:
            time.sleep(30)
            slice_of_load(port)
            seen = {True: [], False: []}
            for turn in range(slices):
                # Pairs in turn begin with the one and with the other: a drift of the machine hits both alike.
                watched = turn % 4 in (0, 3)
                leakgate.send_signal(signal.SIGCONT if watched else signal.SIGSTOP)
                time.sleep(0.5)
                seen[watched].append(slice_of_load(port))
                if leakgate.poll() is not None:
                    sys.exit(f"LeakGate ended by itself, exit code {leakgate.returncode}: nothing was measured.")
            for name, at in (("throughput", 0), ("99th percentile", 1)):
                change = interval([one[at] / other[at] for one, other in zip(seen[True], seen[False])])
                medians = [statistics.median(one[at] for one in seen[watched]) for watched in (True, False)]
                print(f"{name}: {medians[0]:.6g} watched, {medians[1]:.6g} not; change {change[0]:+.2f} %, 95 % between {change[1]:+.2f} and {change[2]:+.2f} % ({slices // 2} pairs)")
        finally:
            leakgate.send_signal(signal.SIGCONT)
            leakgate.send_signal(signal.SIGINT)
            leakgate.wait()
            os.killpg(target.pid, signal.SIGKILL)
            target.wait()


def memory(minutes):
    target = subprocess.Popen(["sleep", "100000"])
    with tempfile.TemporaryDirectory() as folder:
        first = watch(target.pid, minutes + 7, os.path.join(folder, "first"))
        try:
            time.sleep(300)
            second = watch(first.pid, minutes, os.path.join(folder, "second"), "--json")
            verdict = json.loads(second.communicate()[0])[0]
            print("the second LeakGate says of the first:", verdict["verdict"])
            for one in verdict["resources"]:
                print(" ", one["resource"], one["verdict"], "level", one.get("level"), "growth", one["growth"], "per hour", one.get("per_hour"))
        finally:
            first.send_signal(signal.SIGINT)
            first.wait()
            target.kill()
            target.wait()


def week(days):
    tests = os.path.join(root, "tests/LeakGate.Tests/bin/Release/net10.0/LeakGate.Tests")
    words = [tests, "--no-progress", "--show-live-output", "on", "--filter-class", "*LongWatchTests"]
    ended = subprocess.run(words, env={**os.environ, "LEAKGATE_WATCH_ALONE": "1", "LEAKGATE_WATCHED_DAYS": str(days)}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
    figures = [line.split("] ", 1)[1] for line in ended.stdout.splitlines() if line.startswith("OUTPUT: ")]
    print("\n".join(figures) if ended.returncode == 0 and figures else ended.stdout)
    sys.exit(ended.returncode)


if len(sys.argv) > 1 and sys.argv[1] == "cpu":
    cpu(int(sys.argv[2]) if len(sys.argv) > 2 else 60)
elif len(sys.argv) > 1 and sys.argv[1] == "effect":
    effect(int(sys.argv[2]) if len(sys.argv) > 2 else 40)
elif len(sys.argv) > 1 and sys.argv[1] == "memory":
    memory(int(sys.argv[2]) if len(sys.argv) > 2 else 20)
elif len(sys.argv) > 1 and sys.argv[1] == "week":
    week(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
else:
    sys.exit(__doc__)
