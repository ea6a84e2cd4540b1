"""The treasure service, straight, beside a bare C server with the same statements; with few and with
many participants."""

from . import files, gateway, load, peers, process, settings, signing, treasure_data

REQUESTS = settings.WORK / "treasure.requests"
FASTEST_PER_SECOND = 25_000
# Digs of a run that compares sizes: as many at either.
DIGS = min(8_000, settings.SMALL)
LIST = "/api/treasure/getTaskList?page=1"
DETAILS = "/api/treasure/getTaskDetails?code="
DIG = "/api/treasure/digTask"
# An order without locality, coprime to all numbers here.
STEP = 61_803


def reading_requests(target, size, limit=2000):
    """`target(task)`, asked for by 2,000 people, spread over all of them and over all tasks."""
    chosen = range(0, size, max(1, size // limit))
    load.write_requests(
        REQUESTS,
        (
            signing.signed(
                "GET", target(1 + place // treasure_data.PARTICIPANTS), treasure_data.digger(size, place)
            )
            for place in chosen
        ),
    )
    return REQUESTS


def list_requests(size):
    return reading_requests(lambda task: LIST, size)


def details_requests(size):
    return reading_requests(lambda task: DETAILS + treasure_data.code(task), size)


def dig_requests(size, count):
    """In all tasks; every second one by somebody who has dug there before, nobody twice in one."""

    def request(number):
        place = number * STEP % size
        task = 1 + place // treasure_data.PARTICIPANTS
        # Whoever has won does not dig any more.
        has_won = place % treasure_data.PARTICIPANTS + 1 == treasure_data.SPACING
        if number % 2 and number < size and not has_won:
            one = treasure_data.digger(size, place)
        else:
            one = treasure_data.newcomer(number + number // size * 7)
        return signing.signed("POST", DIG, one, f"code={treasure_data.code(task)}")

    load.write_requests(REQUESTS, (request(number) for number in range(count)))
    return REQUESTS


def hot_requests(_, count):
    """In one task, each by somebody else."""
    body = f"code={treasure_data.HOT}"
    load.write_requests(
        REQUESTS,
        (
            signing.signed("POST", DIG, treasure_data.stranger(number), body)
            for number in range(count)
        ),
    )
    return REQUESTS


def start(peer, size, auth):
    home, copied = files.copy(treasure_data.file(size), "treasure")
    environment = {
        "KUMQUAT_AUTH_URLS": f"tcp:127.0.0.1:{auth}",
        "KUMQUAT_TREASURE_COOLDOWN_SECONDS": "0",
    }
    return (*peer.start(home, copied, **environment), copied)


def read_run(peer, requests, size, auth):
    port, server, _ = start(peer, size, auth)
    with process.running(server):
        load.warm_up(port, requests(size))
        return load.measure(port, requests(size), [server])


def dig_run(peer, requests, size, auth, once=False):
    """A run of digs; afterwards each answer must have its dig, and all counts agree."""
    port, server, copied = start(peer, size, auth)
    count = DIGS if once else int(settings.SECONDS * FASTEST_PER_SECOND)
    with process.running(server):
        load.warm_up(port, list_requests(size))
        # In no task: so that the service knows the apps before.
        process.send(port, signing.signed("POST", DIG, 1, "code=222222222222"))
        found = load.measure(port, requests(size, count), [server], once=once)
    problem = treasure_data.problem(copied, size, found.answers, settings.CONNECTIONS)
    if problem:
        raise RuntimeError(f"{peer.name}: {problem}")
    return found


PARTS = (
    ("list", read_run, list_requests, 0.7),
    ("details", read_run, details_requests, 0.7),
    ("digs, many tasks", dig_run, dig_requests, 0.8),
    ("digs, one task", dig_run, hot_requests, 0.6),
)


def measure(report):
    if settings.executable("kumquat-treasure") is None or settings.missing("openssl"):
        return
    auth, stub = gateway.auth_stub(signing.Ed25519())
    with process.running(stub):
        for title, run, requests, goal in PARTS:
            for size in (settings.SMALL, settings.LARGE):
                compare(report, f"{title}, {size}", run, requests, goal, size, auth)
            grow(report, title, run, requests, auth)


def compare(report, title, run, requests, goal, size, auth):
    standing = peers.readers("treasure") if run is read_run else peers.writers("treasure")
    runs = peers.rounds(standing, run, requests, size, auth)
    names = {peer.name: f"{title}: {peer.name}" for peer in standing}
    report.table(
        f"treasure: {title} participants", {names[name]: found for name, found in runs.items()}
    )
    ours, *others = names.values()
    report.ratio(f"{title}, of C", ours, others[0], "rate", f">= {goal}")
    if len(others) > 1:
        report.ratio(f"{title}, of C, a turn at once", ours, others[1], "rate", "")


def grow(report, title, run, requests, auth):
    """The same number of requests over a small file and a large one."""
    peer = peers.readers("treasure")[0]
    more = {"once": True} if run is dig_run else {}
    runs = {size: [] for size in (settings.SMALL, settings.LARGE)}
    for number in range(settings.ROUNDS):
        for size, found in runs.items():
            settings.note(f"round {number + 1}: {title}, {size}")
            found.append(run(peer, requests, size, auth, **more))
    named = {f"{title}, {size}": found for size, found in runs.items()}
    report.table(f"treasure: {title} as data grows", named)
    small, large = named
    report.ratio(f"{title}, CPU of large to small", large, small, "microseconds", "< 1.5")
