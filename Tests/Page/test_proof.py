"""The page that proves a draw, in a real Chromium: its own files, and proofs that are right or not.

usage: .build/python/bin/python Tests/Page/test_proof.py
Screenshots are left in .build/page.
"""

import base64
import hashlib
import json
import pathlib
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from chromium import Chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))
from fairness import depths  # noqa: E402

FILES = ROOT / "services/treasure/Page/files"
SHOTS = ROOT / ".build/page"
PHONE, DESKTOP = (375, 812), (1280, 900)
SEED = bytes(range(32))
HOSTILE = "<img src=x onerror=\"document.title='broken'\">\"'&</script>"


def proof(code, prizes=3, forecast=300, interval=100, fluctuation=40, now=180, **changes):
    """What the service answers for an ended task."""
    if prizes == 1:
        interval = fluctuation = 0
    found = depths(SEED, code, prizes, forecast, interval, fluctuation)
    return {
        "status": 0, "msg": "成功", "version": "kumquat-treasure-v1", "code": code,
        "name": "自家种的金桔一箱", "is_ended": 1, "prize_num": prizes, "forecast_num": forecast,
        "interval": interval, "fluctuation": fluctuation,
        "max_depth": forecast if prizes == 1 else prizes * interval + fluctuation,
        "now_depth": now, "commitment": hashlib.sha256(SEED).hexdigest(), "seed": SEED.hex(),
        "prizes": [
            {"prize": k + 1, "depth": depth, "is_found": int(depth <= now)}
            for k, depth in enumerate(found)
        ],
        **changes,
    }


def running(code):
    answer = proof(code, is_ended=0)
    del answer["seed"], answer["prizes"]
    return answer


def lying(code, lie):
    answer = proof(code)
    lie(answer)
    return answer


def first_is_found_late(answer):
    answer["prizes"][0]["is_found"] = 0


def second_is_elsewhere(answer):
    answer["prizes"][1]["depth"] += 1


def another_seed(answer):
    answer["seed"] = "ff" + answer["seed"][2:]


def one_is_missing(answer):
    answer["prizes"].pop()


LIES = {
    f"lie{number}": lie
    for number, lie in enumerate(
        [first_is_found_late, second_is_elsewhere, another_seed, one_is_missing]
    )
}
PROOFS = {
    "several": proof("several"),
    "single": proof("single", prizes=1, now=10),
    "many": proof("many", prizes=1000, interval=1_000_000, fluctuation=499_999, now=5),
    "running": running("running"),
    "hostile": proof("hostile", name=HOSTILE),
    "nameless": proof("nameless", name=""),
    **{code: lying(code, lie) for code, lie in LIES.items()},
}


def page():
    """Style and script inside, and the header that lets just these run: as ProofPage makes it."""
    style = (FILES / "proof.css").read_bytes()
    script = (FILES / "sha256.js").read_bytes() + (FILES / "proof.js").read_bytes()
    html = (FILES / "proof.html").read_bytes()
    html = html.replace(b"@style@", style).replace(b"@script@", script)

    def source(text):
        return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"

    policy = (
        f"default-src 'none'; script-src {source(script)}; style-src {source(style)}; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return html, policy


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        if "text/html" in self.headers["Accept"]:
            body, policy = page()
            self.answer(body, "text/html; charset=utf-8", policy)
        else:
            code = parse_qs(urlsplit(self.path).query).get("code", [""])[0]
            unknown = {"status": 1, "msg": "任务不存在"}
            body = json.dumps(PROOFS.get(code, unknown)).encode()
            self.answer(body, "application/json", None)

    def answer(self, body, kind, policy):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class ProofPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.shutdown)
        cls.url = f"http://127.0.0.1:{cls.server.server_port}/api/treasure/proof"
        cls.page = cls.enterClassContext(Chromium())
        SHOTS.mkdir(parents=True, exist_ok=True)

    def setUp(self):
        self.page.events.clear()

    def tearDown(self):
        self.assertEqual(self.page.complaints(), [])
        for url in self.page.requests():
            self.assertTrue(url.startswith((self.url, "data:", "about:")), url)

    def open(self, code="", size=DESKTOP, dark=False, language="zh-CN"):
        self.page.order("Emulation.setLocaleOverride", locale=language)
        self.page.order(
            "Network.setUserAgentOverride", userAgent="test", acceptLanguage=language
        )
        self.page.size(*size, dark=dark)
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.url}?code={code}" if code else self.url)

    def verdict(self):
        return self.page.run("document.getElementById('verdict').className")

    def shown(self):
        """The columns of computed and used depths."""
        return self.page.run(
            "[...document.querySelectorAll('#prizes tr')].map((row) =>"
            " [row.cells[2].textContent, row.cells[3].textContent])"
        )

    def test_what_is_right_is_computed_again(self):
        for code in ["several", "single", "many", "nameless"]:
            with self.subTest(code):
                self.open(code)
                self.assertEqual(self.verdict(), "good")
                expected = [str(one["depth"]) for one in PROOFS[code]["prizes"]]
                self.assertEqual(self.shown(), [[depth, f"✓ {depth}"] for depth in expected])

    def test_every_lie_is_seen(self):
        for code in LIES:
            with self.subTest(code):
                self.open(code)
                self.assertEqual(self.verdict(), "bad")
                self.assertIn("验证不通过", self.page.text())

    def test_without_cryptography_of_the_browser(self):
        hide = "Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })"
        added = self.page.order("Page.addScriptToEvaluateOnNewDocument", source=hide)
        try:
            self.open("several")
            self.assertEqual(self.verdict(), "good")
            self.assertIn("由本页自带的 SHA-256 计算", self.page.text())
            self.open("lie2")
            self.assertEqual(self.verdict(), "bad")
        finally:
            self.page.order(
                "Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"]
            )
        self.open("several")
        self.assertIn("WebCrypto", self.page.text())

    def test_a_running_task(self):
        self.open("running")
        text = self.page.text()
        self.assertIn("任务进行中", text)
        self.assertIn(PROOFS["running"]["commitment"], text)
        self.assertEqual(self.shown(), [])
        self.assertTrue(self.page.run("document.getElementById('byhand').hidden"))

    def test_an_unknown_task(self):
        self.open("none")
        self.assertEqual(self.verdict(), "bad")
        self.assertIn("任务不存在", self.page.text())

    def test_a_code_can_be_typed(self):
        self.open()
        self.page.run("document.getElementById('code').focus()")
        self.page.order("Input.insertText", text=" single ")
        self.page.key("Enter", text="\r")
        self.page.until("document.getElementById('verdict').className === 'good'", "a verdict")
        self.assertIn("code=single", self.page.run("location.search"))

    def test_a_hostile_name_stays_a_text(self):
        self.open("hostile")
        self.assertIn(HOSTILE, self.page.text())
        self.assertEqual(self.page.run("document.querySelectorAll('img').length"), 0)
        self.assertNotEqual(self.page.run("document.title"), "broken")

    def test_two_languages(self):
        self.open("several", language="en-US")
        self.assertIn("It was fair", self.page.text())
        self.assertNotIn("验证通过", self.page.text())
        self.page.run("document.getElementById('switch').click()")
        self.assertIn("验证通过", self.page.text())
        self.assertNotIn("It was fair", self.page.text())

    def test_what_it_looks_like(self):
        for code in ["several", "single", "running", "lie1"]:
            for name, size, dark in [("phone", PHONE, False), ("desktop", DESKTOP, True)]:
                with self.subTest(f"{code} {name}"):
                    self.open(code, size=size, dark=dark)
                    wide = "document.documentElement.scrollWidth - innerWidth"
                    self.assertLessEqual(self.page.run(wide), 0)
                    self.page.run("document.querySelectorAll('details').forEach((one) => { one.open = true })")
                    self.page.screenshot(SHOTS / f"proof-{code}-{name}.png")
        self.open("several", size=PHONE, language="en-US")
        self.page.screenshot(SHOTS / "proof-several-english.png")


if __name__ == "__main__":
    unittest.main()
