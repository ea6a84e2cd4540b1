"""The points service, straight, beside a bare C server with the same statements."""

from . import data, files, load, peers, process, settings, signing

REQUESTS = settings.WORK / "requests"
FASTEST_PER_SECOND = 25_000
# Sign-ins of a run that compares sizes: as many at either.
SIGN_INS = min(8_000, settings.SMALL)


READERS = peers.readers("points")
WRITERS = [
    peers.Peer("kumquat-points, FULL", "points", "kumquat"),
    peers.Peer("C, FULL, grouped", "points", "grouped"),
    peers.Peer("C, FULL, one commit each", "points", "each"),
    peers.Peer("C, OFF, one commit each", "points", "each", "OFF"),
]


def reading_requests(path, users, limit=2000):
    """GET of something of 2,000 users, spread over all of them."""
    chosen = list(data.iids(users))[:: max(1, users // limit)][:limit]
    load.write_requests(
        REQUESTS,
        (
            signing.signed("GET", f"{path}?openid={signing.openid(iid)}", iid)
            for iid in chosen
        ),
    )
    return REQUESTS


def balance_requests(users):
    return reading_requests("/api/query_balance/", users)


def sign_requests(users, limit=int(settings.SECONDS * FASTEST_PER_SECOND)):
    """One sign-in each of as many users as may get through, in an order without locality."""
    step = 61_803  # coprime to the numbers of users here
    count = min(users, limit)
    chosen = (signing.FIRST + index * step % users for index in range(count))
    load.write_requests(
        REQUESTS,
        (
            signing.signed("POST", "/api/sign/", iid, f"openid={signing.openid(iid)}")
            for iid in chosen
        ),
    )
    return REQUESTS


def balance_run(peer, path, users):
    home, copied = files.copy(path, "balance")
    port, server = peer.start(home, copied)
    with process.running(server):
        load.warm_up(port, balance_requests(users))
        return load.measure(port, balance_requests(users), [server])


def rank_run(peer, path, users):
    home, copied = files.copy(path, "rank")
    port, server = peer.start(home, copied)
    with process.running(server):
        load.warm_up(port, reading_requests("/api/rank_by_balance/", users))
        return load.measure(port, reading_requests("/api/rank_by_balance/", users), [server])


def sign_run(peer, path, users):
    """A run of sign-ins; afterwards every answer must have its row, and the sums be right."""
    home, copied = files.copy(path, "sign")
    port, server = peer.start(home, copied)
    with process.running(server):
        load.warm_up(port, balance_requests(users))
        found = load.measure(port, sign_requests(users), [server])
    rows, adds_up = data.count(copied)
    signed = rows - users
    # What was under way when wrk stopped has a row and no answer.
    if not adds_up or not found.answers <= signed <= found.answers + settings.CONNECTIONS:
        problem = (
            f"{peer.name}: {found.answers} answers, {found.errors} errors, "
            f"{signed} rows, sums right: {adds_up}"
        )
        if signed < users:
            raise RuntimeError(problem)
        settings.note(f"{problem}; all users have signed in, set BENCH_USERS higher")
    return found


def signs_run(peer, path, users):
    """A run of so many sign-ins, however long it takes."""
    home, copied = files.copy(path, "signs")
    port, server = peer.start(home, copied)
    with process.running(server):
        load.warm_up(port, balance_requests(users))
        found = load.measure(port, sign_requests(users, SIGN_INS), [server], once=True)
    rows, adds_up = data.count(copied)
    if not adds_up or rows - users != SIGN_INS:
        raise RuntimeError(f"{rows - users} rows of {SIGN_INS} sign-ins, sums right: {adds_up}")
    return found


def balance(report):
    if settings.executable("kumquat-points") is None:
        return
    path = data.file(settings.USERS)
    runs = peers.rounds(READERS, balance_run, path, settings.USERS)
    report.table("points: GET /api/query_balance/", runs)
    ours, theirs, fair = (peer.name for peer in READERS)
    report.ratio("balance, of C", ours, theirs, "rate", ">= 0.7")
    report.ratio("balance, of C, a turn at once", ours, fair, "rate", ">= 0.55")
    report.ratio("balance, CPU of C's", ours, theirs, "microseconds", "<= 1.43")


def sign(report):
    if settings.executable("kumquat-points") is None:
        return
    path = data.file(settings.USERS)
    report.table("points: POST /api/sign/", peers.rounds(WRITERS, sign_run, path, settings.USERS))
    ours = "kumquat-points, FULL"
    report.ratio("sign, of C without fsync", ours, "C, OFF, one commit each", "rate", ">= 0.7")
    report.ratio("sign, of C, one commit each", ours, "C, FULL, one commit each", "rate", ">= 3")
    report.ratio("sign, of C, grouped", ours, "C, FULL, grouped", "rate", ">= 0.8")
    report.ratio("sign, CPU of C's, grouped", ours, "C, FULL, grouped", "microseconds", "<= 1.25")
