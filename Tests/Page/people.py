"""What people do in the mini-programs, so that the console has something to show."""

import json
import math
import struct
import urllib.parse
import urllib.request
import uuid
import zlib


def eye(side=640, seed=1):
    """A PNG that looks like a fundus from afar: an orange disc with a bright spot, on black."""
    rows = []
    bright = (0.3 + 0.07 * (seed % 5), 0.5)
    for y in range(side):
        row = bytearray(b"\0")
        for x in range(side):
            away = math.hypot(x / side - 0.5, y / side - 0.5)
            spot = max(0.0, 1 - math.hypot(x / side - bright[0], y / side - bright[1]) * 9)
            light = 0.0 if away > 0.46 else 1 - away
            row += bytes((int(min(255, 190 * light + 120 * spot)), int(min(255, 80 * light + 130 * spot)), int(30 * light)))
        rows.append(bytes(row))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")


class Phone:
    """Somebody with a phone, logged in at the first mini-program."""

    def __init__(self, gateway, sandbox, name, nickname, appid=None):
        self.gateway = gateway
        self._send(f"{sandbox}/sandbox/users", {"name": name, "nickname": nickname})
        wanted = {"user": name} if appid is None else {"user": name, "appid": appid}
        code = self._send(f"{sandbox}/sandbox/code", wanted)["code"]
        answer = self._send(f"{gateway}/api/login/?code={code}")["data"]
        self.token, self.openid = answer["token"], answer["openid"]

    def _send(self, url, body=None, headers=None):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        kind = {} if body is None or isinstance(body, bytes) else {"Content-Type": "application/json"}
        request = urllib.request.Request(url, data=data, headers={**kind, **(headers or {})})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def post(self, path, **body):
        head = {"Authorization": f"Bearer {self.token}"}
        return self._send(f"{self.gateway}{path}", {"openid": self.openid, **body}, head)

    def upload(self, picture):
        border = uuid.uuid4().hex
        parts = (
            f'--{border}\r\nContent-Disposition: form-data; name="openid"\r\n\r\n{self.openid}\r\n'
            f'--{border}\r\nContent-Disposition: form-data; name="image"; filename="eye.png"\r\n'
            "Content-Type: image/png\r\n\r\n"
        ).encode()
        head = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": f"multipart/form-data; boundary={border}",
        }
        body = parts + picture + f"\r\n--{border}--\r\n".encode()
        answer = self._send(f"{self.gateway}/api/upload/", body, head)
        assert answer["code"] == 0, answer
        return answer["data"]["id"]

    def ask_for_audit(self, pictures):
        answer = self.post("/api/apply_audit/", files=[self.upload(one) for one in pictures])
        assert answer["code"] == 0, answer
