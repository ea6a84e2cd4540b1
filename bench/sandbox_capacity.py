"""How much memory the sandbox takes with ten thousand users and orders.

usage: .build/python/bin/python bench/sandbox_capacity.py [EXECUTABLE] [COUNT]
Makes COUNT users, each logs in, places an order through wechatpayv3 and pays it, callback
included; then reads the lists part by part. Fails when the process ever took more than 200 MB.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[1]
EXECUTABLE = sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/kumquat-sandbox"
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
LIMIT_MEGABYTES = 200
PORT = int(os.environ.get("KUMQUAT_PORT", "48080"))
URL = f"http://127.0.0.1:{PORT + 10}"
THREADS = 16


def megabytes(process, name):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status).group(1)) / 1024


def get(path):
    with urllib.request.urlopen(f"{URL}{path}", timeout=60) as answer:
        return json.loads(answer.read())


def ready(process):
    for _ in range(400):
        if process.poll() is not None:
            raise SystemExit("the sandbox does not start")
        try:
            return get("/sandbox/status")
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the sandbox is never ready")


def buy(sandbox, pay, app, number):
    name = f"user{number}"
    sandbox.user(name, nickname=f"用户{number}", phone=f"139{number:08}")
    openid = log_in(sandbox, app, name)
    status, text = pay.pay(
        "金桔一斤", uuid.uuid4().hex, {"total": 880, "currency": "CNY"}, payer={"openid": openid}
    )
    assert status == 200, text
    prepay_id = json.loads(text)["prepay_id"]
    paid = sandbox.call("POST", "pay", user=name, prepay_id=prepay_id)
    assert paid["trade_state"] == "SUCCESS", paid


def log_in(sandbox, app, name):
    code = sandbox.wx_login(name, app["appid"])
    session = get(
        f"/sns/jscode2session?appid={app['appid']}&secret={app['secret']}"
        f"&js_code={code}&grant_type=authorization_code"
    )
    return session["openid"]


def walk(path, member):
    """Reads a list to its end, as the page would."""
    count, after = 0, ""
    while True:
        part = get(f"/sandbox/{path}?limit=200{after}")
        count += len(part[member])
        if "next" not in part:
            return count
        after = f"&after={part['next']}"


def main():
    os.environ["KUMQUAT_SANDBOX_URL"] = URL
    sys.path.insert(0, str(ROOT / "examples/python"))
    import sandbox
    import shop

    with tempfile.TemporaryDirectory(prefix="kumquat-capacity-") as home:
        environment = {
            "KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": home, "KUMQUAT_PORT": str(PORT),
            "KUMQUAT_LOG_LEVEL": "warning",
        }
        process = subprocess.Popen([str(EXECUTABLE)], env=environment, stderr=subprocess.DEVNULL)
        try:
            ready(process)
            print(f"at the start   {megabytes(process, 'VmRSS'):6.1f} MB", flush=True)
            app = sandbox.apps()[0]
            callbacks = shop.Callbacks()
            pay = shop.wechat_pay(app["appid"], sandbox.merchant(), callbacks.url)
            callbacks.pay = pay
            began = time.monotonic()
            with ThreadPoolExecutor(THREADS) as pool:
                for _ in pool.map(lambda n: buy(sandbox, pay, app, n), range(COUNT)):
                    pass
            seconds = time.monotonic() - began
            print(f"with {COUNT} of each {megabytes(process, 'VmRSS'):6.1f} MB, {seconds:.0f} s")
            users = walk("users", "users")
            orders = walk("ledger", "payments")
            print(f"listed         {users} users, {orders} orders")
            assert users == COUNT + 3 and orders == COUNT
            peak = megabytes(process, "VmHWM")
            print(f"at its highest {peak:6.1f} MB (limit {LIMIT_MEGABYTES})")
            size = sum(one.stat().st_size for one in pathlib.Path(home).glob("sandbox.sqlite*"))
            print(f"on disk        {size / (1 << 20):6.1f} MB")
            return 0 if peak <= LIMIT_MEGABYTES else 1
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    sys.exit(main())
