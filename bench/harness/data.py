"""Files of points with many users."""

import sqlite3
import time

from . import files, signing

# As in RankStore and Board.
BALANCE = -1
WIDEST = 128


def iids(users):
    return range(signing.FIRST, signing.FIRST + users)


def file(users):
    """A file with `users` participants and a ledger row each."""
    return files.made("points", users, fill)


def fill(db, users):
    """Everybody signed in yesterday; who did so earlier has the better rank."""
    yesterday = int((time.time() - 86_400) * 1000)
    day = (yesterday // 1000 + 8 * 3600) // 86_400
    db.executemany(
        "INSERT INTO participant"
        " (iid, app, openid, balance, turn, entries, invited, closed, created)"
        " VALUES (?, 1, ?, 10, ?, 1, 0, 0, ?)",
        (
            (iid, signing.openid(iid).encode(), -number, yesterday)
            for number, iid in enumerate(iids(users), 1)
        ),
    )
    db.executemany(
        "INSERT INTO ledger (iid, number, ref, task, points, balance_after, rule_version,"
        " multiplier, note, at) VALUES (?, 1, ?, 'sign_in', 10, 10, 1, 1, '', ?)",
        ((iid, f"sign:{day}", yesterday) for iid in iids(users)),
    )
    db.executemany(
        "INSERT INTO place (board, score, turn, iid) VALUES (?, 10, ?, ?)",
        ((BALANCE, number - users, iid) for number, iid in enumerate(reversed(iids(users)))),
    )
    fill_ranks(db, users)
    db.execute(
        "UPDATE totals SET participants = ?, balance = ?, turn = ?", (users, users * 10, -users)
    )


def fill_ranks(db, users):
    """The counted tree over the places, half full as after many splits."""
    lowest = (-(2**63), -(2**63))
    below = [((10, turn), 1) for turn in range(-users, 0)]
    level = 0
    while not level or len(below) > WIDEST:
        level += 1
        nodes = []
        for start in range(0, len(below), WIDEST // 2):
            children = below[start : start + WIDEST // 2]
            nodes.append((children[0][0] if start else lowest, sum(count for _, count in children)))
        db.executemany(
            "INSERT INTO rank_node (board, level, score, turn, places) VALUES (?, ?, ?, ?, ?)",
            ((BALANCE, level, *key, count) for key, count in nodes),
        )
        below = nodes


def count(path):
    """Ledger rows, and whether they add up to the balances and to the total."""
    db = sqlite3.connect(path)
    rows, points = db.execute("SELECT count(*), sum(points) FROM ledger").fetchone()
    (balances,) = db.execute("SELECT sum(balance) FROM participant").fetchone()
    (total,) = db.execute("SELECT balance FROM totals").fetchone()
    db.close()
    return rows, points == balances == total
