"""The gateway in front of a bare C backend, beside nginx and HAProxy; once over Unix sockets, as on
one machine, and once over TCP, as between containers.

Each checks a token: ours Ed25519 with revocations, the others HS256 and expiry. Ours tells the
service who calls and proves it; of the others only `nginx, and tells who` does as much as tell.
What a checker beside nginx costs counts as nginx's. The backend shares wrk's core.
"""

import json
import sys
from dataclasses import dataclass

from . import load, process, proxies, settings, signing

TOKENS = 20 if settings.QUICK else 200
# Seconds of a run with one connection.
UNLOADED = 1 if settings.QUICK else 2
TARGET = "/api/query_balance/?openid="
OURS = "kumquat-gateway, Ed25519"
NGINX = "nginx, auth_request"
NGINX_TELLS = "nginx, and tells who"
HAPROXY = "HAProxy, jwt_verify"


def requests(name, token):
    """Requests with so many different tokens."""
    path = settings.WORK / f"{name}.requests"
    load.write_requests(
        path,
        (
            f"GET {TARGET}{signing.openid(iid)} HTTP/1.1\r\nHost: bench\r\n"
            f"Authorization: Bearer {token(iid)}\r\n\r\n"
            for iid in range(1, TOKENS + 1)
        ),
    )
    return path


@dataclass
class Hop:
    """Where the backend and nginx's checker are, as the C programs take it."""

    name: str
    backend: str
    checker: str

    @property
    def backend_url(self):
        return self.backend.replace("tcp:", "tcp:127.0.0.1:")


def hops():
    sockets = (f"unix:{settings.WORK / name}.sock" for name in ("backend", "checker"))
    yield Hop("Unix sockets", *sockets)
    yield Hop("TCP", *(f"tcp:{process.free_port()}" for _ in range(2)))


class Door:
    """Something that stands in front of the backend."""

    def __init__(self, name, token, start, checks=True):
        self.name = name
        self.start = start
        self.checks = checks
        self.token = token
        self.requests = requests(name.replace(" ", "-").replace(",", ""), token)

    def verify(self, port):
        """200 with a good token; 401 without one and with a forged one."""
        good = self.token(1)
        # In the middle of the signature: its last letters have spare bits.
        place = good.rindex(".") + 10
        forged = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        target = TARGET + signing.openid(1)
        found = [
            process.ask(port, target, headers=f"Authorization: Bearer {token}\r\n" if token else "")
            for token in (good, "", forged)
        ]
        expected = [200, 401, 401] if self.checks else [200, 200, 200]
        if found != expected:
            raise RuntimeError(f"{self.name} answers {found}, not {expected}")


def start_kumquat(executable, auth_port, hop):
    def start(port):
        home = settings.WORK / "gateway"
        home.mkdir(mode=0o700, exist_ok=True)
        ops = process.free_port()
        environment = signing.environment(
            home,
            KUMQUAT_LISTEN=f"tcp:127.0.0.1:{port}",
            KUMQUAT_OPS_LISTEN=f"tcp:127.0.0.1:{ops}",
            KUMQUAT_AUTH_URLS=f"tcp:127.0.0.1:{auth_port}",
            KUMQUAT_POINTS_URLS=hop.backend_url,
            KUMQUAT_ADMIN_KEY=signing.SECRET,
            KUMQUAT_RATE_PER_SECOND="1000000",
            KUMQUAT_RATE_BURST="1000000",
        )
        server = process.Process([executable], environment=environment, name="kumquat-gateway")
        server.ready_milliseconds = server.wait_ready(ops, "/readyz")
        return [server]

    return start


def start_nginx(hop, check="", *checker_options):
    def start(port):
        command = proxies.nginx(port, hop.backend, hop.checker, check)
        servers = [process.Process(command, name="nginx")]
        if check:
            checker = [str(settings.OUT / "checker"), hop.checker, signing.SECRET]
            servers.append(process.Process([*checker, *checker_options], name="checker"))
        servers[0].wait_ready(port, "/", (200, 401))
        return servers

    return start


def start_haproxy(hop):
    def start(port):
        server = process.Process(proxies.haproxy(port, hop.backend), name="haproxy")
        server.wait_ready(port, "/", (401,))
        return [server]

    return start


def auth_stub(key):
    """Auth's part, on wrk's core: it is asked once in many seconds."""
    jwks = settings.WORK / "jwks.json"
    jwks.write_text(json.dumps(key.jwks))
    port = process.free_port()
    script = str(settings.ROOT / "harness" / "auth_stub.py")
    stub = process.Process(
        [sys.executable, script, str(port), str(jwks)], core=settings.LOAD_CORE, name="auth-stub"
    )
    stub.wait_ready(port, "/.well-known/jwks.json")
    return port, stub


def doors(auth_port, key, hop):
    found = []
    executable = settings.executable("kumquat-gateway")
    if executable is not None:
        tokens = {iid: key.token(iid) for iid in range(1, TOKENS + 1)}
        ours = start_kumquat(executable, auth_port, hop)
        found.append(Door(OURS, tokens.__getitem__, ours))
    if not settings.missing("nginx"):
        found.append(Door("nginx, no check", signing.hs256, start_nginx(hop), checks=False))
        found.append(Door(NGINX, signing.hs256, start_nginx(hop, proxies.CHECK)))
        tells = start_nginx(hop, proxies.CHECK + proxies.TELL, "tell")
        found.append(Door(NGINX_TELLS, signing.hs256, tells))
    if not settings.missing("haproxy"):
        found.append(Door(HAPROXY, signing.hs256, start_haproxy(hop)))
    return found


def run(door):
    port = process.free_port()
    servers = door.start(port)
    with process.running(*servers):
        door.verify(port)
        load.warm_up(port, door.requests)
        return load.measure(port, door.requests, servers)


def unloaded(door):
    """Milliseconds at p50 with one connection."""
    port = process.free_port()
    servers = door.start(port)
    with process.running(*servers):
        load.warm_up(port, door.requests, connections=1)
        return load.measure(port, door.requests, servers, UNLOADED, connections=1).p50


def unloaded_backend(some_requests):
    port = process.free_port()
    command = [str(settings.OUT / "backend"), f"tcp:{port}"]
    with process.running(process.Process(command, name="backend-tcp")) as (server,):
        server.wait_ready(port)
        return load.measure(port, some_requests, [server], UNLOADED, connections=1).p50


def measure(report):
    if settings.missing("openssl"):
        return
    key = signing.Ed25519()
    auth_port, stub = auth_stub(key)
    with process.running(stub):
        for hop in hops():
            measure_hop(report, hop, auth_port, key)


def measure_hop(report, hop, auth_port, key):
    command = [str(settings.OUT / "backend"), hop.backend]
    backend = process.Process(command, core=settings.LOAD_CORE, name="backend")
    with process.running(backend):
        peers = doors(auth_port, key, hop)
        runs = {door.name: [] for door in peers}
        for number in range(settings.ROUNDS):
            for door in peers:
                settings.note(f"round {number + 1}, {hop.name}: {door.name}")
                runs[door.name].append(run(door))
        report.table(f"gateway: token check, forwarding over {hop.name}", runs)
        compare(report, hop)
        if peers and peers[0].name == OURS and hop.backend.startswith("unix:"):
            added = unloaded(peers[0]) - unloaded_backend(peers[0].requests)
            report.figure("gateway, added at p50, unloaded", f"{added:.3f} ms", "< 0.3 ms")


def compare(report, hop):
    gateway = f"gateway over {hop.name}"
    report.ratio(f"{gateway}, of nginx auth_request", OURS, NGINX, "rate", ">= 1")
    report.ratio(f"{gateway}, of one that tells who", OURS, NGINX_TELLS, "rate", "")
    report.ratio(f"{gateway}, CPU of HAProxy's", OURS, HAPROXY, "microseconds", "<= 1.3")
