#!/usr/bin/env python3
"""What one request of a program really keeps, without LeakGate: anonymous memory before and after thousands of `GET /a` on one connection.

python3 bench/LeakBench/each.py perl linear      prints the bytes per request between 1,000, 5,000, 9,000, 20,000 and 40,000 requests
"""
import http.client
import os
import re
import socket
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
programs = {"perl": ["perl", os.path.join(here, "programs/perl/program.pl")], "python": ["python3", os.path.join(here, "programs/python/program.py")]}


def main(runtime, shape):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = subprocess.Popen([*programs[runtime], str(port), shape])

    def anonymous():
        with open(f"/proc/{program.pid}/smaps_rollup", encoding="ascii") as file:
            return 1024 * int(re.search(r"^Anonymous:\s+(\d+)", file.read(), re.MULTILINE).group(1))

    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        client, sent, before = http.client.HTTPConnection("127.0.0.1", port), 0, None
        for upto in (1000, 5000, 9000, 20000, 40000):
            first = sent
            while sent < upto:
                client.request("GET", "/a")
                client.getresponse().read()
                sent += 1
            now = anonymous()
            if before is not None:
                print(f"{first + 1} to {upto}: {(now - before) / (upto - first):.0f} bytes a request")
            before = now
    finally:
        program.kill()
        program.wait()


main(*sys.argv[1:3]) if len(sys.argv) == 3 and sys.argv[1] in programs else sys.exit(__doc__)
