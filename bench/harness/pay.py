"""A purchase with its call to WeChat Pay: what it costs, and whether a slow one holds others up."""

import json
import sqlite3
import subprocess
import sys
import threading

from . import commerce, commerce_data, files, gateway, load, process, settings, signing

MERCHANT = "1900000001"
DELAY = 2
SLOW = 900_000_000
SLOW_CONNECTIONS = 32


def openssl(*arguments, text=None):
    return subprocess.run(
        ["openssl", *arguments], input=text, check=True, capture_output=True, text=True
    ).stdout


def keys():
    """One pair stands for the merchant's and for WeChat Pay's."""
    private = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
    return {
        "mchid": MERCHANT,
        "serial_no": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
        "private_key": private,
        "apiv3_key": "bench-bench-bench-bench-bench-00",
        "platform": {
            "public_key_id": "PUB_KEY_ID_0119000000012026000000000000",
            "public_key": openssl("pkey", "-pubout", text=private),
        },
        "mode": "public_key",
    }


def stub():
    """WeChat Pay, on wrk's core."""
    path = settings.WORK / "merchant.json"
    path.write_text(json.dumps(keys()))
    port = process.free_port()
    script = str(settings.ROOT / "harness" / "pay_stub.py")
    server = process.Process(
        [sys.executable, script, str(port), str(path), str(DELAY)],
        core=settings.LOAD_CORE,
        name="pay-stub",
    )
    server.wait_ready(port)
    return port, server


def requests(size, count, first, name):
    path = settings.WORK / f"{name}.requests"
    load.write_requests(
        path,
        (
            signing.signed(
                "POST",
                commerce.BUY,
                first + number % commerce.BUYERS,
                f"goods_id={1 + number * commerce.STEP % size}&number=1",
            )
            for number in range(count)
        ),
    )
    return path


def known(port, size):
    """Has the service ask auth for all buyers, before anything is measured."""
    for first in (signing.FIRST, signing.FIRST + SLOW):
        path = settings.WORK / "nobody.requests"
        load.write_requests(
            path,
            (
                signing.signed("POST", commerce.BUY, first + number, "goods_id=-1&number=1")
                for number in range(commerce.BUYERS)
            ),
        )
        load.wrk(port, path, load.LONGEST, once=True)
    load.warm_up(port, requests(size, 10_000, signing.FIRST, "buy"))


def run(size, auth, pay, is_slow, connections=settings.CONNECTIONS):
    """Purchases by buyers who are answered at once, perhaps beside others who are not."""
    home, copied = files.copy(commerce_data.file(size), "pay")
    port = process.free_port()
    server = files.serving(
        "commerce",
        home,
        port,
        KUMQUAT_ENV="sandbox",
        KUMQUAT_AUTH_URLS=f"tcp:127.0.0.1:{auth}",
        KUMQUAT_SANDBOX_URLS=f"tcp:127.0.0.1:{pay}",
    )
    count = int(settings.SECONDS * 10_000)
    with process.running(server):
        server.wait_ready(port, "/readyz")
        known(port, size)
        quick = requests(size, count, signing.FIRST, "buy")
        slow = requests(size, 10_000, signing.FIRST + SLOW, "slow")
        beside = threading.Thread(
            target=load.wrk, args=(port, slow, settings.SECONDS + 1, SLOW_CONNECTIONS)
        )
        if is_slow:
            beside.start()
        found = load.measure(port, quick, [server], connections=connections)
        if is_slow:
            beside.join()
    db = sqlite3.connect(copied)
    (placed,) = db.execute("SELECT count(*) FROM pay_payment WHERE prepay_id <> ''").fetchone()
    db.close()
    if placed < found.answers:
        raise RuntimeError(f"{found.answers} answers, {placed} payments with a prepay id")
    return found


def unloaded(auth, pay):
    """Milliseconds at p50 with one connection."""
    return run(settings.SMALL, auth, pay, False, connections=1).p50


def measure(report):
    if settings.executable("kumquat-commerce") is None or settings.missing("openssl"):
        return
    auth, auth_server = gateway.auth_stub(signing.Ed25519())
    pay, pay_server = stub()
    alone, beside = "buy and prepay", f"beside {SLOW_CONNECTIONS} that take {DELAY} s"
    runs = {alone: [], beside: []}
    with process.running(auth_server, pay_server):
        for number in range(settings.ROUNDS):
            for name in runs:
                settings.note(f"round {number + 1}: {name}")
                runs[name].append(run(settings.SMALL, auth, pay, name == beside))
        alone_p50 = unloaded(auth, pay)
    report.table("commerce: POST order/buy with WeChat Pay's prepay id", runs)
    report.figure("buy with its call, p50, one connection", f"{alone_p50:.1f} ms", "")
    report.ratio("buy, others' calls slow, rate of without", beside, alone, "rate", "")
    report.ratio("buy, others' calls slow, p50 of without", beside, alone, "p50", "")
