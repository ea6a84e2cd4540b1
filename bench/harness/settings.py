"""What can be set, where things are, and the C programs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
WORK = OUT / "work"
BUILD = Path(os.environ.get("BENCH_BUILD", ROOT.parent / ".build" / "release"))

# A signed request is good for 30 seconds.
SECONDS = min(20.0, float(os.environ.get("BENCH_SECONDS", "5")))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", "64"))
USERS = int(os.environ.get("BENCH_USERS", "100000"))
LARGE_USERS = int(os.environ.get("BENCH_LARGE_USERS", "1000000"))

LOAD_CORE, SERVER_CORE = (0, 1) if (os.cpu_count() or 1) > 1 else (0, 0)

PROGRAMS = {"points": ["-lsqlite3"], "backend": [], "checker": ["-lcrypto"]}


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def missing(*programs):
    """Says which of these programs is not installed, and whether any."""
    absent = [name for name in programs if shutil.which(name) is None]
    if absent:
        note(f"skipped, not installed: {', '.join(absent)}")
    return bool(absent)


def executable(name):
    """One of Kumquat's executables; None, with a word, when it has not been built."""
    path = BUILD / name
    if path.exists():
        return str(path)
    note(f"skipped, not built: {path} (make build)")
    return None


def prepare():
    if SERVER_CORE == LOAD_CORE:
        note("one core only: load and server share it, and the figures show that")
    if shutil.which("wrk") is None or shutil.which("cc") is None:
        sys.exit("bench: wrk and a C compiler are needed: deploy/prerequisites bench")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for name, libraries in PROGRAMS.items():
        sources = [str(ROOT / "c" / f"{name}.c"), str(ROOT / "c" / "loop.c")]
        subprocess.run(
            ["cc", "-O2", "-Wall", "-Wextra", "-o", str(OUT / name), *sources, *libraries],
            check=True,
        )
