"""Files of a service with many rows: made by its own migrations, filled once a run, copied for each
measurement."""

import contextlib
import os
import shutil
import sqlite3

from . import process, settings, signing

PIECE = 4096
KEPT = settings.OUT / "files"
_made = {}


def serving(name, home, port, **environment):
    """One of our services, on one port."""
    given = signing.environment(home, KUMQUAT_LISTEN=f"tcp:127.0.0.1:{port}", **environment)
    return process.Process(
        [settings.executable(f"kumquat-{name}")], environment=given, name=f"kumquat-{name}"
    )


def made(name, size, fill, **environment):
    """A file of `size` rows of the kind that counts; the schema is the service's own. What `fill`
    writes is the same each time. With BENCH_KEEP=1 it is there for the next run of the day, too."""
    if (name, size) in _made:
        return _made[name, size]
    kept = KEPT / f"{name}-{size}.sqlite"
    if not (settings.KEEP and settings.is_of_today(kept)):
        settings.note(f"making a file of {name} with {size} rows")
        home = settings.WORK / f"{name}-{size}"
        home.mkdir(mode=0o700)
        port = process.free_port()
        with process.running(serving(name, home, port, **environment)) as (server,):
            server.wait_ready(port, "/readyz")
        KEPT.mkdir(exist_ok=True)
        path = home / f"{name}.sqlite"
        with filling(path) as db:
            fill(db, size)
        shutil.move(path, kept)
    _made[name, size] = kept
    return kept


@contextlib.contextmanager
def filling(path):
    """A file that nobody minds losing while it is written."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -1000000")
    yield db
    db.commit()
    db.execute("PRAGMA journal_mode = WAL")
    db.close()


def shared(path):
    """One copy of a file for all who only read it, and its home."""
    name = f"read-{path.stem}"
    home = settings.WORK / name
    if not home.exists():
        copy(path, name)
    return home, home / f"{path.name.split('-')[0]}.sqlite"


def copy(path, name):
    """A fresh home with a copy of the file, and the copy. It is written piece by piece, as a service
    writes it: what is copied at once the system keeps in large pieces, and each small write then
    costs more. And it is on disk, or the first checkpoint of the server would write all of it."""
    home = settings.WORK / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    copied = home / f"{path.name.split('-')[0]}.sqlite"
    with open(path, "rb", buffering=0) as source, open(copied, "wb", buffering=0) as target:
        while piece := source.read(PIECE):
            target.write(piece)
        os.fsync(target.fileno())
    return home, copied
