"""Thousands of clients that ask for a large picture at once and read nothing of it, or four
kilobytes in four seconds, while others go on as usual: how long those wait, what the gateway's
memory and its loops do meanwhile, and a minute after.

Load and stack share both cores. The picture is served by treasure, through the gateway.
"""

import contextlib
import http.client
import json
import random
import select
import socket
import struct
import threading
import time
import urllib.parse
import zlib
from pathlib import Path

from . import process, settings

READERS = 100 if settings.QUICK else 3000
HONEST = 4
PAUSE = 0.005
CALM, STORM, AFTER = (1, 2, 1) if settings.QUICK else (8, 20, 60)


class Stack:
    """All of it, in the sandbox environment, with a large picture of a person who is logged in."""

    def __init__(self):
        # Eleven ports in a row, beside those of a stack that may be running.
        self.port = 21080
        self.home = settings.WORK / "slow-readers"
        self.process = process.Process(
            [settings.executable("kumquat-stack")],
            core="0,1",
            environment={
                "KUMQUAT_ENV": "sandbox",
                "KUMQUAT_HOME": str(self.home),
                "KUMQUAT_PORT": str(self.port),
                "KUMQUAT_LOG_LEVEL": "error",
                "KUMQUAT_RATE_PER_SECOND": "100000",
                "KUMQUAT_RATE_BURST": "100000",
            },
            name="stack",
        )

    def prepare(self):
        for port in (self.port, self.port + 9, self.port + 10):
            self.process.wait_ready(port, "/readyz" if port != self.port else "/", (200, 404))
        code = self.sandbox("/sandbox/code", {"user": "xiaoming"})["code"]
        sealed = self.sandbox("/sandbox/encrypt", {"user": "xiaoming", "kind": "profile"})
        fields = {"code": code, "iv": sealed["iv"], "encryptedData": sealed["encryptedData"]}
        login = self.get(f"/api/treasure/userLogin?{urllib.parse.urlencode(fields)}")
        self.token = login["data"]["token"]
        body = (
            b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
            b"Content-Type: image/png\r\n\r\n" + noise(1400, 1400) + b"\r\n--B--\r\n"
        )
        url = self.ask(
            "POST",
            "/api/treasure/uploadFile",
            body,
            {"Content-Type": "multipart/form-data; boundary=B"},
        )["url"]
        parts = urllib.parse.urlsplit(url)
        self.picture = parts.path + (f"?{parts.query}" if parts.query else "")

    def ask(self, method, target, body=None, headers=None):
        peer = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        token = getattr(self, "token", None)
        fields = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        peer.request(method, target, body, fields)
        return json.loads(peer.getresponse().read())

    def get(self, target):
        return self.ask("GET", target)

    def sandbox(self, path, body):
        peer = http.client.HTTPConnection("127.0.0.1", self.port + 10, timeout=20)
        peer.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        return json.loads(peer.getresponse().read())

    def gateway(self):
        """The gateway's process: the one in our home."""
        wanted = f"KUMQUAT_HOME={self.home}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                name = (folder / "comm").read_text()
                if name.startswith("kumquat-gatewa") and wanted in (folder / "environ").read_bytes():
                    return int(folder.name)
        raise RuntimeError("no gateway")

    def memory(self):
        with open(f"/proc/{self.gateway()}/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def lag(self):
        """The longest that a loop of the gateway stood still lately, in seconds."""
        peer = http.client.HTTPConnection("127.0.0.1", self.port + 9, timeout=20)
        peer.request("GET", "/metrics")
        lines = peer.getresponse().read().decode().splitlines()
        found = [l for l in lines if l.startswith("kumquat_loop_lag_seconds")]
        return max((float(l.split()[-1]) for l in found), default=0.0)


def noise(width, height):
    """A PNG that no compression makes small."""
    source = random.Random(1)
    rows = b"".join(b"\0" + source.randbytes(width * 3) for _ in range(height))

    def chunk(kind, data):
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


class Honest:
    """People who look at the square, one request after the other."""

    def __init__(self, stack):
        self.stack = stack
        self.times, self.statuses = [], {}
        self.ends = threading.Event()
        self.threads = [threading.Thread(target=self.go) for _ in range(HONEST)]

    def go(self):
        peer = http.client.HTTPConnection("127.0.0.1", self.stack.port, timeout=60)
        fields = {"Authorization": f"Bearer {self.stack.token}"}
        while not self.ends.is_set():
            begun = time.monotonic()
            try:
                peer.request("GET", "/api/treasure/getTaskList", headers=fields)
                answer = peer.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException) as error:
                status = type(error).__name__
                peer.close()
            self.times.append(time.monotonic() - begun)
            self.statuses[status] = self.statuses.get(status, 0) + 1
            time.sleep(PAUSE)

    def run(self, seconds, meanwhile=lambda: None):
        for thread in self.threads:
            thread.start()
        end = time.monotonic() + seconds
        meanwhile()
        time.sleep(max(0.0, end - time.monotonic()))
        self.ends.set()
        for thread in self.threads:
            thread.join()
        self.times.sort()
        return self

    def at(self, part):
        return self.times[min(len(self.times) - 1, int(len(self.times) * part))] * 1000


class Readers:
    """All of them at once. Every second one reads nothing, the others a little every four seconds."""

    def __init__(self, stack):
        self.peers = []
        self.first = {}
        request = (
            f"GET {stack.picture} HTTP/1.1\r\nHost: bench\r\n"
            f"Authorization: Bearer {stack.token}\r\n\r\n"
        ).encode()
        for _ in range(READERS):
            peer = socket.socket()
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer.connect(("127.0.0.1", stack.port))
            self.peers.append(peer)
        for peer in self.peers:
            peer.sendall(request)

    def read(self, seconds):
        end = time.monotonic() + seconds
        poll = select.epoll()
        by_number = {peer.fileno(): peer for peer in self.peers}
        for number in by_number:
            poll.register(number, select.EPOLLIN | select.EPOLLONESHOT)
        waiting = []
        while time.monotonic() < end:
            for number, _ in poll.poll(0.1):
                peer = by_number[number]
                try:
                    text = peer.recv(4096 if number in self.first else 16)
                except OSError:
                    continue
                if number not in self.first:
                    self.first[number] = text[9:12].decode(errors="replace") or "closed"
                if text and number % 2:
                    waiting.append((time.monotonic() + 4, number))
            while waiting and waiting[0][0] < time.monotonic():
                poll.modify(waiting.pop(0)[1], select.EPOLLIN | select.EPOLLONESHOT)

    def statuses(self):
        found = {}
        for text in self.first.values():
            found[text] = found.get(text, 0) + 1
        found["none"] = len(self.peers) - len(self.first)
        return found

    def close(self):
        for peer in self.peers:
            peer.close()


def measure(report):
    if settings.executable("kumquat-stack") is None:
        return
    stack = Stack()
    with process.running(stack.process):
        stack.prepare()
        before = Honest(stack).run(CALM)
        memory = [stack.memory()]
        readers, lags = [], []

        def storm():
            readers.append(Readers(stack))
            end = time.monotonic() + STORM
            while time.monotonic() < end:
                readers[0].read(min(4, STORM / 2))
                lags.append(stack.lag())
                memory.append(stack.memory())

        meanwhile = Honest(stack).run(STORM, storm)
        statuses = readers[0].statuses()
        readers[0].close()
        time.sleep(AFTER)
        memory.append(stack.memory())
    say(report, before, meanwhile, statuses)
    report.figure("slow readers, p99 of others", f"{ratio(meanwhile, before):.2f}", "< 2 of what it was")
    report.figure("slow readers, longest lag of a loop", f"{max(lags):.3f} s", "< 0.1 s")
    report.figure("slow readers, most memory", f"{max(memory):.0f} MB", "")
    rest = f"{memory[-1] / memory[0]:.2f}"
    report.figure("slow readers, memory a minute after", rest, "< 1.5 of what it was")


def ratio(meanwhile, before):
    return meanwhile.at(0.99) / max(before.at(0.99), 0.001)


def say(report, before, meanwhile, statuses):
    report.say()
    report.say(f"{READERS} slow readers of a large picture, answered {statuses}; others meanwhile")
    for name, honest in (("before", before), ("meanwhile", meanwhile)):
        report.say(
            f"{name:12}p50 {honest.at(0.5):.1f} ms, p99 {honest.at(0.99):.1f} ms, "
            f"longest {honest.at(1):.0f} ms, answered {honest.statuses}"
        )
