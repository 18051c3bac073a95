"""front.py PORT redis|memcached: a healthy server under a limit of memory, in a process below this one. GET /a writes a new key of 10,000 bytes."""

import http.server
import itertools
import socket
import subprocess
import sys
import threading
import time

port, kind = int(sys.argv[1]), sys.argv[2]
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    behind = probe.getsockname()[1]
command = {
    "redis": ["redis-server", "--port", str(behind), "--bind", "127.0.0.1", "--save", "", "--maxmemory", "48mb", "--maxmemory-policy", "allkeys-lru"],
    "memcached": ["memcached", "-u", "nobody", "-l", "127.0.0.1", "-p", str(behind), "-U", "0", "-m", "64"],
}[kind]
subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
keys = itertools.count()
local = threading.local()
value = b"x" * 10_000


def write():
    if not hasattr(local, "file"):
        local.file = socket.create_connection(("127.0.0.1", behind)).makefile("rwb")
    key = b"k%d" % next(keys)
    if kind == "redis":
        local.file.write(b"*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(key), key, len(value), value))
    else:
        local.file.write(b"set %s 0 0 %d\r\n%s\r\n" % (key, len(value), value))
    local.file.flush()
    return local.file.readline()


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        told = write() if self.path == "/a" else b"OK"
        body = told.strip() or b"nothing"
        self.send_response(200 if b"OK" in told or b"STORED" in told else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128


for _ in range(100):
    try:
        socket.create_connection(("127.0.0.1", behind)).close()
        break
    except OSError:
        time.sleep(0.1)
Server(("127.0.0.1", port), Answer).serve_forever()
