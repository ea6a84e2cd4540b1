"""From the start of a process to its first `ready`: the second start, of a file in use."""

import statistics

from . import data, files, gateway, process, settings, signing

STARTS = 1 if settings.QUICK else 5


def measure(report):
    if settings.executable("kumquat-points") is not None:
        home, _ = files.copy(data.file(settings.USERS), "start")
        report.figure("start to ready, points", milliseconds(lambda: point_start(home)), "< 300 ms")
    door = settings.executable("kumquat-gateway")
    if door is not None and not settings.missing("openssl"):
        port, stub = gateway.auth_stub(signing.Ed25519())
        with process.running(stub):
            start = gateway.start_kumquat(door, port, next(gateway.hops()))
            report.figure("start to ready, gateway", milliseconds(lambda: door_start(start)), "< 300 ms")


def point_start(home):
    port = process.free_port()
    with process.running(files.serving("points", home, port)) as (server,):
        return server.wait_ready(port, "/readyz")


def door_start(start):
    servers = start(process.free_port())
    with process.running(*servers):
        return servers[0].ready_milliseconds


def milliseconds(start):
    start()
    return f"{statistics.median(start() for _ in range(STARTS)):.0f} ms"
