"""A poster, the first time and from its file, of a photograph of twelve megapixels."""

import sqlite3
import statistics
import subprocess
import time

from . import files, gateway, process, settings, signing, treasure_data

POSTERS = 3 if settings.QUICK else 11
SHARE = "/api/treasure/getSharePic"
PICTURE = "0" * 32 + ".jpg"


def draw(width, height, path):
    command = [str(settings.OUT / "picture"), str(width), str(height), str(path)]
    subprocess.run(command, check=True)


def measure(report):
    if settings.executable("kumquat-treasure") is None or settings.missing("openssl"):
        return
    home, copied = files.copy(treasure_data.file(settings.SMALL), "poster")
    folder = home / "media" / "treasure"
    folder.mkdir(parents=True, mode=0o700)
    draw(4_000, 3_000, folder / PICTURE)
    draw(430, 430, settings.WORK / "code.jpg")
    db = sqlite3.connect(copied)
    db.execute("UPDATE task SET picture = ?", (PICTURE,))
    db.commit()
    db.close()
    auth, stub = gateway.auth_stub(signing.Ed25519())
    port = process.free_port()
    auth_urls = f"tcp:127.0.0.1:{auth}"
    with process.running(stub):
        server = files.serving("treasure", home, port, KUMQUAT_AUTH_URLS=auth_urls)
        with process.running(server):
            server.wait_ready(port, "/readyz")
            before = server.cpu_seconds()
            first = [ask(port, task) for task in range(1, POSTERS + 1)]
            cpu = (server.cpu_seconds() - before) * 1000 / POSTERS
            again = [ask(port, task) for task in range(1, POSTERS + 1)]
    report.figure("poster, the first time", f"{statistics.median(first):.0f} ms", "< 150 ms")
    report.figure("poster, the first time, CPU", f"{cpu:.0f} ms", "")
    report.figure("poster, from its file", f"{statistics.median(again):.1f} ms", "")


def ask(port, task):
    """Milliseconds until somebody has the address of a task's poster."""
    body = f"code={treasure_data.code(task)}"
    request = signing.signed("POST", SHARE, treasure_data.person(1), body)
    began = time.monotonic()
    answer = process.send(port, request)
    took = (time.monotonic() - began) * 1000
    if '"pic":"https://' not in answer:
        raise RuntimeError(f"no poster: {answer}")
    return took
