"""Files of treasure with many participants: a hundred in each task, each person in five tasks."""

import random
import sqlite3
import time

from . import files, settings, signing

PARTICIPANTS = 100
TASKS_OF_A_PERSON = 5
SPACING = 97
PRIZES = 20
# People who have dug nowhere yet.
NEWCOMERS = 5_000 if settings.QUICK else 20_000
# The task that everybody digs at once, without a participant before; its last prize is far down.
HOT = "zzzzzzzzzzzz"
HOT_PRIZES = 1_000
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SYNOPSIS = "挖到宝贝的朋友请在三十天内领取，逾期不候；奖品是本地特产一份，由商家直接寄出，邮费由我们承担。"


def tasks(size):
    return size // PARTICIPANTS


def people(size):
    return size // TASKS_OF_A_PERSON


def person(number):
    return signing.FIRST + number


def newcomer(number):
    """Of those who have dug nowhere."""
    return signing.FIRST + 500_000_000 + number % NEWCOMERS


def stranger(number):
    """One of as many as are needed, of whom auth has told nothing."""
    return signing.FIRST + 600_000_000 + number


def code(task):
    text = ""
    for place in range(12):
        text += ALPHABET[(task * 7919 + place * 13 + task // 31**place) % 31]
    return text[:6] + "".join(ALPHABET[task // 31**place % 31] for place in range(6))


def digger(size, place):
    """Who has dug at this place, counted through all tasks; nobody twice in one task."""
    return person(place * 61_803 % people(size))


def file(size):
    return files.made("treasure", size, fill)


def fill(db, size):
    at = int((time.time() - 86_400) * 1000)
    publishers = [1_000 + number for number in range(1_000)]
    everybody = [person(number) for number in range(people(size))]
    newcomers = [newcomer(number) for number in range(NEWCOMERS)]
    db.executemany(
        "INSERT INTO person (uid, nickname, avatar) VALUES (?, ?, ?)",
        (
            (uid, f"挖宝人{uid}", f"https://thirdwx.qlogo.cn/mmopen/vi_32/{uid:032x}/132")
            for uid in everybody + newcomers + publishers
        ),
    )
    db.executemany(
        "INSERT INTO player (uid, unionid, digs, releases, partakes, day, digs_today, releases_today)"
        " VALUES (?, ?, ?, 0, ?, 0, 0, 0)",
        (
            (uid, signing.unionid(uid).encode(), TASKS_OF_A_PERSON, TASKS_OF_A_PERSON)
            for uid in everybody
        ),
    )
    draw = random.Random(1)
    for number in range(1, tasks(size) + 1):
        add_task(db, draw, number, code(number), PRIZES, PARTICIPANTS, at)
    add_task(db, draw, tasks(size) + 1, HOT, HOT_PRIZES, 0, at)
    fill_participants(db, size, at)
    db.execute("INSERT INTO day_figure (day, tasks, digs, prizes) VALUES (1, ?, ?, ?)",
               (tasks(size) + 1, size, tasks(size)))
    db.execute("UPDATE id_sequence SET last = ?", (10 * size,))


def fill_participants(db, size, at):
    """One dig each; whoever came to the first prize has it."""
    db.executemany(
        "INSERT INTO participant (task, uid, number, joined, digs, won, last_dig)"
        " VALUES (?, ?, ?, ?, 1, ?, ?)",
        (
            (
                place // PARTICIPANTS + 1,
                digger(size, place),
                place % PARTICIPANTS + 1,
                place + 1,
                place % PARTICIPANTS + 1 == SPACING,
                at,
            )
            for place in range(size)
        ),
    )
    db.execute(
        "UPDATE prize SET state = 'undrawn', won_at = ?, found = id, winner_iid = 1, winner ="
        " (SELECT uid FROM participant p WHERE p.task = prize.task AND p.number = prize.depth)"
        " WHERE number = 1 AND task <= ?",
        (at, tasks(size)),
    )


def add_task(db, draw, number, name, prizes, participants, at):
    picture = f"{draw.getrandbits(128):032x}.jpg"
    row = {
        "id": number,
        "code": name,
        # Somebody who digs nowhere.
        "publisher": 1_000 + number % 1_000,
        "publisher_iid": 1,
        "app": 1,
        "mchid": "",
        "state": "open",
        "content": "pass",
        "words": "pass",
        "blocked": 0,
        "payouts_stopped": 0,
        "paid": 0,
        "kind": 2,
        "money": 0,
        "handover": 1,
        "is_public": 1,
        "prizes": prizes,
        "forecast": prizes * SPACING,
        "spacing": SPACING,
        "fluctuation": 0,
        "seed": draw.randbytes(32),
        "commitment": draw.randbytes(32).hex(),
        "signature": f"第{number}家小店",
        "name": f"挖出第{number}份特产",
        "synopsis": SYNOPSIS,
        "upload": 0,
        "picture": picture,
        "thumbnail": picture,
        "depth": participants,
        "participants": participants,
        "found": 1 if participants >= SPACING else 0,
        "listed": number,
        "created_at": at,
        "ends_at": at + 30 * 86_400_000,
        "end_reason": "",
    }
    db.execute(
        f"INSERT INTO task ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
        list(row.values()),
    )
    db.executemany(
        "INSERT INTO prize (id, task, number, depth, state) VALUES (?, ?, ?, ?, 'buried')",
        (
            (number * HOT_PRIZES + place, number, place, place * SPACING)
            for place in range(1, prizes + 1)
        ),
    )


def problem(path, size, answers, more):
    """What is wrong with a file after so many digs were answered, and perhaps `more` were under way;
    None for nothing."""
    db = sqlite3.connect(path)
    (digs,) = db.execute("SELECT sum(depth) FROM task").fetchone()
    (noted,) = db.execute("SELECT sum(digs) FROM participant").fetchone()
    (counted,) = db.execute("SELECT sum(digs) FROM player").fetchone()
    (figured,) = db.execute("SELECT sum(digs) FROM day_figure").fetchone()
    (won,) = db.execute("SELECT count(*) FROM prize WHERE winner IS NOT NULL").fetchone()
    (found,) = db.execute("SELECT sum(found) FROM task").fetchone()
    db.close()
    new = digs - size
    if not answers <= new <= answers + more:
        return f"{answers} answers, {new} digs"
    if not (digs == noted == counted == figured and won == found):
        return f"digs {digs}, {noted}, {counted}, {figured}; prizes {won}, {found}"
    return None
