"""The sandbox's own page in a real Chromium, against the real executable.

usage: .build/python/bin/python Tests/Page/test_page.py [kumquat-sandbox]
Screenshots of every list at both widths are left in .build/page.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

from chromium import Chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXECUTABLE = ROOT / ".build/debug/kumquat-sandbox"
SHOTS = ROOT / ".build/page"
PHONE, DESKTOP = (390, 844), (1280, 900)
HOSTILE = "<img src=x onerror=\"document.title='broken'\">\"'&</td>"


def free_block():
    """A port whose neighbours, up to ten behind it, are likely to be free as well."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return min(one.getsockname()[1], 60000)


class Sandbox:
    """The executable, on ports and with a home of its own."""

    def __init__(self, **settings):
        self.settings = settings

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="kumquat-page-")
        port = free_block()
        self.url = f"http://127.0.0.1:{port + 10}"
        self.log = open(pathlib.Path(self.home.name) / "log", "w+")
        self.process = subprocess.Popen(
            [str(EXECUTABLE)],
            env={
                "KUMQUAT_ENV": "sandbox",
                "KUMQUAT_HOME": self.home.name,
                "KUMQUAT_PORT": str(port),
                "KUMQUAT_SANDBOX_SEED": "7",
                **self.settings,
            },
            stdout=self.log,
            stderr=self.log,
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/readyz", timeout=2)
                return self
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    self.log.seek(0)
                    raise RuntimeError(f"the sandbox does not start: {self.log.read()}") from None
                time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()
        self.home.cleanup()

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def shop(self):
        """The worked example's back end, pointed here."""
        sys.path.insert(0, str(ROOT / "examples/python"))
        os.environ["KUMQUAT_SANDBOX_URL"] = self.url
        import shop

        return shop

    def openid(self):
        """What xiaoming is called in the first app."""
        users = self.call("GET", "/sandbox/users")["users"]
        xiaoming = next(one for one in users if one["name"] == "xiaoming")
        return xiaoming["identities"][0]["openid"]

    def place(self, kind, number, **rest):
        """An order of 3.30 that names nobody, under `h5` or `native`; what it was answered."""
        shop = self.shop()
        app = self.call("GET", "/sandbox/apps")["apps"][0]
        callbacks = shop.Callbacks()
        pay = shop.wechat_pay(app["appid"], self.call("GET", "/sandbox/merchant"), callbacks.url)
        callbacks.pay = pay
        status, text = pay.pay(
            "金桔一枝", number, {"total": 330, "currency": "CNY"}, pay_type=kind, **rest
        )
        assert status == 200, text
        return callbacks, json.loads(text)

    def order(self):
        """An order of 8.80 by xiaoming and a transfer to them, as a back end places them."""
        shop, openid = self.shop(), self.openid()
        app = self.call("GET", "/sandbox/apps")["apps"][0]
        merchant = self.call("GET", "/sandbox/merchant")
        callbacks = shop.Callbacks()
        pay = shop.wechat_pay(app["appid"], merchant, callbacks.url)
        callbacks.pay = pay
        number = uuid.uuid4().hex
        status, text = pay.pay(
            "金桔一斤", number, {"total": 880, "currency": "CNY"}, payer={"openid": openid}
        )
        assert status == 200, text
        bill = uuid.uuid4().hex
        status, text = pay.mch_transfer_bills(
            bill, "1000", openid, 100, "新会员有礼",
            transfer_scene_report_infos=[
                {"info_type": "活动名称", "info_content": "新会员有礼"},
                {"info_type": "奖励说明", "info_content": "注册会员抽奖"},
            ],
        )
        assert status == 200, text
        return callbacks, number, bill


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = cls.enterClassContext(Sandbox())
        cls.page = cls.enterClassContext(Chromium())
        SHOTS.mkdir(parents=True, exist_ok=True)

    def setUp(self):
        self.sandbox.call("POST", "/sandbox/reset", {"seed": 7})
        self.sandbox.call("POST", "/sandbox/clock", {"reset": True})
        self.page.events.clear()
        # What the browser may complain about in this test, and where it may go.
        self.expected, self.sites = [], [self.sandbox.url, "data:", "about:"]
        self.open()

    def tearDown(self):
        for complaint in self.page.complaints():
            self.assertTrue(any(word in complaint for word in self.expected), complaint)
        for url in self.page.requests():
            self.assertTrue(url.startswith(tuple(self.sites)), url)

    # MARK: What tests do all the time

    def open(self, tab="users", size=DESKTOP, dark=False):
        self.page.size(*size, dark=dark)
        # A changed fragment alone would not load it anew.
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.sandbox.url}/#{tab}")

    def click(self, selector):
        self.assertTrue(
            self.page.run(f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
                          " one?.click(); return Boolean(one); })()"),
            f"nothing at {selector}",
        )

    def click_key(self, key):
        selector = f"[data-key={json.dumps(key)}]"
        self.there(selector)
        self.click(selector)

    def there(self, selector):
        found = f"Boolean(document.querySelector({json.dumps(selector)}))"
        self.page.until(found, f"something at {selector}")

    def fill(self, selector, value):
        self.page.run(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            f" one.value = {json.dumps(value)};"
            " one.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def shows(self, text, seconds=15):
        self.page.until(f"document.body.innerText.includes({json.dumps(text)})", text, seconds)

    def shows_no_longer(self, text):
        self.page.until(f"!document.body.innerText.includes({json.dumps(text)})", f"no {text}")

    def prepay_id(self):
        return self.sandbox.call("GET", "/sandbox/ledger")["payments"][0]["prepay_id"]

    # MARK: Tests

    def test_a_log_in_code_is_good_once(self):
        self.click("[data-act=login]")
        code = self.page.until(
            "!document.getElementById('given').hidden &&"
            " document.getElementById('given-text').textContent",
            "a code",
        )
        app = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]
        login = (
            f"/sns/jscode2session?appid={app['appid']}&secret={app['secret']}"
            f"&js_code={code}&grant_type=authorization_code"
        )
        self.assertIn("openid", self.sandbox.call("GET", login))
        self.assertEqual(self.sandbox.call("GET", login)["errcode"], 40163)
        self.click("#tabs button:nth-child(2)")
        self.shows("已使用")

    def test_what_a_phone_seals(self):
        for act, member in [("phone", "encryptedData"), ("profile", "rawData"), ("werun", "iv")]:
            self.click(f"[data-act={act}]")
            self.page.until(
                f"document.getElementById('given-text').textContent.includes('{member}')", act
            )

    def test_it_is_live(self):
        self.sandbox.call("POST", "/sandbox/users", {"name": "later", "nickname": "后来者"})
        self.shows("后来者", seconds=6)

    def test_a_hostile_nickname_stays_a_text(self):
        self.sandbox.call("POST", "/sandbox/users", {"name": "evil</script>", "nickname": HOSTILE})
        self.shows(HOSTILE)
        self.assertEqual(self.page.run("document.querySelectorAll('img').length"), 0)
        self.assertEqual(self.page.run("document.title"), "Kumquat 沙箱")

    def test_a_user_is_made_with_the_keyboard_alone(self):
        self.page.run("document.querySelector('details summary').focus()")
        self.page.key("Enter", text="\r")
        for word in ["lili", "莉莉", "13900139000"]:
            self.page.key("Tab")
            self.page.order("Input.insertText", text=word)
        self.page.key("Enter", text="\r")
        self.shows("莉莉（lili）")
        users = self.sandbox.call("GET", "/sandbox/users")["users"]
        self.assertEqual(users[-1]["phone"], "13900139000")

    def test_a_refusal_is_said(self):
        self.expected = ["status of 400"]
        self.page.run("document.querySelector('.phone details').open = true")
        self.fill("#new-user [name=name]", "x" * 70)
        self.page.run("document.querySelector('#new-user [name=name]').removeAttribute('maxlength')")
        self.click("#new-user button")
        self.shows("参数有误：name has to be a text of 1 to 64 octets.")

    def test_the_clock(self):
        before = self.sandbox.call("GET", "/sandbox/status")["now"]
        self.click("[data-advance='3600']")
        self.shows("+3600 秒")
        self.assertGreaterEqual(self.sandbox.call("GET", "/sandbox/status")["now"], before + 3600)
        self.click("#clock-reset")
        self.shows_no_longer("+3600 秒")

    def test_faults_come_and_go(self):
        self.open("faults")
        self.fill("#new-fault [name=kind]", "errcode")
        self.fill("#new-fault [name=code]", "45011")
        self.fill("#new-fault [name=nth]", "2")
        self.click("#new-fault button")
        self.shows("第 2 次")
        fault = self.sandbox.call("GET", "/sandbox/faults")["faults"][0]
        self.assertEqual((fault["kind"], fault["errcode"], fault["nth"]), ("errcode", 45011, 2))
        self.shows("1 个故障等待中")
        self.click_key(f"fault:{fault['id']}")
        self.shows_no_longer("第 2 次")
        self.click("#new-script button")
        self.page.until("document.querySelectorAll('#list tbody tr:not(.raw)').length === 2", "both steps")
        self.assertEqual(len(self.sandbox.call("GET", "/sandbox/faults")["faults"]), 2)
        self.click("#clear-faults")
        self.page.until("document.querySelectorAll('#list tbody tr:not(.raw)').length === 0", "no fault")

    def test_paying_and_accepting(self):
        callbacks, number, bill = self.sandbox.order()
        self.shows(number)
        self.shows("¥8.80")
        self.open("ledger")
        self.click_key(f"fail:list:{self.prepay_id()}")
        self.shows(f"{number}：PAYERROR")
        self.there("#to-pay button.main")
        self.click("#to-pay button.main")
        self.shows("回调得到 200")
        self.assertEqual(callbacks.next()["resource"]["out_trade_no"], number)
        self.page.until("!document.querySelector('#to-pay button')", "nothing left to pay")
        self.there("#to-confirm button.main")
        self.click("#to-confirm button.main")
        self.assertEqual(callbacks.next()["resource"]["out_bill_no"], bill)
        self.page.until("!document.querySelector('#to-confirm button')", "accepted")
        self.open("callbacks", PHONE)
        self.shows("TRANSACTION.SUCCESS")
        self.shows("HTTP 200")
        self.page.screenshot(SHOTS / "callbacks-paid-390.png")
        self.open("ledger")
        self.shows("SUCCESS")
        self.page.screenshot(SHOTS / "ledger-paid-1280.png")
        callbacks.stop()

    def test_a_link_that_pays(self):
        shop = self.sandbox.shop()
        number = uuid.uuid4().hex
        scene = {"payer_client_ip": "1.2.3.4", "h5_info": {"type": "Wap"}}
        callbacks, answer = self.sandbox.place(shop.WeChatPayType.H5, number, scene_info=scene)
        url = answer["h5_url"] + "&redirect_url=" + urllib.parse.quote("https://shop.example/ok", "")
        for size in (PHONE, DESKTOP):
            self.page.size(*size, dark=False)
            self.page.open(url)
            self.shows("¥3.30")
            self.shows(number)
            self.shows("返回商家")
            self.page.screenshot(SHOTS / f"h5-{size[0]}.png")
            wide = self.page.run("document.documentElement.scrollWidth <= innerWidth")
            self.assertTrue(wide, "it does not fit")
        self.fill("#who", "laowang")
        self.click_key("fail")
        self.shows(f"{number}：PAYERROR")
        self.click_key("pay")
        self.shows(f"{number}：SUCCESS，回调得到 200")
        self.shows("支付成功")
        self.page.until("!document.querySelector('#actions button')", "nothing left to pay")
        self.assertEqual(callbacks.next()["resource"]["trade_type"], "MWEB")
        self.page.open(answer["h5_url"] + "&redirect_url=javascript:alert(1)")
        self.shows("支付成功")
        self.assertFalse(self.page.run("Boolean(document.querySelector('#back a'))"))
        callbacks.stop()

    def test_a_code_is_paid_by_whoever_holds_the_phone(self):
        number = uuid.uuid4().hex
        callbacks, _ = self.sandbox.place(self.sandbox.shop().WeChatPayType.NATIVE, number)
        self.shows(number)
        self.fill("#who", "xiaohong")
        self.there("#to-pay button.main")
        self.click("#to-pay button.main")
        self.shows(f"{number}：SUCCESS")
        paid = callbacks.next()["resource"]
        self.assertEqual(paid["trade_type"], "NATIVE")
        users = self.sandbox.call("GET", "/sandbox/users")["users"]
        who = next(one for one in users if one["name"] == "xiaohong")
        self.assertIn(paid["payer"]["openid"], [one["openid"] for one in who["identities"]])
        callbacks.stop()

    def test_messages_arrive(self):
        shop = self.sandbox.shop()
        account = self.sandbox.call("GET", "/sandbox/sms/account")["tencent"]
        self.assertEqual(shop.send_sms(account, "13800138001", "437043"), "Ok")
        inbox = "document.getElementById('inbox').innerText"
        self.page.until(f"{inbox}.includes('437043')", "the SMS")
        self.fill("#template", "page-test-template")
        self.click("[data-act=subscribe]")
        self.shows("还可以发送 1 次")
        app = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]
        mini = shop.MiniProgram(app["appid"], app["secret"])
        values = {"thing1": {"value": "金桔到了"}}
        mini.wxa.send_subscribe_message(self.sandbox.openid(), "page-test-template", values)
        self.page.until(f"{inbox}.includes('金桔到了')", "the message")
        mini.wxa.get_wxa_code_unlimited("shop=7", page="pages/index/index")
        self.open("codes")
        self.shows("shop=7")

    def test_the_log_of_requests(self):
        """A refused signature with both texts beside each other, a callback, and what finds them."""
        self.open("requests")
        self.sandbox.call("GET", "/cgi-bin/token?grant_type=client_credential&appid=wx0&secret=hidden")
        self.shows("40013")
        callbacks, number, _ = self.sandbox.order()
        self.shows("/v3/pay/transactions/jsapi", seconds=6)
        shop = self.sandbox.shop()
        app = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]
        merchant = self.sandbox.call("GET", "/sandbox/merchant")
        pay = shop.wechat_pay(app["appid"], merchant, callbacks.url)
        pay._core._private_key = self.other_key()
        pay.query(out_trade_no=number)
        self.shows("签名不符")
        self.click("#list .opener")
        self.shows("应当签名的内容")
        self.shows(f"/v3/pay/transactions/out-trade-no/{number}")
        self.page.screenshot(SHOTS / "request-open-1280.png")
        self.fill("#search", "wx0&secret")
        self.page.run("document.getElementById('search').dispatchEvent(new Event('input'))")
        self.page.until("document.querySelectorAll('#list tbody tr:not(.raw)').length === 1", "found")
        self.page.until("!document.querySelector('#list [aria-expanded=true]')", "it is another row")
        self.click("#list .opener")
        self.shows("secret=***")
        self.assertNotIn("hidden", self.page.text())
        self.page.size(*PHONE)
        self.page.screenshot(SHOTS / "request-open-390.png")
        wide = self.page.run("document.documentElement.scrollWidth - innerWidth")
        self.assertLessEqual(wide, 0)
        self.fill("#search", "")
        self.page.run("document.getElementById('search').dispatchEvent(new Event('input'))")
        self.fill("#notify", callbacks.url)
        self.click("[data-act=trigger]")
        self.shows("得到 200")
        self.assertEqual(callbacks.next()["event_type"], "TRANSACTION.SUCCESS")
        self.page.run("document.forms['request-filter'].direction.value = 'outgoing';"
                      "document.forms['request-filter'].direction.dispatchEvent(new Event('input'))")
        self.page.until("[...document.querySelectorAll('#list tbody tr:not(.raw)')]"
                        ".every((row) => row.innerText.includes('发出'))", "only what went out")
        self.click("#clear-requests")
        self.page.until("!document.querySelector('#list table')", "none is left")
        callbacks.stop()

    def other_key(self):
        from cryptography.hazmat.primitives.asymmetric import rsa

        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def test_rows_open_and_stay_open(self):
        self.there("#list .opener")
        self.click("#list .opener")
        self.page.until("document.querySelector('#list pre')?.innerText.includes('identities')", "raw")
        self.sandbox.call("POST", "/sandbox/users", {"name": "later", "nickname": "后来者"})
        self.shows("后来者", seconds=6)
        self.assertTrue(self.page.run("document.querySelector('#list pre').offsetHeight > 0"))
        self.click("#list .opener")
        self.page.until("!document.querySelector('#list pre')", "closed")

    def test_more_than_two_hundred_users(self):
        for number in range(230):
            self.sandbox.call("POST", "/sandbox/users", {"name": f"user{number:03}"})
        rows = "document.querySelectorAll('#list tbody tr:not(.raw)').length"
        for count in [50, 100, 150, 200, 233]:
            self.page.until(f"{rows} === {count}", f"{count} users")
            if count < 233:
                self.page.until("!document.getElementById('more').hidden", "more")
                self.click("#more")
        self.page.until("document.getElementById('more').hidden", "that is all")
        for place, expected in [("search", f"{rows} === 1"),
                                ("find-user", "document.getElementById('who').value === 'user229'")]:
            self.fill(f"#{place}", "user229")
            self.page.run(f"document.getElementById('{place}').dispatchEvent(new Event('input'))")
            self.page.until(expected, f"found by {place}")
        self.click("[data-act=login]")
        self.page.until("!document.getElementById('given').hidden", "it can be logged in")

    def test_what_was_done_stays_to_be_read(self):
        self.click("[data-advance='60']")
        self.shows("沙箱时间：")
        hides = "new Promise((done) => setTimeout(() => done(document.getElementById('toast').hidden), 4500))"
        self.assertFalse(self.page.run(hides))
        self.click("#toast button")
        self.assertTrue(self.page.run("document.getElementById('toast').hidden"))

    def test_faults_that_fit_the_place(self):
        self.open("faults")
        kinds = "[...document.querySelectorAll('#new-fault [name=kind] option')].map((one) => one.value)"
        self.page.until(f"{kinds}.includes('rotate_session_key')", "what a log-in can do")
        for path, has, has_not in [
            ("callback", "lose_callback", "http500"), ("/v3/*", "bad_signature", "lose_callback"),
            ("storage:points", "full", "slow"), ("/nowhere", None, "slow"),
        ]:
            self.fill("#new-fault [name=path]", path)
            self.page.until(
                f"!{kinds}.includes('{has_not}') && ({json.dumps(has)} === null || {kinds}.includes('{has}'))",
                f"the kinds of {path}",
            )
        self.page.until("document.querySelector('#new-fault button').disabled", "no such place")
        self.fill("#new-fault [name=path]", "/v3/*")
        self.page.until(f"{kinds}.includes('errcode')", "refusals of WeChat Pay")
        self.fill("#new-fault [name=kind]", "errcode")
        self.fill("#new-fault [name=code]", "FREQUENCY_LIMITED")
        self.fill("#new-fault [name=status]", "429")
        self.click("#new-fault button")
        self.shows("FREQUENCY_LIMITED")
        fault = self.sandbox.call("GET", "/sandbox/faults")["faults"][0]
        self.assertEqual((fault["code"], fault["status"]), ("FREQUENCY_LIMITED", 429))

    def test_nothing_moves_while_it_loads(self):
        """Layout shift on a slow phone and on a desktop, with money and messages to be shown."""
        self.sandbox.order()[0].stop()
        self.sandbox.call("POST", "/sandbox/code", {"user": "xiaoming"})
        shifts = self.page.order("Page.addScriptToEvaluateOnNewDocument", source="""
            window.shift = 0;
            new PerformanceObserver((list) => {
              for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
            }).observe({ type: "layout-shift", buffered: true });
        """)["identifier"]
        for size, slow in [(PHONE, 4), (DESKTOP, 1)]:
            self.page.order("Emulation.setCPUThrottlingRate", rate=slow)
            self.page.order("Network.emulateNetworkConditions", offline=False, latency=40 * slow,
                            downloadThroughput=200_000, uploadThroughput=90_000)
            self.open("users", size)
            self.shows("xiaohong")
            self.page.run("new Promise((done) => setTimeout(done, 300))")
            shift = self.page.run("window.shift")
            print(f"layout shift at {size[0]}: {shift:.3f}", file=sys.stderr)
            self.assertLessEqual(shift, 0.05)
        self.page.order("Emulation.setCPUThrottlingRate", rate=1)
        self.page.order("Network.emulateNetworkConditions", offline=False, latency=0,
                        downloadThroughput=-1, uploadThroughput=-1)
        self.page.order("Page.removeScriptToEvaluateOnNewDocument", identifier=shifts)

    def test_reset_asks_first(self):
        self.sandbox.call("POST", "/sandbox/users", {"name": "later", "nickname": "后来者"})
        self.shows("后来者")
        self.click("#reset")
        self.page.until("document.getElementById('confirm-reset').open", "it asks")
        self.click("#confirm-reset button[value=cancel]")
        self.assertEqual(len(self.sandbox.call("GET", "/sandbox/users")["users"]), 4)
        self.click("#reset")
        self.fill("#seed", "9")
        self.click("#confirm-reset button[value=reset]")
        self.shows_no_longer("后来者")
        self.shows("seed 9")

    def test_it_says_when_the_sandbox_is_gone(self):
        self.expected = ["ERR_INTERNET_DISCONNECTED"]
        self.page.order("Network.emulateNetworkConditions", offline=True, latency=0,
                        downloadThroughput=-1, uploadThroughput=-1)
        self.shows("沙箱没有回答")
        self.page.order("Network.emulateNetworkConditions", offline=False, latency=0,
                        downloadThroughput=-1, uploadThroughput=-1)
        self.shows("实时")

    def test_it_fits_and_has_names_for_everything(self):
        self.sandbox.call("POST", "/sandbox/users", {"name": "evil", "nickname": HOSTILE})
        self.sandbox.order()[0].stop()
        self.sandbox.call("POST", "/sandbox/code", {"user": "xiaoming"})
        steps = [{"path": "/sns/*", "kind": "slow"}, {"path": "callback", "kind": "lose_callback"}]
        self.sandbox.call("POST", "/sandbox/faults", steps)
        tabs = self.page.run("[...document.querySelectorAll('#tabs button')].length")
        for size in [PHONE, DESKTOP]:
            for dark in [False, True]:
                self.open("users", size, dark)
                for position in range(1, tabs + 1):
                    self.click(f"#tabs button:nth-child({position})")
                    self.page.run("new Promise((done) => setTimeout(done, 150))")
                    name = self.page.run("location.hash.slice(1)")
                    wide = self.page.run("document.documentElement.scrollWidth - innerWidth")
                    self.assertLessEqual(wide, 0, f"{name} at {size} is too wide")
                    if not dark or position == 1:
                        shade = "-dark" if dark else ""
                        self.page.screenshot(SHOTS / f"{name}-{size[0]}{shade}.png")
                self.assertEqual(self.nameless(), [])

    def nameless(self):
        """What can be operated but has no name that a screen reader could say."""
        tree = self.page.order("Accessibility.getFullAXTree")["nodes"]
        roles = {"button", "textbox", "combobox", "spinbutton", "checkbox", "link"}
        return [
            node for node in tree
            if node.get("role", {}).get("value") in roles
            and not node.get("name", {}).get("value") and not node.get("ignored")
        ]

    def test_other_sites_change_nothing(self):
        target = self.sandbox.url
        attack = f"""<script>
            const body = '{{"name":"intruder"}}';
            Promise.allSettled([
              fetch("{target}/sandbox/users", {{method: "POST", mode: "no-cors", body}}),
              fetch("{target}/sandbox/users", {{method: "POST", body}}),
              fetch("{target}/sandbox/users").then((answer) => answer.text()),
            ]).then((results) => {{ document.title = results.map((one) => one.status).join(); }});
            </script><iframe src="{target}/"></iframe>""".encode()

        class Evil(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(attack)))
                self.end_headers()
                self.wfile.write(attack)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Evil)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}"
        self.sites.append(site)
        self.expected = ["frame-ancestors", "status of 403", "CORS", "ERR_FAILED", "favicon"]
        self.page.order("Page.navigate", url=f"{site}/")
        title = self.page.until("document.title.includes(',') && document.title", "the attack ends")
        self.assertEqual(title, "fulfilled,rejected,rejected")
        server.shutdown()
        server.server_close()
        names = [one["name"] for one in self.sandbox.call("GET", "/sandbox/users")["users"]]
        self.assertEqual(names, ["xiaoming", "xiaohong", "laowang"])
        self.assertTrue(any("frame-ancestors" in one for one in self.page.complaints()))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        EXECUTABLE = pathlib.Path(sys.argv.pop(1))
    unittest.main()
