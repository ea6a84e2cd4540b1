"""Files of points with many users: made once a run, copied for each measurement."""

import shutil
import sqlite3
import time

from . import process, settings, signing

FIRST_IID = 1_000_000_000
_files = {}


def iids(users):
    return range(FIRST_IID, FIRST_IID + users)


def serving(executable, home, port):
    """kumquat-points on one port."""
    environment = signing.environment(home, KUMQUAT_LISTEN=f"tcp:127.0.0.1:{port}")
    return process.Process([executable], environment=environment, name="kumquat-points")


def file(executable, users):
    """A file with `users` participants and a ledger row each; the schema is the service's own."""
    if users in _files:
        return _files[users]
    settings.note(f"making a file with {users} users")
    home = settings.WORK / f"data-{users}"
    home.mkdir(mode=0o700)
    port = process.free_port()
    with process.running(serving(executable, home, port)) as (server,):
        server.wait_ready(port, "/readyz")
    path = home / "points.sqlite"
    fill(path, users)
    _files[users] = path
    return path


def fill(path, users):
    yesterday = int((time.time() - 86_400) * 1000)
    day = (yesterday // 1000 + 8 * 3600) // 86_400
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.executemany(
        "INSERT INTO participant (iid, app, openid, nickname, avatar, balance, entries, created)"
        " VALUES (?, 1, ?, '', '', 10, 1, ?)",
        ((iid, signing.openid(iid).encode(), yesterday) for iid in iids(users)),
    )
    db.executemany(
        "INSERT INTO ledger (iid, number, ref, task, points, balance_after, rule_version,"
        " multiplier, at) VALUES (?, 1, ?, 'sign', 10, 10, 1, 1, ?)",
        ((iid, f"sign:{day}", yesterday) for iid in iids(users)),
    )
    db.execute("UPDATE totals SET participants = ?, balance = ?", (users, users * 10))
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def copy(path, name):
    """A fresh home with a copy of the file, and the copy."""
    home = settings.WORK / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    shutil.copy(path, home / "points.sqlite")
    return home, home / "points.sqlite"


def count(path):
    """Ledger rows, and whether they add up to the balances and to the total."""
    db = sqlite3.connect(path)
    rows, points = db.execute("SELECT count(*), sum(points) FROM ledger").fetchone()
    (balances,) = db.execute("SELECT sum(balance) FROM participant").fetchone()
    (total,) = db.execute("SELECT balance FROM totals").fetchone()
    db.close()
    return rows, points == balances == total
