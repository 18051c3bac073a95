"""front.py PORT redis|memcached|postgres FOLDER: a healthy server under a limit of memory, in a process below this one.

GET /a makes it work: a new key of 10,000 bytes for the caches, a read of some random rows for PostgreSQL, whose shared buffers fill.
"""

import glob
import http.server
import itertools
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

port, kind, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    behind = probe.getsockname()[1]
keys = itertools.count()
local = threading.local()
value = b"x" * 10_000
# PostgreSQL does not run as root.
user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if kind == "postgres" and os.getuid() == 0 else {}


def start():
    if kind == "redis":
        return ["redis-server", "--port", str(behind), "--bind", "127.0.0.1", "--save", "", "--maxmemory", "48mb", "--maxmemory-policy", "allkeys-lru"]
    if kind == "memcached":
        return ["memcached", "-u", "nobody", "-l", "127.0.0.1", "-p", str(behind), "-U", "0", "-m", "64"]
    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
    data = os.path.join(folder, "data")
    os.mkdir(data, 0o700)
    if user:
        os.chmod(folder, 0o711)
        os.chown(data, *(int(subprocess.check_output(["id", flag, "nobody"])) for flag in ("-u", "-g")))
    subprocess.run([f"{binaries}/initdb", "-D", data, "-A", "trust", "-U", "bench", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)
    return [f"{binaries}/postgres", "-D", data, "-p", str(behind), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "shared_buffers=48MB", "-c", "fsync=off"]


server = subprocess.Popen(start(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/", **user)


def end(*_):
    server.send_signal(signal.SIGINT if kind == "postgres" else signal.SIGTERM)
    server.wait()
    os._exit(0)


signal.signal(signal.SIGTERM, end)


def message(file):
    """The kind and the content of one message of PostgreSQL."""
    head = file.read(5)
    return head[:1], file.read(struct.unpack("!I", head[1:])[0] - 4)


def ask(file, text):
    """One simple query of PostgreSQL; OK when nothing went wrong."""
    body = text.encode() + b"\0"
    file.write(b"Q" + struct.pack("!I", len(body) + 4) + body)
    file.flush()
    told = b"OK"
    while (got := message(file))[0] != b"Z":
        if got[0] == b"E":
            told = got[1]
    return told


def connect():
    file = socket.create_connection(("127.0.0.1", behind)).makefile("rwb")
    if kind == "postgres":
        body = struct.pack("!I", 196608) + b"user\0bench\0database\0postgres\0\0"
        file.write(struct.pack("!I", len(body) + 4) + body)
        file.flush()
        while (got := message(file))[0] != b"Z":
            if got[0] == b"E":
                raise OSError(got[1])
    return file


def work():
    if not hasattr(local, "file"):
        local.file = connect()
    if kind == "postgres":
        at = random.randrange(1, 60_000)
        return ask(local.file, f"select sum(length(text)) from big where id between {at} and {at + 5}")
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
        told = work() if self.path == "/a" else b"OK"
        body = told.strip() or b"nothing"
        self.send_response(200 if b"OK" in told or b"STORED" in told else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


for _ in range(200):
    try:
        connect()
        break
    except OSError:
        time.sleep(0.1)
if kind == "postgres":
    # 60,000 rows, 4 to a page: 120 MB, more than the shared buffers hold.
    ask(connect(), "create table big as select id, rpad('', 1900, 'x') as text from generate_series(1, 60005) id; create index on big (id); analyze big")
Server(("127.0.0.1", port), Answer).serve_forever()
