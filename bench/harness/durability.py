"""Proof that an acknowledged write is on disk: the order of system calls, not a measurement."""

import re
import socket
import threading

from . import data, files, process, settings, signing

WRITES = 200 if settings.QUICK else 1000
CLIENTS = 8
CALLS = "trace=recvfrom,sendto,pwrite64,write,fdatasync,fsync"
# strace -f -y: "123 recvfrom(9<TCP:[…]>, "…"", or the two halves of a call that was interrupted.
CALL = re.compile(r"^(\d+) +(\w+)\((\d+)<([^>]*)>(.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")


def check(_):
    """So many sign-ins under strace: between the arrival of each and the first octet of its
    answer the write-ahead log was written and then synced."""
    executable = settings.executable("kumquat-points")
    if executable is None or settings.missing("strace"):
        return
    trace = settings.WORK / "strace.txt"
    home, _ = files.copy(data.file(settings.SMALL), "durability")
    port = process.free_port()
    server = process.Process(
        ["strace", "-f", "-y", "-s", "64", "-e", CALLS, "-o", str(trace), executable],
        environment=signing.environment(home, KUMQUAT_LISTEN=f"tcp:127.0.0.1:{port}"),
        name="kumquat-points under strace",
    )
    with process.running(server):
        server.wait_ready(port, "/readyz")
        sign_in_all(port)
    proven = count_proven(trace.read_text(errors="replace").splitlines())
    print(f"\ndurability: {proven} of {WRITES} answers came after the sync of their write")
    if proven < WRITES:
        raise SystemExit("an answer was sent before its write was on disk")


def sign_in_all(port):
    failures = []
    iids = list(data.iids(WRITES))
    threads = [
        threading.Thread(target=sign_in, args=(port, iids[n::CLIENTS], failures))
        for n in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{len(failures)} sign-ins failed: {failures[0]!r}")


def sign_in(port, iids, failures):
    with socket.create_connection(("127.0.0.1", port), 20) as peer:
        for iid in iids:
            body = f"openid={signing.openid(iid)}"
            peer.sendall(signing.signed("POST", "/api/sign/", iid, body).encode())
            answer = peer.recv(4096)
            if b'"code":0' not in answer:
                failures.append(answer)


def count_proven(lines):
    """How many answers to a POST were sent after a sync of the log that began after a write to it
    that itself came after the request."""
    waiting = {}  # socket -> what has been seen since its request: "asked", "written", "synced"
    syncing = {}  # thread -> the sockets that the sync under way will prove
    proven = 0
    for line in lines:
        begun, resumed = CALL.match(line), RESUMED.match(line)
        if resumed:
            if resumed[2] in ("fdatasync", "fsync") and resumed[3].rstrip().endswith("= 0"):
                mark(waiting, syncing.pop(resumed[1], ()))
            elif resumed[2] == "recvfrom":
                note_request(waiting, syncing.pop(("recv", resumed[1]), None), resumed[3])
            continue
        if not begun:
            continue
        thread, call, number, path, rest = begun.groups()
        if call == "recvfrom":
            if rest.rstrip().endswith("<unfinished ...>"):
                syncing["recv", thread] = number
            else:
                note_request(waiting, number, rest)
        elif call == "pwrite64" and path.endswith("-wal"):
            for peer, state in waiting.items():
                if state == "asked":
                    waiting[peer] = "written"
        elif call in ("fdatasync", "fsync") and path.endswith("-wal"):
            covered = [peer for peer, state in waiting.items() if state == "written"]
            if rest.rstrip().endswith("= 0"):
                mark(waiting, covered)
            else:
                syncing[thread] = covered
        elif call == "sendto" and "HTTP/1.1 200" in rest and number in waiting:
            proven += waiting.pop(number) == "synced"
    return proven


def note_request(waiting, number, rest):
    if number is not None and "POST /api/sign/" in rest:
        waiting[number] = "asked"


def mark(waiting, peers):
    for peer in peers:
        if waiting.get(peer) == "written":
            waiting[peer] = "synced"
