"""What a request costs that a host cannot blur: user instructions (callgrind), system calls (strace) and
calls of the allocator, each counted over a number of requests after others have warmed it up."""

import contextlib
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field

from . import data, exactly, files, gateway, points, process, settings, signing

USERS = 10_000
WARM_UP, COUNTED = (128, 256) if settings.QUICK else (2_000, 4_000)


@dataclass
class Cost:
    instructions: float = 0
    calls: float = 0
    mallocs: float = 0
    names: dict = field(default_factory=dict)


def requests(path):
    """Those of a file of requests, as often as they are needed."""
    found = path.read_bytes().rstrip(b"\0").split(b"\0")
    return [found[number % len(found)] for number in range(WARM_UP + COUNTED)]


def window(port, some, before=lambda: None, after=lambda: None):
    """Sends what warms up, then what is counted between `before` and `after`."""
    client = exactly.Client(port, settings.CONNECTIONS)
    client.send(some[:WARM_UP])
    before()
    good = client.send(some[WARM_UP:])
    after()
    client.close()
    if good != COUNTED:
        raise RuntimeError(f"{good} good answers of {COUNTED}")


def instructions(start, make_requests):
    out = settings.WORK / "callgrind.out"
    for old in settings.WORK.glob("callgrind.out.*"):
        old.unlink()
    tool = ["valgrind", "--tool=callgrind", "--instr-atstart=no"]
    with process.under([*tool, f"--callgrind-out-file={out}.%p"]):
        port, servers = start()
    with process.running(*servers):
        pids = [str(pid) for server in servers for pid in server.pids()]

        def switch(word):
            for pid in pids:
                command = ["callgrind_control", "-i", word, pid]
                subprocess.run(command, check=True, capture_output=True)

        window(port, make_requests(), lambda: switch("on"), lambda: switch("off"))
    total = 0
    for dump in settings.WORK.glob("callgrind.out.*"):
        total += sum(int(n) for n in re.findall(r"^totals: (\d+)$", dump.read_text(), re.M))
    return total / COUNTED


def system_calls(start, make_requests):
    out = settings.WORK / "calls.txt"
    port, servers = start()
    with process.running(*servers):
        pids = [f"-p{pid}" for server in servers for pid in server.pids()]
        tracer = None

        def attach():
            nonlocal tracer
            tracer = subprocess.Popen(
                ["strace", "-f", "-c", "-o", str(out), *pids], stderr=subprocess.DEVNULL
            )
            time.sleep(1)

        def detach():
            tracer.send_signal(signal.SIGINT)
            tracer.wait()

        window(port, make_requests(), attach, detach)
    names = {}
    for line in out.read_text().splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[3].isdigit() and parts[-1] != "total":
            names[parts[-1]] = int(parts[3]) / COUNTED
    return names


def mallocs(start, make_requests):
    out = settings.WORK / "mallocs"
    out.write_bytes(bytes(8))
    library = settings.OUT / "mallocs.so"
    found = []

    def read():
        found.append(int.from_bytes(out.read_bytes(), "little"))

    with process.under(["env", f"LD_PRELOAD={library}", f"MALLOCS={out}"]):
        port, servers = start()
    with process.running(*servers):
        window(port, make_requests(), read, read)
    return (found[1] - found[0]) / COUNTED


def cost(name, start, make_requests):
    settings.note(f"counting: {name}")
    names = system_calls(start, make_requests)
    return Cost(
        instructions=instructions(start, make_requests),
        calls=sum(names.values()),
        mallocs=mallocs(start, make_requests),
        names=names,
    )


def of_points(peer, make):
    def start():
        home, copied = files.copy(data.file(USERS), "instructions")
        port, server = peer.start(home, copied)
        return port, [server]

    return start, lambda: requests(make())


def of_doors(found):
    """Our gateway and those that check a token as it does, over Unix sockets."""
    for door in found:
        if door.checks and door.name != gateway.NGINX_TELLS:

            def start(door=door):
                port = process.free_port()
                return port, door.start(port)

            yield door.name, (start, lambda door=door: requests(door.requests))


@contextlib.contextmanager
def stripped():
    """Our executables as valgrind can read them: it gives up at what Swift writes for debuggers."""
    build, settings.BUILD = settings.BUILD, settings.WORK / "stripped"
    settings.BUILD.mkdir(exist_ok=True)
    for name in ("kumquat-points", "kumquat-gateway"):
        if (build / name).exists():
            command = ["objcopy", "--strip-debug", str(build / name), str(settings.BUILD / name)]
            subprocess.run(command, check=True)
    try:
        yield
    finally:
        settings.BUILD = build


def measure(report):
    if settings.missing("valgrind", "callgrind_control", "strace", "openssl", "objcopy"):
        return
    with stripped():
        if settings.executable("kumquat-points") is not None:
            count(report)


def count(report):
    ours, each, grouped = points.READERS
    calls = {
        "balance": (lambda: points.balance_requests(USERS), (ours, each, grouped)),
        "rank": (
            lambda: points.reading_requests("/api/rank_by_balance/", USERS),
            (ours, each, grouped),
        ),
        "sign": (lambda: points.sign_requests(USERS, WARM_UP + COUNTED), (ours, grouped)),
    }
    found = {}
    for title, (make, peers) in calls.items():
        for peer in peers:
            name = f"{title}: {peer.name}"
            found[name] = cost(name, *of_points(peer, make))
    found.update(of_gateways())
    tell(report, found)


def of_gateways():
    key = signing.Ed25519()
    auth_port, stub = gateway.auth_stub(key)
    hop = next(gateway.hops())
    backend = process.Process(
        [str(settings.OUT / "backend"), hop.backend], core=settings.LOAD_CORE, name="backend"
    )
    found = {}
    with process.running(stub, backend):
        for name, subject in of_doors(gateway.doors(auth_port, key, hop)):
            name = f"gateway: {name}"
            try:
                found[name] = cost(name, *subject)
            except RuntimeError as problem:
                settings.note(f"{name} is left out: {problem}")
    return found


def tell(report, found):
    report.say()
    report.say(f"a request, of {COUNTED} after {WARM_UP}, over {settings.CONNECTIONS} connections")
    report.say(f"{'':36}{'instructions':>14}{'system calls':>14}{'mallocs':>10}")
    for name, one in found.items():
        report.say(f"{name:36}{one.instructions:14.0f}{one.calls:14.2f}{one.mallocs:10.1f}")
    report.raw["instructions"] = {name: vars(one) for name, one in found.items()}
    goals = {
        "balance: kumquat-points": (60_000, 2.2, 10),
        "sign: kumquat-points": (240_000, 20, None),
        f"gateway: {gateway.OURS}": (115_000, 6.1, 35),
    }
    for name, (instructions_goal, calls_goal, mallocs_goal) in goals.items():
        if name not in found:
            continue
        one = found[name]
        report.figure(f"{name}, instructions", f"{one.instructions:.0f}", f"<= {instructions_goal}")
        report.figure(f"{name}, system calls", f"{one.calls:.2f}", f"<= {calls_goal}")
        if mallocs_goal:
            report.figure(f"{name}, mallocs", f"{one.mallocs:.1f}", f"<= {mallocs_goal}")
