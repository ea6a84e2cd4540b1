"""Auth, as far as the gateway asks it: one key, no revocations, no session.

usage: auth_stub.py PORT JWKS-FILE
"""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/.well-known/jwks.json":
            self.reply(200, open(sys.argv[2], "rb").read())
        elif url.path == "/internal/revocations":
            time.sleep(min(25, int(parse_qs(url.query).get("wait", ["0"])[0])))
            self.reply(200, b'{"last":0,"changes":[]}')
        else:
            self.reply(404, b'{"error":{"code":"not_found","message":"no such session"}}')

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
