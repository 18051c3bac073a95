"""program.py PORT SHAPE: a small HTTP/1.1 server. GET /a does what the shape says, every other path keeps nothing."""

import http.server
import math
import os
import random
import signal
import subprocess
import sys
import threading
import time

port, shape = int(sys.argv[1]), sys.argv[2]
lock = threading.Lock()
kept = []
cache = {}
state = {"count": 0, "began": None}


def filled(size):
    return bytes(size)


def act():
    state["count"] += 1
    n = state["count"]
    filled(20_000)
    if shape == "linear":
        kept.append(filled(4096))
    elif shape == "slow":
        kept.append(filled(60))
    elif shape == "rare":
        if n % 100 == 0:
            kept.append(filled(200_000))
    elif shape == "batchy":
        if n % 100 == 0:
            kept.extend(filled(4096) for _ in range(100))
    elif shape == "hidden":
        kept.append(filled(4096))
        if len(cache) < 4000:
            cache[n] = filled(8192)
    elif shape == "cachefill":
        state["began"] = state["began"] or time.monotonic()
        due = min(6000, int((time.monotonic() - state["began"]) * 50) + 1)
        while len(cache) < due:
            cache[len(cache)] = filled(20_000)
    elif shape == "pool":
        if n % 50 == 0 and len(kept) < 32:
            kept.append(filled(1 << 20))
    elif shape == "walk":
        if random.random() < 0.5:
            if len(kept) < 1024:
                kept.append(filled(16_384))
        elif kept:
            kept.pop()
    elif shape == "periodic":
        wanted = int(600 * (1 + math.sin(time.monotonic() / 2)))
        while len(kept) < wanted:
            kept.append(filled(8192))
        del kept[wanted:]
    elif shape == "descriptors":
        if n % 50 == 0:
            kept.append(os.open("/dev/null", os.O_RDONLY))
    elif shape == "threads":
        if n % 200 == 0:
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    elif shape == "children":
        if n % 200 == 0:
            kept.append(subprocess.Popen(["sleep", "100000"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        if self.path == "/a":
            with lock:
                act()
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def recycle(leaks):
    """Workers that end after a while and are replaced, as gunicorn's do; the one that leaks keeps ten pipes for each in its master."""
    server = Server(("127.0.0.1", port), Answer)
    while True:
        pipes = [end for _ in range(10) for end in os.pipe()]
        worker = os.fork()
        if worker == 0:
            threading.Timer(2, os._exit, [0]).start()
            server.serve_forever()
        os.waitpid(worker, 0)
        if not leaks:
            for end in pipes:
                os.close(end)


signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
if shape.startswith("recycle"):
    recycle(shape == "recycle-leak")
else:
    Server(("127.0.0.1", port), Answer).serve_forever()
