"""WeChat Pay, as far as a purchase asks it, and the sandbox, as far as a process of the sandbox
environment does: its merchant's keys and its clock.

usage: pay_stub.py PORT KEYS-FILE DELAY
Whoever pays by an openid of SLOW and above is answered after DELAY seconds, the others at once. All
answers are the same octets, so their signature is made once; it is good for five minutes.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time

SLOW = 900_000_000
PREPAY = b'{"prepay_id":"wx26160922190824bench0000000000000000"}'
NONCE = "0123456789abcdef0123456789abcdef"


def signature(keys):
    timestamp = str(int(time.time()))
    text = f"{timestamp}\n{NONCE}\n{PREPAY.decode()}\n".encode()
    with tempfile.NamedTemporaryFile("w") as key:
        key.write(keys["private_key"])
        key.flush()
        command = ["openssl", "dgst", "-sha256", "-sign", key.name]
        octets = subprocess.run(command, input=text, check=True, capture_output=True).stdout
    command = ["openssl", "base64", "-A"]
    encoded = subprocess.run(command, input=octets, check=True, capture_output=True).stdout.decode()
    return (
        f"Wechatpay-Timestamp: {timestamp}\r\nWechatpay-Nonce: {NONCE}\r\n"
        f"Wechatpay-Serial: {keys['platform']['public_key_id']}\r\n"
        f"Wechatpay-Signature: {encoded}\r\n"
    )


def answer(body, fields=""):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{fields}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


KEYS = json.load(open(sys.argv[2]))
DELAY = float(sys.argv[3])
PAID = answer(PREPAY, signature(KEYS))
APPS = answer(json.dumps({"apps": [{"mchid": KEYS["mchid"]}]}).encode())
MERCHANT = answer(json.dumps(KEYS).encode())
CLOCK = answer(b'{"offset_milliseconds":0}')


class Stub(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.seen = b""

    def data_received(self, octets):
        self.seen += octets
        head, end, body = self.seen.partition(b"\r\n\r\n")
        if not end or len(body) < length(head):
            return
        self.seen = b""
        if head.startswith(b"POST"):
            payer = body.partition(b'"openid":"')[2].partition(b'"')[0]
            delay = DELAY if payer[-9:].isdigit() and int(payer[-9:]) >= SLOW else 0
            asyncio.get_running_loop().call_later(delay, self.transport.write, PAID)
        elif b"/sandbox/merchant" in head:
            self.transport.write(MERCHANT)
        elif b"/sandbox/apps" in head:
            self.transport.write(APPS)
        else:
            self.transport.write(CLOCK)


def length(head):
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def main():
    server = await asyncio.get_running_loop().create_server(Stub, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()


asyncio.run(main())
