"""The commerce service, straight, beside a bare C server with the same statements; with few and with
many rows. Orders here are paid in another mini-program: nobody asks WeChat Pay for them (`pay.py`)."""

from . import commerce_data, files, gateway, grown, load, peers, process, settings, signing

REQUESTS = settings.WORK / "commerce.requests"
# Writes of a run, at either size.
WRITES = 1_000 if settings.QUICK else 8_000
BUYERS = 200 if settings.QUICK else 2_000
METRES = 3_000
# An order without locality, coprime to all numbers here.
STEP = 61_803
BUY = "/api/user/order/buy"
REDEEM = "/admin/commerce/vouchers/redeem"
# Where auth's stand-in is.
auth_port = 0


def spread(size, limit=2000):
    return range(1, size + 1, max(1, size // limit))


def write(requests):
    load.write_requests(REQUESTS, requests)
    return REQUESTS


def inner(size):
    """Merchants around whom there are others on all sides, and where they are."""
    corners = [commerce_data.place(number, size) for number in range(1, size + 1)]
    west, east = min(corners)[0], max(corners)[0]
    south, north = min(lat for _, lat in corners), max(lat for _, lat in corners)
    edge = 33_000  # more than three kilometres, in either direction
    return [
        (lng, lat)
        for lng, lat in corners
        if west + edge < lng < east - edge and south + edge < lat < north - edge
    ]


def nearby_requests(size):
    places = inner(size)
    return write(
        signing.signed(
            "GET", f"/api/user/merchants?lng={lng / 1e6}&lat={lat / 1e6}&radius={METRES}", number
        )
        for number, (lng, lat) in enumerate(places[:: max(1, len(places) // 2000)], 1)
    )


def area_requests(size):
    return write(
        signing.signed("GET", f"/api/user/area/getByGps?lng={lng / 1e6}&lat={lat / 1e6}", 1)
        for lng, lat in (commerce_data.place(number, size) for number in spread(size))
    )


def goods_requests(size):
    return write(
        signing.signed("GET", f"/api/user/goods/detail?id={number}", number)
        for number in spread(size)
    )


def list_requests(size):
    return write(
        signing.signed("GET", "/api/user/orders", commerce_data.buyer(number))
        for number in range(0, commerce_data.buyers(size), max(1, commerce_data.buyers(size) // 2000))
    )


def buyer(number):
    return commerce_data.buyer(number % BUYERS)


def buy_requests(size, count):
    """Of all goods, each by the next buyer, who is in a mini-program of another centre."""
    return write(
        signing.signed(
            "POST",
            BUY,
            buyer(number),
            f"goods_id={1 + number * STEP % size}&number=1",
            oper=2,
        )
        for number in range(count)
    )


def nothing_requests():
    """A good that there is not, for every buyer: so that the service knows them."""
    return write(
        signing.signed("POST", BUY, buyer(number), "goods_id=-1&number=1")
        for number in range(BUYERS)
    )


def redeem_requests(size, count):
    """Vouchers of all orders, each by staff of its merchant."""

    def request(index):
        number = 1 + index * STEP % size
        return signing.signed(
            "POST",
            REDEEM,
            number,
            f'{{"verify_code":"{commerce_data.code(number)}"}}',
            staff=signing.operator(number, number),
        )

    return write(request(index) for index in range(count))


def start(peer, home, path):
    return peer.start(home, path, KUMQUAT_AUTH_URLS=f"tcp:127.0.0.1:{auth_port}")


def reading(requests):
    def run(peer, size):
        port, server = start(peer, *files.shared(commerce_data.file(size)))
        with process.running(server):
            load.warm_up(port, requests(size))
            return load.measure(port, requests(size), [server])

    return run


def writing(requests, problem):
    """So many writes; afterwards each must have its rows, and all sums agree."""

    def run(peer, size):
        home, path = files.copy(commerce_data.file(size), "commerce")
        port, server = start(peer, home, path)
        with process.running(server):
            load.warm_up(port, goods_requests(size))
            if peer.kind == "kumquat":
                load.wrk(port, nothing_requests(), load.LONGEST, once=True)
            found = load.measure(port, requests(size, WRITES), [server], once=True)
        # It has begun again with its first requests: some more orders, or refusals.
        trouble = problem(path, size, WRITES, 2 * settings.CONNECTIONS)
        if trouble:
            raise RuntimeError(f"{peer.name}: {trouble}")
        return found

    return run


READS = (
    grown.Part("nearby", reading(nearby_requests), 0.7),
    grown.Part("goods", reading(goods_requests), 0.7),
    grown.Part("order list", reading(list_requests), 0.7),
)
WRITES_OF = (
    grown.Part("buy", writing(buy_requests, commerce_data.bought), 0.7, writes=True),
    grown.Part("redeem", writing(redeem_requests, commerce_data.redeemed), 0.7, writes=True),
)


def reads(report):
    with_auth(report, lambda: (grown.measure(report, "commerce", "rows", READS), areas(report)))


def writes(report):
    with_auth(report, lambda: grown.measure(report, "commerce", "rows", WRITES_OF))


def areas(report):
    """A call that asks for the area of a point, and one for a good that there is not: both are a
    request, and the difference is the look-up and its longer answer."""
    peer = peers.readers("commerce")[0]
    runs = {"area of a point": [], "no good": []}
    nothing = lambda size: write(  # noqa: E731
        signing.signed("GET", f"/api/user/goods/detail?id=-{number}", 1) for number in spread(size)
    )
    for _ in range(settings.ROUNDS):
        for name, requests in zip(runs, (area_requests, nothing)):
            runs[name].append(reading(requests)(peer, settings.SMALL))
    report.table("commerce: the area of a point", runs)
    report.figure(
        "area of a point, more CPU than for no good",
        f"{report.median('area of a point') - report.median('no good'):.1f} us",
        "< 20 us",
    )


def with_auth(report, body):
    global auth_port
    if settings.executable("kumquat-commerce") is None or settings.missing("openssl"):
        return
    auth_port, stub = gateway.auth_stub(signing.Ed25519())
    with process.running(stub):
        body()
