#!/usr/bin/env python3
"""What LeakGate costs while it only watches: its processor time at one reading a second, and its own memory.

python3 bench/own-cost.py cpu [SECONDS]      of one process and of a tree of 100, in percent of a core; after 100 s in which the runtime compiles what it uses, 60 s by default
python3 bench/own-cost.py memory [MINUTES]   watches a sleeping process, and after 5 minutes has a second LeakGate judge the first for 20 by default
python3 bench/own-cost.py week [DAYS]        watches made-up readings for 7 days of fake time by default: its managed memory every ten minutes, judged by LeakGate, and the size of the records

Needs `make build`. Everything it starts is ended by it.
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
tool = os.path.join(root, "src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll")
ticks = os.sysconf("SC_CLK_TCK")


def watch(pid, minutes, folder, *more):
    words = ["dotnet", tool, "attach", "--pid", str(pid), "--no-load", "--budget", f"{minutes}m", "--out", folder, *more]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def used(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / ticks


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
                print(f"{processes} processes: {share:.2f} % of a core over {seconds} s")
            finally:
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
    ended = subprocess.run(words, env={**os.environ, "LEAKGATE_WATCHED_DAYS": str(days)}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
    figures = [line.split("] ", 1)[1] for line in ended.stdout.splitlines() if line.startswith("OUTPUT: ")]
    print("\n".join(figures) if ended.returncode == 0 and figures else ended.stdout)
    sys.exit(ended.returncode)


if len(sys.argv) > 1 and sys.argv[1] == "cpu":
    cpu(int(sys.argv[2]) if len(sys.argv) > 2 else 60)
elif len(sys.argv) > 1 and sys.argv[1] == "memory":
    memory(int(sys.argv[2]) if len(sys.argv) > 2 else 20)
elif len(sys.argv) > 1 and sys.argv[1] == "week":
    week(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
else:
    sys.exit(__doc__)
