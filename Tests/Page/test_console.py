"""The console's page in a real Chromium, in front of a running stack with the demo's data.

usage: .build/python/bin/python Tests/Page/test_console.py
Screenshots of every screen at both widths are left in .build/page/console. CONSOLE_HOME and
CONSOLE_PORT take a stack that runs already; CONSOLE_PICTURES=1 takes the pictures of docs/pictures anew.
"""

import base64
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
import zipfile

from chromium import Chromium
from door import FILES, ROOT, Door
from people import Phone, eye
from test_page import DESKTOP, HOSTILE, PHONE, free_block

BUILD = ROOT / ".build"
SHOTS = BUILD / "page/console"
LISTS = [
    "orders", "refunds", "stuck", "merchants", "goods", "categories", "participants", "blacklist", "tasks",
    "payouts", "treasure-refunds", "settlement", "differences", "apps", "trail", "jobs", "events", "approvals",
    "reviews", "staff",
]
SCREENS = ["today", "redeem", "audits", "import", "people", "rules", "money", "account", "system", *LISTS]
ROLES = ["owner", "support", "finance", "auditor", "editor", "manager", "clerk", "operator", "viewer"]
# In octets, uncompressed: all of it, and what comes before anybody has logged in.
BUDGET = {"js": 132_000, "css": 25_000, "all": 185_000, "first": 40_000, "requests": 10}


def axe_source():
    """axe-core, out of a wheel of PyPI's; the browser's own page never sees where it is from."""
    place = BUILD / "axe"
    script = place / "axe.min.js"
    if not script.exists():
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--disable-pip-version-check", "-d", str(place), "axe-playwright-python==0.1.8"],
            check=True,
        )
        with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
            name = next(one for one in wheel.namelist() if one.endswith("/axe.min.js"))
            script.write_bytes(wheel.read(name))
    return script.read_text()


class Stack:
    """All processes with the demo's data, on ports and with a home of their own."""

    def __enter__(self):
        if "CONSOLE_HOME" in os.environ:
            self.process = None
            self.home, port = pathlib.Path(os.environ["CONSOLE_HOME"]), int(os.environ["CONSOLE_PORT"])
        else:
            port = free_block()
            self.home = pathlib.Path(tempfile.mkdtemp(prefix="kumquat-console-"))
            self.log = open(self.home / "stack.log", "w+")
            self.process = subprocess.Popen(
                [str(BUILD / "debug/kumquat-stack"), "--demo"], stdout=self.log, stderr=self.log,
                env={"KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": str(self.home), "KUMQUAT_PORT": str(port), "KUMQUAT_DEMO_SIZE": "small"},
            )
            self.wait()
        self.gateway, self.sandbox = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 10}"
        self.console = os.environ.get("CONSOLE_URL", f"http://127.0.0.1:{port + 11}")
        self.key = (self.home / "admin.key").read_text().strip()
        return self

    def wait(self):
        deadline = time.monotonic() + 300
        while "demo: all is in" not in (self.home / "stack.log").read_text():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(f"the stack does not start: {(self.home / 'stack.log').read_text()[-2000:]}")
            time.sleep(0.2)

    def __exit__(self, *_):
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(60)
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.gateway + path, data=None if body is None else json.dumps(body).encode(), method=method)
        request.add_header("Authorization", f"Bearer {self.key}")
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def vouchers(self):
        """Numbers that can be redeemed, as their buyers have them on their phones."""
        file = sqlite3.connect(f"file:{self.home}/commerce.sqlite?mode=ro", uri=True)
        codes = [row[0] for row in file.execute("SELECT code FROM voucher WHERE state = 'open' ORDER BY id")]
        file.close()
        return codes


def words(language):
    lines = [line for file in sorted(FILES.glob(f"{language}*.txt")) for line in file.read_text().splitlines()]
    return dict(line.split(" ", 1) for line in lines)


def each_text(value, change):
    """The same answer with every text of its rows changed; numbers of orders and the like stay."""
    kept = {"order_no", "code", "state", "status", "created", "paid", "url", "thumbnail", "pic_url", "thumb_url", "kind", "day", "openid", "path"}
    if isinstance(value, list):
        return [each_text(one, change) for one in value]
    if isinstance(value, dict):
        return {
            name: each_text(one, change) if not isinstance(one, str) or name in kept or name.endswith(("_at", "_url")) else change(one)
            for name, one in value.items()
        }
    return value


class ConsoleTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = cls.enterClassContext(Stack())
        cls.door = cls.enterClassContext(Door(cls.stack.gateway, cls.stack.key))
        cls.page = cls.enterClassContext(Chromium())
        cls.axe = axe_source()
        SHOTS.mkdir(parents=True, exist_ok=True)
        eyes = [eye(480, seed) for seed in range(2)]
        stamp = str(time.time_ns())
        for number in range(4):
            person = Phone(cls.stack.gateway, cls.stack.sandbox, f"eyes{stamp}{number}", f"眼{number}")
            person.post("/api/sign/")
            person.ask_for_audit(eyes[: 1 + number % 2])
        cls.codes = cls.stack.vouchers()
        cls.order = cls.stack.call("GET", "/admin/commerce/orders?status=4&limit=100")["rows"][0]
        cls.task = cls.stack.call("GET", "/admin/treasure/tasks?limit=1")["rows"][0]

    def setUp(self):
        self.door.reset()
        self.page.events.clear()
        self.page.size(*DESKTOP)
        self.page.order("Page.navigate", url=f"{self.door.url}/icon.svg")
        self.page.until("location.pathname === '/icon.svg'", "the page is left")
        self.page.run("localStorage.clear()")

    def tearDown(self):
        # What the door refuses on purpose is an error for the browser, too.
        found = [one for one in self.page.complaints() if "Failed to load resource" not in one]
        self.assertEqual(found, [])
        hosts = {url.split("/")[2] for url in self.page.requests() if url.startswith("http")}
        self.assertLessEqual(hosts, {self.door.url.split("/")[2]}, "nothing is asked of anybody else")

    # Helpers

    def open(self, screen, *duties):
        if duties:
            self.door.duties = list(duties)
            self.door.asked.clear()
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.door.url}/#/{screen}")
        self.settle()

    def go(self, screen):
        """To another screen of the page that is open."""
        name = screen.split("/")[0].split("?")[0]
        self.page.run(f"document.querySelector('#screen')?.remove(); location.hash = '#/{screen}'")
        self.page.until(f"document.body.dataset.screen === '{name}' && document.querySelector('#screen')?.children.length", f"{screen} is drawn")
        if name == "audits":
            self.page.until("document.querySelectorAll('.film img, .empty').length", "the queue is drawn")
        self.settle()

    def settle(self):
        self.page.until("!document.querySelector('[aria-busy=true]')", "nothing is being loaded")

    def press(self, *keys):
        texts = {"Enter": "\r"}
        for key in keys:
            self.page.key(key, text=texts.get(key, key if len(key) == 1 else None))

    def type(self, text):
        self.page.order("Input.insertText", text=text)

    def click(self, text, within="document"):
        found = f"[...{within}.querySelectorAll('button, a')].find((one) => one.textContent.trim().startsWith({json.dumps(text)}))"
        self.page.until(f"Boolean({found})", f"there is {text}")
        self.page.run(f"{found}.click()")

    def see(self, text):
        self.page.until(f"document.body.innerText.includes({json.dumps(text)})", f"it says {text}")

    def check(self, what):
        """Nobody is shut out: axe has nothing to say, targets are large, nothing hangs over the edge."""
        if not self.page.run("typeof axe === 'object'"):
            self.page.run(self.axe)
        found = self.page.run(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then((result) => "
            "result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(' ')}`))"
        )
        self.assertEqual(found, [], what)
        small = self.page.run(
            "[...document.querySelectorAll('button, select, nav a, input:not([type=checkbox]), .tile, .tabs a')].filter((one) => "
            "one.checkVisibility() && one.getBoundingClientRect().height < 43.5 && !one.closest('[hidden], .skip, .picks > div')).map((one) => one.outerHTML.slice(0, 120))"
        )
        self.assertEqual(small, [], f"{what}: targets of 44 pixels")
        self.assertLessEqual(self.page.run("document.documentElement.scrollWidth - innerWidth"), 0, f"{what} hangs over the edge")

    def picture(self, name, width, height, scale):
        """One for the documents, small."""
        if "CONSOLE_PICTURES" not in os.environ:
            return
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
        data = self.page.order("Page.captureScreenshot", format="png", clip=clip)["data"]
        (ROOT / f"docs/pictures/console-{name}.png").write_bytes(base64.b64decode(data))

    def unspoken(self):
        """Names of words that stand where words should."""
        return re.findall(r"\b(?:s|f|e|do|g|none|tile|plot|service|duty)\.[a-z_-]+", self.page.text())

    # Every screen

    def walk(self, width, height, dark):
        self.page.size(width, height, dark)
        self.open("", *ROLES)
        for screen in [*SCREENS, f"order/{self.order['order_no']}", f"task/{self.task['code']}", f"person/{self.order['uid']}"]:
            with self.subTest(screen=screen, width=width, dark=dark):
                self.go(screen)
                self.assertEqual(self.unspoken(), [])
                self.check(screen)
                name = screen.split("/")[0]
                self.page.screenshot(SHOTS / f"{name}-{width}{'-dark' if dark else ''}.png")
                if name in ("today", "order", "audits") and width == DESKTOP[0] and not dark:
                    self.picture(name, 1280, 800, {"audits": 0.36, "order": 0.46}.get(name, 0.5))

    def test_every_screen_at_a_desk(self):
        self.walk(*DESKTOP, dark=False)

    def test_every_screen_at_a_desk_in_the_dark(self):
        self.walk(*DESKTOP, dark=True)

    def test_every_screen_on_a_phone(self):
        self.walk(*PHONE, dark=False)

    def test_every_screen_on_a_phone_in_the_dark(self):
        self.walk(*PHONE, dark=True)

    def test_empty_screens_say_what_would_be_here(self):
        self.door.change = lambda answer: {**answer, "rows": [], "next": None} if "rows" in answer else answer
        self.open("account")
        for screen in [one for one in LISTS if one not in ("staff", "trail")]:
            with self.subTest(screen=screen):
                self.go(screen)
                said = self.page.until("document.querySelector('.empty')?.innerText", "it says something")
                self.assertGreater(len(said), 4)
        self.check("an empty list")
        self.open("today", "finance")
        self.see("没有等待处理的事")

    def test_hostile_texts_stay_texts(self):
        self.door.change = lambda answer: each_text(answer, lambda text: HOSTILE if text else text)
        self.open("account")
        for screen in [*LISTS, "today", "rules", "money", f"order/{self.order['order_no']}", f"task/{self.task['code']}", f"person/{self.order['uid']}"]:
            with self.subTest(screen=screen):
                self.go(screen)
                self.assertEqual(self.page.run("document.querySelectorAll('img[src=x], #screen script, [onerror]').length"), 0)
                self.assertNotEqual(self.page.run("document.title"), "broken")
                self.assertLessEqual(self.page.run("document.documentElement.scrollWidth - innerWidth"), 0)

    def test_english(self):
        self.open("orders", *ROLES)
        self.click("English")
        self.page.until("document.documentElement.lang === 'en'", "the page is English")
        for screen in SCREENS:
            with self.subTest(screen=screen):
                self.go(screen)
                self.assertEqual(self.unspoken(), [])
                frame = self.page.run("[...document.querySelectorAll('h1, h2, th, button:not(.opens):not([lang]), label, legend, .empty, nav a')].map((one) => one.firstChild?.nodeValue ?? '').join(' ')")
                self.assertIsNone(re.search(r"[\u4e00-\u9fff]", frame), frame)

    # Rights

    def test_a_role_sees_its_own_screens_alone(self):
        for role in ROLES:
            with self.subTest(role=role):
                self.open("", role)
                shown = set(self.page.run("[...document.querySelectorAll('nav a')].map((one) => one.getAttribute('href').slice(2))"))
                self.assertEqual("orders" in shown, role in ("owner", "support", "finance", "viewer", "manager"))
                self.assertEqual("audits" in shown, role == "auditor")
                self.assertEqual("payouts" in shown, role in ("owner", "finance"))
                self.assertEqual("people" in shown, role in ("owner", "support", "viewer"))
                self.assertEqual("jobs" in shown, role in ("owner", "operator", "viewer"))
                for screen in set(SCREENS) - shown - {"account"}:
                    self.page.run(f"location.hash = '#/{screen}'")
                    self.page.until("document.body.dataset.screen === '%s' && document.querySelector('h1').innerText === '打不开这个页面'" % screen, f"{role} may not see {screen}")
                self.assertFalse([one for one in self.door.asked if "/admin/" in one and self.is_refused(one)], "nothing is asked that is not allowed")

    def is_refused(self, asked):
        method, target = asked.split(" ", 1)
        one = self.door.find(method, target.split("?")[0])
        return one is not None and not set(one["duties"]) & set(self.door.duties)

    def test_clerk_and_auditor_begin_where_they_work(self):
        self.open("", "clerk")
        self.assertEqual(self.page.run("document.querySelector('h1').innerText"), "核销")
        self.open("", "auditor")
        self.assertEqual(self.page.run("document.querySelector('h1').innerText"), "眼底审核")

    def test_a_refusal_says_why_and_its_request(self):
        self.door.fails["GET /admin/commerce/orders"] = (403, "forbidden")
        self.open("orders")
        self.see("你的职责不允许")
        self.see("door-7f3a")
        self.assertNotIn("English, for the log", self.page.text())

    # The counter

    def code(self):
        while not self.stack.call("GET", f"/admin/commerce/vouchers/{self.codes[-1]}")["can_redeem"]:
            self.codes.pop()
        return self.codes.pop()

    def test_redeeming_by_the_keyboard_alone(self):
        code = self.code()
        self.open("redeem", "clerk")
        self.page.until("document.activeElement.id === 'code'", "the field has the focus")
        self.type(code[:4])
        self.see("还差 8 位")
        self.type(code[4:])
        self.page.until("document.activeElement.matches('button[data-key=redeem]')", "the button has the focus")
        self.see("可以核销")
        self.page.screenshot(SHOTS / "redeem-found.png")
        self.press("Enter")
        self.see("已核销，尾号")
        self.assertEqual(self.stack.call("GET", f"/admin/commerce/vouchers/{code}")["state"], "redeemed")
        self.click("撤销")
        self.page.until("Boolean(document.querySelector('dialog textarea'))", "a reason is asked for")
        self.page.run("document.querySelector('dialog .picks button').click()")
        self.click("撤销核销", "document.querySelector('dialog')")
        self.see("可以核销")
        self.assertEqual(self.stack.call("GET", f"/admin/commerce/vouchers/{code}")["state"], "open")

    def test_a_wrong_digit_is_seen_before_anybody_is_asked(self):
        code = self.code()
        self.open("redeem", "clerk")
        self.type(code[:11] + str((int(code[11]) + 1) % 10))
        self.see("号码有误")
        self.assertFalse([one for one in self.door.asked if "vouchers/" in one])

    def test_two_clerks_at_one_voucher(self):
        code = self.code()
        self.open("redeem", "clerk")
        self.type(code)
        self.see("可以核销")
        self.stack.call("POST", "/admin/commerce/vouchers/redeem", {"verify_code": code})
        self.press("Enter")
        self.see("已经核销过")

    def test_the_counter_on_a_phone(self):
        self.page.size(*PHONE)
        self.open("redeem", "clerk")
        self.page.run("document.querySelector('#code').focus()")
        self.type(self.code())
        self.see("可以核销")
        box = self.page.run("(() => { const box = document.querySelector('button[data-key=redeem]').getBoundingClientRect(); return [box.width, box.height, box.bottom] })()")
        self.assertGreater(box[0], 300)
        self.assertGreater(box[1], 55)
        self.assertLess(box[2], PHONE[1], "the button is seen without scrolling")
        self.check("the counter")
        self.page.screenshot(SHOTS / "redeem-found-390.png")
        self.picture("redeem", *PHONE, 0.8)

    # The queue

    def test_auditing_by_the_keyboard_alone(self):
        self.open("audits", "auditor")
        before = self.page.until("/病例 (\\d+)/.exec(document.body.innerText)?.[1]", "a case is shown")
        self.page.until("[...document.querySelectorAll('.film img')].every((one) => one.naturalWidth > 0)", "the picture is seen")
        self.assertEqual(self.page.run("getComputedStyle(document.body).getPropertyValue('--ground').trim()"), "#191816", "it is dark")
        self.press("+", "]")
        self.assertEqual(self.page.run("document.querySelector('.film img').style.width"), "150%")
        self.press("a")
        after = self.page.until(f"(() => {{ const one = /病例 (\\d+)/.exec(document.querySelector('.row strong')?.innerText ?? '')?.[1]; return one !== '{before}' && one }})()", "the next one comes")
        self.assertEqual(self.stack.call("GET", f"/admin/points/audits/{before}")["audit"]["status"], "success")
        self.settle()
        self.press("r")
        self.page.until("document.activeElement.name === 'reason'", "a reason is asked for")
        self.type("太暗")
        self.press("Tab")
        while self.page.run("document.activeElement.type") != "submit":
            self.press("Tab")
        self.press("Enter")
        self.page.until("!document.querySelector('dialog')", "it is done")
        self.settle()
        decided = self.stack.call("GET", f"/admin/points/audits/{after}")["audit"]
        self.assertEqual((decided["status"], decided["reason"]), ("failed", "太暗"))

    # Money

    def test_a_refund_wants_the_amount_typed_and_a_fresh_factor(self):
        self.door.fresh = False
        row = next(one for one in self.stack.call("GET", "/admin/commerce/orders?status=4&limit=100")["rows"]
                   if one["pieces"] > one["redeemed"] + one["refunded"] + one["refunding"] and one["amount"] < 50_000)
        self.open(f"order/{row['order_no']}", "finance")
        self.click("退款", "document.querySelector('#main')")
        self.page.until("Boolean(document.querySelector('dialog [name=pieces]'))", "the form is drawn")
        fill = "(name, value) => { const box = document.querySelector(`dialog [name=${name}]`); box.value = value; box.dispatchEvent(new Event('input', { bubbles: true })); }"
        for name, value in (("pieces", "1"), ("reason", "顾客要求"), ("amount-typed", "0.01")):
            self.page.run(f"({fill})('{name}', '{value}')")
        self.see(f"¥{row['price'] / 100:.2f}")
        self.page.screenshot(SHOTS / "refund.png")
        self.click("退款", "document.querySelector('dialog')")
        self.see("输入的金额不一致")
        self.page.run(f"({fill})('amount-typed', '{row['price'] / 100:.2f}')")
        self.click("退款", "document.querySelector('dialog')")
        self.page.until("document.querySelectorAll('dialog').length === 2", "a fresh factor is asked for")
        self.type("123456")
        self.press("Enter")
        self.page.until("!document.querySelector('dialog')", "it is done")
        after = self.stack.call("GET", f"/admin/commerce/orders/{row['order_no']}")["order"]
        self.assertEqual(after["refunded"] + after["refunding"], row["refunded"] + row["refunding"] + 1)

    # Lists

    def test_a_list_by_the_keyboard(self):
        self.open("goods")
        self.press("j", "j", "j", "k")
        self.press("Enter")
        self.page.until("!document.querySelector('.panel').hidden", "the panel opens")
        first = self.page.run("document.querySelector('.panel h2').innerText")
        self.assertEqual(self.page.run("document.querySelectorAll('tbody tr')[1].classList.contains('chosen')"), True)
        self.check("a panel")
        self.press("j")
        self.page.until(f"document.querySelector('.panel h2').innerText !== {json.dumps(first)}", "the next row is shown")
        self.press("Escape")
        self.page.until("document.querySelector('.panel').hidden && document.activeElement.classList.contains('opens')", "the focus is back")
        self.press("/")
        self.assertEqual(self.page.run("document.activeElement.name"), "merchant_id")

    def test_filters_stand_in_the_address(self):
        self.open("orders?status=6")
        self.assertEqual(self.page.run("document.querySelector('[name=status]').value"), "6")
        states = self.page.run("[...new Set([...document.querySelectorAll('td .tag')].map((one) => one.innerText))]")
        self.assertEqual(states, ["已退款"])
        self.page.run("(() => { const box = document.querySelector('[name=status]'); box.value = '7'; box.dispatchEvent(new Event('change')); })()")
        self.page.until("location.hash.endsWith('status=7')", "the address follows")

    def test_old_rows_stay_when_a_load_fails(self):
        self.open("orders")
        rows = self.page.run("document.querySelectorAll('tbody tr').length")
        self.door.fails["GET /admin/commerce/orders"] = (503, "unavailable")
        self.click("刷新")
        self.see("服务暂时不可用")
        self.see("下面是之前的")
        self.assertEqual(self.page.run("document.querySelectorAll('tbody tr').length"), rows)

    def test_more_rows_come_by_parts(self):
        self.open("orders")
        before = self.page.run("document.querySelectorAll('tbody tr').length")
        self.click("更多")
        self.page.until(f"document.querySelectorAll('tbody tr').length > {before}", "more rows come")

    def test_a_file_of_what_is_filtered(self):
        self.open("orders?status=6", "finance")
        self.page.run("globalThis.saved = []; URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return 'blob:none'; }; HTMLAnchorElement.prototype.click = () => {}")
        self.door.fresh = False
        self.click("CSV")
        self.page.until("Boolean(document.querySelector('dialog'))", "a fresh factor is asked for")
        self.type("123456")
        self.press("Enter")
        text = self.page.until("saved[0]", "the file comes")
        lines = text.removeprefix("\ufeff").strip().split("\r\n")
        self.assertIn("订单号", lines[0])
        wanted = self.stack.call("GET", "/admin/commerce/orders?status=6&limit=100")["rows"]
        self.assertEqual(len(lines) - 1, len(wanted))
        self.assertIn(f"{wanted[0]['amount'] / 100:.2f}", lines[1])

    # A bad day

    def test_a_session_that_ends_under_the_page(self):
        self.open("goods?merchant_id=")
        self.door.is_in = False
        self.click("刷新")
        self.see("登录已过期")
        self.log_in()
        self.page.until("document.querySelector('h1')?.innerText === '商品'", "the screen is back")

    def log_in(self):
        self.page.until("document.activeElement.name === 'name'", "the name is asked for")
        self.type("chen")
        self.press("Tab")
        self.type("a long password")
        self.press("Enter")
        self.page.until("document.activeElement.name === 'code'", "the code is asked for")
        self.type("123456")
        self.press("Enter")

    def test_a_service_that_is_down(self):
        self.door.fails["GET /admin/treasure/"] = (502, "service_down")
        self.open("today")
        self.see("挖宝 没有回答，其余照常")
        self.assertGreater(self.page.run("document.querySelectorAll('.tile').length"), 3)

    def test_the_console_itself_is_away(self):
        self.open("orders")
        self.page.order("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        try:
            self.click("刷新")
            self.see("连不上控制台")
        finally:
            self.page.order("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)

    # Log-in

    def test_log_in(self):
        self.door.is_in = False
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.door.url}/")
        self.check("log-in")
        self.page.screenshot(SHOTS / "log-in.png")
        self.type("chen")
        self.press("Tab")
        self.type("wrong")
        self.press("Enter")
        self.see("用户名或密码不对")
        self.page.run("for (const one of document.querySelectorAll('input')) one.value = ''; document.querySelector('input').focus()")
        self.log_in()
        self.see("今日")

    def test_the_first_time(self):
        self.door.is_in = False
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.door.url}/#/invite/abc123")
        for _ in range(2):
            self.type("a long password")
            self.press("Tab")
        self.press("Enter")
        self.page.until("document.querySelector('.qr')?.naturalWidth > 0", "the code is shown")
        self.check("enrolment")
        self.type("123456")
        self.press("Enter")
        self.page.until("document.querySelectorAll('.recovery li').length === 10", "the recovery codes are shown")
        self.check("recovery codes")
        self.page.run("document.querySelector('[name=kept]').click()")
        self.click("继续")
        self.see("今日")

    def test_a_pin_after_a_while(self):
        self.open("redeem", "clerk")
        self.door.is_in, self.door.ended = False, "pin_required"
        self.page.run("location.reload()")
        self.see("这台手机的 4 位 PIN")
        self.type("2580")
        self.press("Enter")
        self.page.until("Boolean(document.querySelector('#code'))", "the counter is back")

    # Files

    def test_ten_thousand_lines_with_fifty_bad_ones(self):
        shop = self.stack.call("GET", "/admin/commerce/merchants?limit=1")["rows"][0]["ref"]
        head = "ref,merchant,name,price,start_date,end_date"
        lines = [f"t{number},{shop},{'' if number % 200 == 7 else f'券{number}'},9.90,2026-01-01,2027-01-01" for number in range(10_000)]
        with tempfile.NamedTemporaryFile("wb", suffix=".csv") as file:
            file.write((head + "\r\n" + "\r\n".join(lines)).encode("gb18030"))
            file.flush()
            self.open("import/goods", "editor")
            document = self.page.order("DOM.getDocument")["root"]["nodeId"]
            node = self.page.order("DOM.querySelector", nodeId=document, selector="input[type=file]")["nodeId"]
            self.page.order("DOM.setFileInputFiles", nodeId=node, files=[file.name])
            self.page.until("document.body.innerText.includes('有误 50')", "all lines were tried", seconds=240)
        self.see("GBK")
        self.see("新增 9,950")
        self.assertEqual(self.page.run("document.querySelectorAll('tbody tr').length"), 50)
        self.check("rejected lines")
        self.page.screenshot(SHOTS / "import-tried.png")
        self.assertTrue(all("dry_run=true" in one for one in self.door.asked if "import" in one and one.startswith("POST /admin")))

    def test_a_file_is_written_once(self):
        stamp = time.time_ns()
        text = f"ref,name,place,status\na{stamp},甲,1,1\nb{stamp},,2,1\nc{stamp},丙,3,1\n"
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write(text)
            file.flush()
            for wanted in ("新增 2", "不变 2"):
                self.open("import/categories", "editor")
                document = self.page.order("DOM.getDocument")["root"]["nodeId"]
                node = self.page.order("DOM.querySelector", nodeId=document, selector="input[type=file]")["nodeId"]
                self.page.order("DOM.setFileInputFiles", nodeId=node, files=[file.name])
                self.see(wanted)
                self.see("有误 1")
                if wanted == "新增 2":
                    self.click("写入 2 行")
                    self.page.until("Boolean(document.querySelector('dialog'))", "it asks once more")
                    self.click("确定", "document.querySelector('dialog')")
                    self.see("已写入 2 行")
        names = [one["name"] for one in self.stack.call("GET", "/admin/commerce/categories")["rows"]]
        self.assertIn("丙", names)

    # Sizes and words

    def test_budgets(self):
        sizes = {one.name: one.stat().st_size for one in FILES.iterdir()}
        total = lambda ending: sum(size for name, size in sizes.items() if name.endswith(ending))
        self.assertLessEqual(total(".js"), BUDGET["js"])
        self.assertLessEqual(total(".css"), BUDGET["css"])
        self.assertLessEqual(sum(sizes.values()), BUDGET["all"])
        self.assertLessEqual(len(sizes), 40)
        self.door.is_in = False
        self.door.asked.clear()
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.door.url}/")
        # The browser asks for the icon once more by itself, for its tab.
        asked = {one.split(" ")[1].strip("/") or "index.html" for one in self.door.asked if "favicon" not in one}
        self.assertLessEqual(len(asked), BUDGET["requests"], asked)
        self.assertLessEqual(sum(sizes.get(name, 0) for name in asked), BUDGET["first"], asked)

    def test_nothing_jumps_while_it_loads(self):
        watch = ("globalThis.jumped = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) jumped += one.value; })"
                 ".observe({type: 'layout-shift', buffered: true})")
        added = self.page.order("Page.addScriptToEvaluateOnNewDocument", source=watch)["identifier"]
        try:
            for width, height in (DESKTOP, PHONE):
                self.page.size(width, height)
                for screen in ("today", "orders", "redeem"):
                    self.open(screen)
                    self.assertLessEqual(self.page.run("jumped"), 0.05, f"{screen} at {width}")
        finally:
            self.page.order("Page.removeScriptToEvaluateOnNewDocument", identifier=added)

    def test_all_words_are_there(self):
        chinese, english = words("zh"), words("en")
        self.assertLessEqual(set(english), set(chinese))
        text = "\n".join(one.read_text() for one in FILES.glob("*.js"))
        used = set(re.findall(r"""\bt\(\s*"([a-z0-9._-]+)\"""", text))
        used |= set(re.findall(r"""\? "([a-z-]+)" : "[a-z-]+"\)""", text)) & set(chinese)
        self.assertEqual(sorted(used - set(chinese)), [])
        # English says what a field is called by its name; a sentence it has to have.
        self.assertEqual(sorted(one for one in used - set(english) if "." not in one), [])
        document = json.loads((ROOT / "docs/openapi/admin.json").read_text())
        codes = {one["name"] for methods in document["paths"].values() for call in methods.values() for one in call["x-codes"] if "name" in one}
        by_status = {"parameter_missing", "unknown"} | {one for one in codes if one.endswith("_unknown")}
        self.assertEqual(sorted(one for one in codes - by_status if f"e.{one}" not in chinese), [])
        for name, value in chinese.items():
            self.assertEqual(sorted(re.findall(r"\{\d\}", value)), sorted(re.findall(r"\{\d\}", english.get(name, value))), name)

    @unittest.skipUnless(shutil.which("tsc"), "no tsc on this machine: apt-get install node-typescript")
    def test_types(self):
        files = [str(one) for one in sorted(FILES.glob("*.js"))]
        checked = subprocess.run(
            ["tsc", "--allowJs", "--checkJs", "--noEmit", "--noUnusedLocals", "--target", "es2022", "--module", "es2022",
             "--moduleResolution", "node", "--lib", "es2022,dom,dom.iterable", *files], capture_output=True, text=True, check=False)
        self.assertEqual(checked.stdout, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)
