"""A process that is measured: where it runs, when it is ready, what it has cost."""

import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path

from . import settings


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, path, timeout=1.0, headers=""):
    """The status of a GET, or None when nobody answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout) as peer:
            request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n"
            peer.sendall(request.encode())
            return int(peer.recv(64).split()[1])
    except (OSError, IndexError, ValueError):
        return None


def send(port, request, timeout=5.0):
    """The beginning of the answer to a request as it stands."""
    with socket.create_connection(("127.0.0.1", port), timeout) as peer:
        peer.sendall(request.encode())
        return peer.recv(1 << 16).decode(errors="replace")


# What servers are started under: a tool that counts something.
_tool = []


@contextlib.contextmanager
def under(command):
    """Servers that are started meanwhile run under this."""
    _tool.extend(command)
    try:
        yield
    finally:
        _tool.clear()


def is_counted():
    return bool(_tool)


class Process:
    def __init__(self, command, core=settings.SERVER_CORE, environment=None, name="server"):
        clean = {k: v for k, v in os.environ.items() if not k.startswith("KUMQUAT_")}
        self.name = name
        self.log = settings.WORK / f"{name}.log"
        self.started = time.monotonic()
        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(
                ["taskset", "-c", str(core), *_tool, *command],
                env={**clean, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait_ready(self, port, path="/", expected=(200,), seconds=20):
        """Milliseconds from the start to the first good answer."""
        deadline = self.started + (seconds * 10 if _tool else seconds)
        while time.monotonic() < deadline:
            if self.child.poll() is not None:
                break
            if ask(port, path, 5 if _tool else 0.5) in expected:
                return (time.monotonic() - self.started) * 1000
            time.sleep(0.002)
        tail = self.log.read_text(errors="replace")[-500:]
        self.stop()
        raise RuntimeError(f"{self.name} did not get ready:\n{tail}")

    def pids(self):
        found, queue = [], [self.child.pid]
        while queue:
            pid = queue.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    queue += [int(child) for child in task.read_text().split()]
        return found

    def cpu_seconds(self):
        """Of all threads, to the nanosecond: some runs are short beside a tick of the clock."""
        nanoseconds = 0
        for pid in self.pids():
            for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                with contextlib.suppress(OSError):
                    nanoseconds += int(task.read_text().split()[0])
        return nanoseconds / 1e9

    def rss_megabytes(self):
        total = 0
        for pid in self.pids():
            with contextlib.suppress(OSError):
                for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                    if line.startswith("VmRSS:"):
                        total += int(line.split()[1])
        return total / 1024

    def stop(self):
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(30)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()


@contextlib.contextmanager
def running(*processes):
    """The processes, and their end whatever happens."""
    try:
        yield processes
    finally:
        for process in reversed(processes):
            process.stop()
