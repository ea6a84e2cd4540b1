"""wrk, and what one run of it says."""

import json
import subprocess
from dataclasses import dataclass

from . import settings


# Seconds after which a run with each request once is given up.
LONGEST = 20


@dataclass
class Run:
    answers: int
    rate: float
    p50: float
    p99: float
    errors: int
    microseconds: float
    rss: float


def write_requests(path, requests):
    """The requests as they go over the wire, each followed by a NUL."""
    with open(path, "wb") as file:
        for request in requests:
            file.write(request.encode() + b"\0")


def wrk(port, requests, seconds, connections=settings.CONNECTIONS, once=False):
    command = ["taskset", "-c", str(settings.LOAD_CORE), "wrk", "-t1", f"-c{connections}"]
    command += [f"-d{max(1, round(seconds))}s", "-s", str(settings.ROOT / "wrk.lua")]
    command += [f"http://127.0.0.1:{port}", "--", str(requests)] + ["once"] * once
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(output.splitlines()[-1])


def warm_up(port, requests, connections=settings.CONNECTIONS):
    if not settings.QUICK:
        wrk(port, requests, 1, connections)


def measure(
    port, requests, processes, seconds=settings.SECONDS, connections=settings.CONNECTIONS, once=False
):
    """One run, of some seconds or with each request `once`; the CPU of all `processes` counts."""
    before = sum(process.cpu_seconds() for process in processes)
    found = wrk(port, requests, LONGEST if once else seconds, connections, once)
    spent = sum(process.cpu_seconds() for process in processes) - before
    answers = found["answers"]
    return Run(
        answers=answers,
        rate=answers / found["seconds"],
        p50=found["p50"] / 1000,
        p99=found["p99"] / 1000,
        errors=found["errors"],
        microseconds=spent * 1e6 / max(1, answers),
        rss=sum(process.rss_megabytes() for process in processes),
    )
