"""Auth, as far as it is asked: one key, no revocations, no session; one app, and everybody bound.

A mini-program code is the file code.jpg beside the keys.

usage: auth_stub.py PORT JWKS-FILE
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


APPS = {
    "apps": [
        {
            "app_id": 1,
            "appid": "wxbench0000000001",
            "oper_id": 1,
            "name": "bench",
            "is_enabled": True,
            "mchid": "1900000001",
            "takes_payments": True,
        }
    ]
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/.well-known/jwks.json":
            self.reply(200, open(sys.argv[2], "rb").read())
        elif url.path == "/internal/revocations":
            time.sleep(min(25, int(parse_qs(url.query).get("wait", ["0"])[0])))
            self.reply(200, b'{"last":0,"changes":[]}')
        elif url.path == "/internal/apps":
            self.reply(200, json.dumps(APPS).encode())
        elif url.path.startswith("/internal/users/"):
            uid = int(url.path.rpartition("/")[2])
            user = {"uid": uid, "name": f"用户{uid}", "mobile_tail": f"{uid % 10_000:04d}"}
            self.reply(200, json.dumps(user).encode())
        else:
            self.reply(404, b'{"error":{"code":"not_found","message":"no such session"}}')

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(200, Path(sys.argv[2]).with_name("code.jpg").read_bytes(), "image/jpeg")

    def reply(self, status, body, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
