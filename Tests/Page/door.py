"""A door in the place of the console's process, for what the real one cannot be told to do.

It serves the page's files, knows one password, lets whoever is in act with the duties that the test
says, by docs/openapi/admin.json as the services have them, and passes calls on to a running stack with
the sandbox's key. It can be told to fail, to empty its answers, or to make their texts hostile.
"""

import base64
import json
import pathlib
import re
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ROOT / "services/console/Page/files"
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A picture of one pixel, where a QR code would be.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
OWN = [
    ("GET", "/console/staff", ["owner"]), ("POST", "/console/staff", ["owner"]),
    ("PATCH", "/console/staff/{id}", ["owner"]), ("POST", "/console/staff/{id}/end-sessions", ["owner"]),
    ("POST", "/console/staff/{id}/reset-totp", ["owner"]), ("POST", "/console/staff/{id}/invite", ["owner"]),
    ("GET", "/console/trail", ["owner", "operator"]), ("GET", "/console/trail/verify", ["owner", "operator"]),
    ("GET", "/console/approvals", ["owner"]), ("POST", "/console/approvals/{id}/approve", ["owner"]),
    ("GET", "/console/system", ["owner", "operator", "viewer"]),
]


def parameter(one, place):
    return {**one, "in": place, "default": one["schema"].get("default")}


def interfaces():
    """Every interface of the back office as `describe` says it: duties, and what it takes."""
    document = json.loads((ROOT / "docs/openapi/admin.json").read_text())
    found = []
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            taken = [parameter(each, "path" if each["in"] == "path" else "parameter") for each in one.get("parameters", [])]
            body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            needed = body.get("required", [])
            for name, schema in body.get("properties", {}).items():
                taken.append(parameter({"name": name, "required": name in needed, "schema": schema}, "parameter"))
            found.append({"methods": [method.upper()], "path": path, "duties": one["x-duties"], "parameters": taken})
    for method, path, duties in OWN:
        found.append({"methods": [method], "path": path, "duties": duties, "parameters": []})
    return found


class Door:
    """`with Door(gateway, key) as door:`; `door.url` is where the page is."""

    def __init__(self, gateway, key):
        self.gateway, self.key = gateway, key
        self.interfaces = interfaces()
        self.reset()

    def reset(self):
        self.duties, self.is_in, self.half, self.fresh = ["owner"], True, "", True
        self.fails, self.change, self.asked, self.ended = {}, None, [], "unauthenticated"

    def __enter__(self):
        door = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_any(self):
                length = int(self.headers.get("Content-Length") or 0)
                status, kind, body, more = door.answer(
                    self.command, self.path, self.headers.get("Content-Type"), self.rfile.read(length) if length else None
                )
                self.send_response(status)
                for name, value in {
                    "Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store",
                    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", **more,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    pass  # the page has gone on

            do_GET = do_POST = do_PATCH = do_DELETE = handle_any

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, method, target, kind, body):
        path = target.split("?")[0]
        self.asked.append(f"{method} {target}")
        for beginning, (status, code) in self.fails.items():
            if f"{method} {path}".startswith(beginning):
                return self.refusal(status, code)
        if path.startswith("/console/"):
            return self.own(method, path, json.loads(body) if body else {})
        if path.startswith(("/admin/", "/media/")):
            return self.pass_on(method, target, kind, body)
        file = FILES / (path.strip("/") or "index.html")
        if file.parent == FILES and file.is_file():
            return 200, KINDS[file.suffix] + "; charset=utf-8", file.read_bytes(), {}
        return self.refusal(404, "route_unknown")

    def refusal(self, status, code):
        body = json.dumps({"error": {"code": code, "message": "English, for the log."}}).encode()
        return status, "application/json", body, {"X-Request-Id": "door-7f3a"}

    def json(self, value):
        return 200, "application/json", json.dumps(value).encode(), {}

    def allowed(self):
        return [one for one in self.interfaces if set(one["duties"]) & set(self.duties)]

    def find(self, method, path):
        for one in self.interfaces:
            pattern = re.sub(r"\{\w+\}", "[^/]+", one["path"])
            if method in one["methods"] and re.fullmatch(pattern, path):
                return one
        return None

    def pass_on(self, method, target, kind, body):
        path = target.split("?")[0]
        if not self.is_in:
            return self.refusal(401, self.ended)
        one = self.find(method, path)
        if path.startswith("/admin/") and one is None:
            return self.refusal(404, "route_unknown")
        if one and not set(one["duties"]) & set(self.duties):
            return self.refusal(403, "forbidden")
        if one and not self.fresh and ("refund" in path or path.endswith(".csv")) and (method != "GET" or path.endswith(".csv")):
            return self.refusal(403, "step_up_required")
        request = urllib.request.Request(self.gateway + target, data=body, method=method)
        request.add_header("Authorization", f"Bearer {self.key}")
        if kind:
            request.add_header("Content-Type", kind)
        try:
            with urllib.request.urlopen(request, timeout=120) as found:
                text, kind = found.read(), found.headers["Content-Type"] or "application/json"
        except urllib.error.HTTPError as refused:
            return refused.code, "application/json", refused.read(), {"X-Request-Id": "door-7f3a"}
        if self.change and method == "GET" and kind.startswith("application/json"):
            text = json.dumps(self.change(json.loads(text))).encode()
        return 200, kind, text, {}

    def own(self, method, path, body):
        """What the process itself answers."""
        if path == "/console/log-in":
            if body != {"name": "chen", "password": "a long password"}:
                return self.refusal(401, "wrong_log_in")
            self.half = "totp"
            return self.json({"next": "totp"})
        if path == "/console/log-in/totp":
            if self.half != "totp" or body["code"] != "123456":
                return self.refusal(401, "wrong_log_in")
            self.is_in = True
            return self.json({"next": "done"})
        if path == "/console/pin":
            self.is_in = body["pin"] == "2580"
            return self.json({"next": "done"}) if self.is_in else self.refusal(401, "wrong_pin")
        if path == "/console/invite":
            self.half = "enrol"
            return self.json({"next": "enrol"})
        if path == "/console/enrol" and self.half == "enrol":
            if "code" not in body:
                return self.json({"secret": "JBSWY3DPEHPK3PXP", "qr": "/console/enrol.png"})
            self.is_in = True
            return self.json({"recovery": [f"{number:04d}-kumq-uat0" for number in range(10)]})
        if path == "/console/enrol.png":
            return 200, "image/png", base64.b64decode(PIXEL), {}
        if not self.is_in:
            return self.refusal(401, self.ended)
        if path == "/console/me":
            return self.json({"id": "o:1", "name": "陈店主", "duties": self.duties, "merchants": [], "kind": "session", "step_up": "totp"})
        if path == "/console/description":
            return self.json({"endpoints": self.allowed()})
        if path == "/console/step-up":
            self.fresh = body["code"] == "123456"
            return self.json({"proven_until": 0}) if self.fresh else self.refusal(401, "wrong_code")
        if path == "/console/log-out":
            self.is_in = False
            return self.json({})
        if path == "/console/sessions":
            return self.json({"rows": [{"id": "1", "at": "2026-12-01 09:00:00", "last_seen": "2026-12-01 09:10:00",
                                        "address": "127.0.0.1", "agent": "Chromium", "kind": "session", "is_this": True}]})
        if path == "/console/staff":
            if method == "POST":
                return self.json({"id": "o:3", "link": f"{self.url}/#/invite/once"})
            return self.json({"rows": [{"id": "o:2", "name": "xiaowang", "duties": ["clerk"], "merchants": [1], "state": "on",
                                        "totp": False, "last_seen": "2026-12-01 09:00:00", "sessions": 1, "devices": 1, "created_at": "2026-11-30 09:00:00"}]})
        if path == "/console/trail":
            return self.json({"rows": [{"id": 1, "at": "2026-12-01 09:00:00", "operator": "o:1", "name": "陈店主", "method": "POST", "service": "commerce",
                                        "path": "/admin/commerce/orders/{order_no}/refund", "subject": "order", "reason": "顾客要求", "status": 200,
                                        "address": "127.0.0.1", "session": "ab", "fields": {"pieces": 1}, "request_id": "door-1", "hash": "00"}]})
        if path == "/console/trail/verify":
            return self.json({"sound": True, "rows": 1, "head": "00", "broken_at": None})
        if path == "/console/approvals":
            return self.json({"rows": [{"id": "a1", "kind": "reset_totp", "subject": "o:2", "summary": "xiaowang", "asked_by": "o:4", "asked_name": "林店主",
                                        "asked_at": "2026-12-01 09:00:00", "reason": "手机丢了", "state": "waiting", "decided_by": ""}]})
        if path == "/console/system":
            hours = [[1796000000 + 3600 * number, number % 7] for number in range(24)]
            names = ["gateway", "auth", "points", "treasure", "commerce", "console"]
            return self.json({"at": 1796086400, "processes": [{"name": name, "address": "unix", "is_up": name != "points", "ready": name != "points",
                "version": "1.0", "problems": {"database": "locked"} if name == "points" else {}, "uptime_seconds": 7200, "memory_bytes": 25_000_000,
                "database_bytes": 4_000_000, "queue": 0, "requests": 1000, "errors": 1, "asked_at": 1796086400} for name in names],
                "disk": {"free_bytes": 40_000_000_000, "total_bytes": 80_000_000_000}, "certificate": {"days": 60}, "outbox": {"waiting": 0, "oldest_seconds": 0},
                "series": [{"name": "requests", "unit": "1/s", "points": hours}]})
        return self.refusal(404, "route_unknown")
