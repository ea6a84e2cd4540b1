"""The treasure service, straight, beside a bare C server with the same statements; with few and with
many participants."""

from . import files, gateway, grown, load, process, settings, signing, treasure_data

REQUESTS = settings.WORK / "treasure.requests"
# Digs of a run, at either size.
DIGS = 1_000 if settings.QUICK else 20_000
LIST = "/api/treasure/getTaskList?page=1"
DETAILS = "/api/treasure/getTaskDetails?code="
DIG = "/api/treasure/digTask"
# Where auth's stand-in is.
auth_port = 0
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


def start(peer, home, path):
    environment = {
        "KUMQUAT_AUTH_URLS": f"tcp:127.0.0.1:{auth_port}",
        "KUMQUAT_TREASURE_COOLDOWN_SECONDS": "0",
    }
    return peer.start(home, path, **environment)


def reading(requests):
    def run(peer, size):
        port, server = start(peer, *files.shared(treasure_data.file(size)))
        with process.running(server):
            load.warm_up(port, requests(size))
            return load.measure(port, requests(size), [server])

    return run


def digging(requests):
    """So many digs; afterwards each must be there, and all counts agree."""

    def run(peer, size):
        home, path = files.copy(treasure_data.file(size), "treasure")
        port, server = start(peer, home, path)
        with process.running(server):
            load.warm_up(port, list_requests(size))
            # In no task: so that the service knows the apps before.
            process.send(port, signing.signed("POST", DIG, 1, "code=222222222222"))
            found = load.measure(port, requests(size, DIGS), [server], once=True)
        # It has begun again with its first requests, so a few more were answered.
        problem = treasure_data.problem(path, size, DIGS, 2 * settings.CONNECTIONS)
        if problem:
            raise RuntimeError(f"{peer.name}: {problem}")
        return found

    return run


READS = (
    grown.Part("list", reading(list_requests), 0.7),
    grown.Part("details", reading(details_requests), 0.7),
)
WRITES = (
    grown.Part("digs, many tasks", digging(dig_requests), 0.8, writes=True),
    grown.Part("digs, one task", digging(hot_requests), 0.6, writes=True),
)


def reads(report):
    measure(report, READS)


def writes(report):
    measure(report, WRITES)


def measure(report, parts):
    global auth_port
    if settings.executable("kumquat-treasure") is None or settings.missing("openssl"):
        return
    auth_port, stub = gateway.auth_stub(signing.Ed25519())
    with process.running(stub):
        grown.measure(report, "treasure", "participants", parts)
