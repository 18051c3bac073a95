"""What psutil tells of the same facts: psutil_reader.py PID SECONDS prints nanoseconds a reading."""
import sys
import time

import psutil

process = psutil.Process(int(sys.argv[1]))
most = float(sys.argv[2])
connections = getattr(process, "net_connections", None) or process.connections
readings, began = 0, time.perf_counter()
while time.perf_counter() - began < most:
    process.cpu_times()
    process.name()
    process.num_fds()
    process.threads()
    process.open_files()
    connections(kind="tcp")
    readings += 1
print(round((time.perf_counter() - began) / readings * 1e9))
