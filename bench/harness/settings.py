"""What can be set, where things are, and the C programs."""

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
WORK = OUT / "work"
BUILD = Path(os.environ.get("BENCH_BUILD", ROOT.parent / ".build" / "release"))

# Every part once, shortly and on little data: whether it runs, not how fast.
QUICK = os.environ.get("BENCH_QUICK", "0") == "1"


def number(name, usual, quick):
    return float(os.environ.get(name, quick if QUICK else usual))


# A signed request is good for 30 seconds.
SECONDS = min(20.0, number("BENCH_SECONDS", 5, 1))
ROUNDS = int(number("BENCH_ROUNDS", 3, 1))
CONNECTIONS = int(number("BENCH_CONNECTIONS", 64, 64))
USERS = int(number("BENCH_USERS", 100_000, 10_000))
SMALL, LARGE = int(number("BENCH_SMALL", 10_000, 5_000)), int(number("BENCH_LARGE", 1_000_000, 10_000))

# Whether files of rows that were made today are used again.
KEEP = os.environ.get("BENCH_KEEP", "0") == "1"

LOAD_CORE, SERVER_CORE = (0, 1) if (os.cpu_count() or 1) > 1 else (0, 0)

SQLITE = ["database.c", "text.c", "-lsqlite3"]
# The C programs, and what each needs beside its own file and the loop.
PROGRAMS = {
    "points": ["points_rank.c", *SQLITE],
    "treasure": ["treasure_digs.c", *SQLITE],
    "commerce": ["commerce_catalogue.c", "commerce_orders.c", "commerce_vouchers.c", *SQLITE, "-lm"],
    "backend": [],
    "checker": ["-lcrypto"],
    "picture": ["-lgd", "-lm"],
}


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def is_of_today(path):
    """Rows are as old as their file: their days are counted from the one that it was made."""
    if not path.exists():
        return False
    made = datetime.date.fromtimestamp(path.stat().st_mtime)
    return made == datetime.date.today()


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
    for name, needed in PROGRAMS.items():
        subprocess.run(
            ["cc", "-O2", "-Wall", "-Wextra", "-o", str(OUT / name), f"{name}.c", "loop.c", *needed],
            cwd=ROOT / "c",
            check=True,
        )
    library = ["-shared", "-fPIC", "-o", str(OUT / "mallocs.so"), "mallocs.c"]
    subprocess.run(["cc", "-O2", "-Wall", "-Wextra", *library], cwd=ROOT / "c", check=True)
