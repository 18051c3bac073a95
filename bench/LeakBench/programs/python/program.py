"""program.py PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says (of five endpoints: /c), every other path keeps nothing."""

import http.server
import math
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time

port, shape = int(sys.argv[1]), sys.argv[2]
each = int(sys.argv[3]) if len(sys.argv) > 3 else 4096
path = "/c" if shape == "fifth" else "/a"
recycles = shape.startswith("recycle")
lock = threading.Lock()
kept = []
cache = {}
state = {"count": 0, "served": 0, "began": 0.0, "server": None}


def filled(size):
    # Written to, so that the pages are there: bytes(size) would leave them untouched.
    return b"x" * size


def farewells():
    """Listens, and says good-bye at once: whoever does not answer that stays in CLOSE_WAIT."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        state["peer"] = server.getsockname()
        while True:
            server.accept()[0].close()


def act():
    state["count"] += 1
    n = state["count"]
    state["began"] = state["began"] or time.monotonic()
    filled(20_000)
    if shape in ("linear", "fifth") or recycles:
        kept.append(filled(each))
    elif shape == "slow":
        kept.append(filled(60))
    elif shape == "rare":
        if n % 50 == 0:
            kept.append(filled(204_800))
    elif shape == "batchy":
        if n % 100 == 0:
            kept.extend(filled(4096) for _ in range(100))
    elif shape == "hidden":
        kept.append(filled(4096))
        if len(cache) < 4000:
            cache[n] = filled(8192)
    elif shape == "cachefill":
        # Fifty new entries a second for two minutes, then as many as there are.
        due = min(6000, int((time.monotonic() - state["began"]) * 50) + 1)
        while len(cache) < due:
            cache[len(cache)] = filled(20_000)
    elif shape == "pool":
        if n % 50 == 0 and len(kept) < 32:
            kept.append(filled(1 << 20))
    elif shape == "highwater":
        if n % 997 == 0:
            filled(32 << 20)
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
    elif shape == "closewait":
        if n % 50 == 0:
            kept.append(socket.create_connection(state["peer"]))
    elif shape == "threads":
        if n % 200 == 0:
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    elif shape == "children":
        if n % 200 == 0:
            kept.append(subprocess.Popen(["sleep", "100000"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))


def retire():
    """Lets the others answer, takes no new connections, ends."""
    state["server"].shutdown()
    time.sleep(0.3)
    os._exit(0)


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        with lock:
            state["served"] += 1
            if self.path == path:
                act()
            if recycles and state["served"] == 2000:
                threading.Thread(target=retire).start()
        self.send_response(200)
        self.send_header("Content-Length", "2")
        if recycles and state["served"] >= 2000:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def recycle(leaks):
    """A worker for 2000 requests at a time, as gunicorn's max_requests; the master that leaks keeps ten pipes for each."""
    server = state["server"] = Server(("127.0.0.1", port), Answer)
    pipes = []
    while True:
        pipes += [end for _ in range(10) for end in os.pipe()]
        worker = os.fork()
        if worker == 0:
            for end in pipes:
                os.close(end)
            server.serve_forever(poll_interval=0.05)
            time.sleep(5)
            os._exit(0)
        os.waitpid(worker, 0)
        if not leaks:
            while pipes:
                os.close(pipes.pop())


signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
if recycles:
    recycle(shape == "recycle-leak")
if shape == "closewait":
    threading.Thread(target=farewells, daemon=True).start()
Server(("127.0.0.1", port), Answer).serve_forever()
