"""From the start of a process to its first `ready`: the second start, of a file in use."""

import statistics

from . import data, gateway, process, settings, signing

STARTS = 5


def measure(report):
    points = settings.executable("kumquat-points")
    if points is not None:
        home, _ = data.copy(data.file(points, settings.USERS), "start")
        report.figure("start to ready, points", milliseconds(lambda: point_start(points, home)), "< 300 ms")
    door = settings.executable("kumquat-gateway")
    if door is not None and not settings.missing("openssl"):
        port, stub = gateway.auth_stub(signing.Ed25519())
        with process.running(stub):
            start = gateway.start_kumquat(door, port)
            report.figure("start to ready, gateway", milliseconds(lambda: door_start(start)), "< 300 ms")


def point_start(executable, home):
    port = process.free_port()
    with process.running(data.serving(executable, home, port)) as (server,):
        return server.wait_ready(port, "/readyz")


def door_start(start):
    servers = start(process.free_port())
    with process.running(*servers):
        return servers[0].ready_milliseconds


def milliseconds(start):
    start()
    return f"{statistics.median(start() for _ in range(STARTS)):.0f} ms"
