"""The gateway in front of a bare C backend on a Unix socket, beside nginx and HAProxy.

Each checks a token: ours Ed25519 with revocations, the others HS256 and expiry. What a checker
beside nginx costs counts as nginx's. The backend shares wrk's core.
"""

import json
import sys

from . import load, process, proxies, settings, signing

TOKENS = 200
BACKEND = settings.WORK / "backend.sock"
CHECKER = settings.WORK / "checker.sock"
TARGET = "/api/query_balance/?openid="


def requests(name, token):
    """Requests with 200 different tokens."""
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


def start_kumquat(executable, auth_port):
    def start(port):
        home = settings.WORK / "gateway"
        home.mkdir(mode=0o700, exist_ok=True)
        ops = process.free_port()
        environment = signing.environment(
            home,
            KUMQUAT_LISTEN=f"tcp:127.0.0.1:{port}",
            KUMQUAT_OPS_LISTEN=f"tcp:127.0.0.1:{ops}",
            KUMQUAT_AUTH_URLS=f"tcp:127.0.0.1:{auth_port}",
            KUMQUAT_POINTS_URLS=f"unix:{BACKEND}",
            KUMQUAT_ADMIN_KEY=signing.SECRET,
            KUMQUAT_RATE_PER_SECOND="1000000",
            KUMQUAT_RATE_BURST="1000000",
        )
        server = process.Process([executable], environment=environment, name="kumquat-gateway")
        server.ready_milliseconds = server.wait_ready(ops, "/readyz")
        return [server]

    return start


def start_nginx(checks):
    def start(port):
        command = proxies.nginx(port, BACKEND, CHECKER, checks)
        servers = [process.Process(command, name="nginx")]
        if checks:
            checker = [str(settings.OUT / "checker"), f"unix:{CHECKER}", signing.SECRET]
            servers.append(process.Process(checker, name="checker"))
        servers[0].wait_ready(port, "/", (200, 401))
        return servers

    return start


def start_haproxy(port):
    server = process.Process(proxies.haproxy(port, BACKEND), name="haproxy")
    server.wait_ready(port, "/", (401,))
    return [server]


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


def doors(auth_port, key):
    found = []
    executable = settings.executable("kumquat-gateway")
    if executable is not None:
        tokens = {iid: key.token(iid) for iid in range(1, TOKENS + 1)}
        ours = start_kumquat(executable, auth_port)
        found.append(Door("kumquat-gateway, Ed25519", tokens.__getitem__, ours))
    if not settings.missing("nginx"):
        found.append(Door("nginx, no check", signing.hs256, start_nginx(False), checks=False))
        found.append(Door("nginx, auth_request", signing.hs256, start_nginx(True)))
    if not settings.missing("haproxy"):
        found.append(Door("HAProxy, jwt_verify", signing.hs256, start_haproxy))
    return found


def run(door):
    port = process.free_port()
    servers = door.start(port)
    with process.running(*servers):
        door.verify(port)
        load.wrk(port, door.requests, 1)
        return load.measure(port, door.requests, servers)


def unloaded(door):
    """Milliseconds at p50 with one connection."""
    port = process.free_port()
    servers = door.start(port)
    with process.running(*servers):
        load.wrk(port, door.requests, 1, connections=1)
        return load.measure(port, door.requests, servers, 2, connections=1).p50


def unloaded_backend(some_requests):
    port = process.free_port()
    command = [str(settings.OUT / "backend"), f"tcp:{port}"]
    with process.running(process.Process(command, name="backend-tcp")) as (server,):
        server.wait_ready(port)
        return load.measure(port, some_requests, [server], 2, connections=1).p50


def measure(report):
    if settings.missing("openssl"):
        return
    key = signing.Ed25519()
    auth_port, stub = auth_stub(key)
    command = [str(settings.OUT / "backend"), f"unix:{BACKEND}"]
    backend = process.Process(command, core=settings.LOAD_CORE, name="backend")
    with process.running(stub, backend):
        peers = doors(auth_port, key)
        runs = {door.name: [] for door in peers}
        for number in range(settings.ROUNDS):
            for door in peers:
                settings.note(f"round {number + 1}: {door.name}")
                runs[door.name].append(run(door))
        report.table("gateway: token check, forwarding over a Unix socket", runs)
        ours = "kumquat-gateway, Ed25519"
        report.ratio("gateway, of nginx auth_request", ours, "nginx, auth_request", "rate", ">= 1")
        report.ratio("gateway, CPU of HAProxy's", ours, "HAProxy, jwt_verify", "microseconds", "<= 1.3")
        report.ratio("gateway, CPU of plain nginx's", ours, "nginx, no check", "microseconds", "")
        if peers and peers[0].name == ours:
            added = unloaded(peers[0]) - unloaded_backend(peers[0].requests)
            report.figure("gateway, added at p50, unloaded", f"{added:.3f} ms", "< 0.3 ms")
