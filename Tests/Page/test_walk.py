"""The sample mini-program in the playground, on a whole stack: two people, their money, and what goes wrong.

usage: .build/python/bin/python Tests/Page/test_walk.py
Screenshots are left in .build/page.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest
import urllib.request

from chromium import Chromium
from play import Hand
from test_page import DESKTOP, PHONE, SHOTS, free_block

ROOT = pathlib.Path(__file__).resolve().parents[2]
STACK = ROOT / ".build/debug/kumquat-stack"


class Stack:
    """All processes, on ports and with a home of their own; `WALK_PORT` names one that runs already."""

    def __enter__(self):
        self.process = None
        running = os.environ.get("WALK_PORT")
        port = int(running) if running else free_block()
        self.home = os.environ.get("WALK_HOME") or tempfile.mkdtemp(prefix="kumquat-walk-")
        self.gateway, self.sandbox = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 10}"
        if not running:
            self.log = open(pathlib.Path(self.home) / "log.txt", "w+")
            self.process = subprocess.Popen(
                [str(STACK)], stdout=self.log, stderr=self.log,
                env={"KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": self.home, "KUMQUAT_PORT": str(port)},
            )
            log = pathlib.Path(self.home) / "log.txt"
            try:
                self.until("the stack is ready", lambda: self.is_ready(log.read_text()))
            except BaseException:
                self.__exit__()
                raise
        self.key = (pathlib.Path(self.home) / "admin.key").read_text().strip()
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.log.close()
            subprocess.run(["rm", "-r", self.home], check=True)

    def is_ready(self, log):
        if self.process.poll() is not None:
            raise AssertionError(f"the stack does not start: {log}")
        return "ready; Ctrl-C" in log

    @staticmethod
    def until(what, look, seconds=60):
        deadline = time.monotonic() + seconds
        while True:
            try:
                found = look()
                if found:
                    return found
            except OSError:
                pass
            if time.monotonic() > deadline:
                raise AssertionError(f"never: {what}")
            time.sleep(0.1)

    def call(self, method, url, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method, headers={"Content-Type": "application/json", **headers})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def box(self, method, path, body=None):
        return self.call(method, f"{self.sandbox}/sandbox/{path}", body)

    def office(self, method, path, body=None):
        return self.call(method, f"{self.gateway}/admin/commerce/{path}", body, Authorization=f"Bearer {self.key}")

    def shop(self, name):
        category = self.office("POST", "categories", {"name": f"{name}类"})
        merchant = self.office("POST", "merchants", {
            "oper_id": 1, "category_id": category["id"], "name": name, "address": "建设路72号",
            "contacter_phone": "010-87908186", "status": 1, "lng": 116.4074, "lat": 39.9142})
        good = self.office("POST", "goods", {
            "merchant_id": merchant["id"], "name": f"{name}套餐", "price": 1280, "market_price": 1980,
            "start_date": "2020-01-01", "end_date": "2099-12-31", "stock": 50, "status": 1})
        return merchant["id"], good["id"]


class WalkTests(unittest.TestCase):
    def setUp(self):
        self.stack = self.enterContext(Stack())
        self.page = self.enterContext(Chromium())
        self.hand = Hand(self.page)
        SHOTS.mkdir(parents=True, exist_ok=True)
        run = str(int(time.time() * 10))[-8:]
        self.ming, self.hong, self.shop_name = f"ming{run}", f"hong{run}", f"近店{run}"
        for name, number in [(self.ming, f"138{run}"), (self.hong, f"139{run}")]:
            self.stack.box("POST", "users", {"name": name, "nickname": f"{name}君", "phone": number, "steps": [100, 200]})
        self.merchant, self.good = self.stack.shop(self.shop_name)

    def visit(self, phone, page):
        """As if the link to a page had been sent."""
        self.hand.run(f"(() => {{ phoneAt({phone}).play.wx.reLaunch({{ url: {json.dumps('/' + page)} }}); return true; }})()")

    def shot(self, name):
        self.page.screenshot(SHOTS / f"walk-{name}.png")

    def fault(self, name):
        self.page.run(f"document.querySelector('[data-fault={name}]').click()")
        self.page.until("document.getElementById('waiting').innerText.startsWith('在等')", f"{name} waits")

    def balance(self, phone):
        return int(self.hand.text(".figure", phone))

    def test_walk(self):
        hand, stack, began = self.hand, self.stack, time.monotonic()
        self.page.size(*DESKTOP)
        self.page.open(f"{stack.sandbox}/play?user={self.ming}")
        hand.says("我的积分")
        ready = self.page.run("performance.now()")

        # Points: signs, gives the phone number, walks.
        hand.tap_words("签到")
        hand.says("今日已签")
        signed = self.balance(0)
        self.assertGreater(signed, 0)
        hand.tap_words("去认证")
        hand.answer("允许")
        hand.until(f"Number(find(0, '.figure').textContent) > {signed}", "points for the number")
        hand.tap_words("授权")
        hand.answer("允许")
        hand.until("document.querySelectorAll('#requests details').length > 6", "the log fills")
        self.shot("points")

        # Invites the second phone.
        hand.tap_words("邀请好友")
        hand.says("我的邀请码")
        hand.tap_words("邀请微信好友")
        hand.answer(f"{self.hong}君")
        hand.until("document.querySelectorAll('iframe').length === 2", "a second phone")
        hand.says("我的积分", phone=1)
        stack.until("the friend counts", lambda: self.came(0, "pages/invite/invite", "已加入"))
        self.shot("invited")

        # A red packet; the answer to the upload is lost, and later the callback of the payment.
        self.visit(0, "pages/publish/publish")
        hand.says("宝藏的图片")
        hand.tap(".cover")
        hand.answer("示例图片：金桔")
        for name, value in [("name", "试玩红包"), ("money", "1"), ("prizes", "1"), ("forecast", "1")]:
            self.fill(0, name, value)
        self.fault("answer")
        hand.tap_words("支付 ¥1 并藏好")
        self.page.until("document.querySelector('#requests .bad')?.textContent === '失败'", "the answer is lost")
        self.fault("callback")
        hand.tap_words("支付 ¥1 并藏好")
        hand.says("微信支付")
        self.shot("pay")
        hand.answer("确认支付")
        hand.until("phoneAt(0).play.routes.top.path === 'pages/task/task'", "the task")
        stack.box("POST", "clock", {"advance_seconds": 900})
        code = hand.run("phoneAt(0).play.routes.top.self.options.code")
        stack.until("the task opens", lambda: self.came(0, f"pages/task/task?code={code}", "进行中"), 90)
        self.shot("task")

        # The friend digs, wins, claims and confirms.
        hand.tap_words("分享给朋友")
        hand.answer(f"{self.hong}君")
        hand.says("试玩红包", phone=1)
        hand.tap_words("挖一下", phone=1)
        hand.says("恭喜，您挖到了", phone=1)
        hand.tap_words("领取奖品", phone=1)
        hand.says("商家转账", phone=1)
        self.shot("transfer")
        hand.answer("确认收款", phone=1)
        stack.until("the prize is there", lambda: self.came(1, f"pages/task/task?code={code}", "奖品已领取"))

        # Merchants near; buys, which needs a number that is verified.
        self.visit(1, "pages/shops/shops")
        hand.until("textOf(1).includes('家') || phoneAt(1).document.querySelector('dialog[open]')", "shops")
        if hand.run("Boolean(phoneAt(1).document.querySelector('dialog[open]'))"):
            hand.answer("允许", phone=1)
        hand.says(self.shop_name, phone=1)
        self.shot("shops")
        self.register(1)
        first = self.buy(1, fails=True)
        hand.says("待使用", phone=1)
        number = hand.text(".code", 1).strip()
        self.shot("voucher")
        stack.office("POST", "vouchers/redeem", {"verify_code": number})
        stack.until("it is redeemed", lambda: self.came(1, f"pages/order/order?no={first}", "已核销"))

        # Another one goes back.
        second = self.buy(1)
        hand.says("待使用", phone=1)
        hand.tap_words("申请退款", phone=1)
        hand.answer("确定", phone=1)
        stack.until("the money is back", lambda: self.came(1, f"pages/order/order?no={second}", "已退款"))
        self.shot("refunded")

        took = time.monotonic() - began
        print(f"first page after {ready:.0f} ms, the walk took {took:.0f} s")
        errors = self.page.run("[...document.querySelectorAll('#console .error')].map((one) => one.innerText)")
        self.assertEqual(errors, [])
        self.assertEqual(self.page.complaints(), [])

        self.looks()

    def came(self, phone, page, words):
        self.visit(phone, page)
        try:
            self.hand.says(words, phone=phone, seconds=2)
            return True
        except AssertionError:
            return False

    def fill(self, phone, name, value):
        selector = f"(() => findAll({phone}, 'input, textarea').find((one) => one.wx?.data.name === {json.dumps(name)}))()"
        self.hand.until(f"Boolean({selector})", f"the field {name}")
        self.hand.run(f"(() => {{ const one = {selector}; one.value = {json.dumps(value)};"
                      " one.dispatchEvent(new Event('input', { bubbles: true })); return true; })()")

    def register(self, phone):
        hand = self.hand
        self.visit(phone, "pages/register/register")
        hand.until(f"textOf({phone}).includes('登记') && phoneAt({phone}).play.routes.top.self.data.state === 'ready'", "the form")
        hand.tap("[open-type=getPhoneNumber]", phone)
        hand.answer("允许", phone)
        hand.until(f"Boolean(phoneAt({phone}).play.routes.top.self.data.account)", "the account")

    def buy(self, phone, fails=False):
        hand = self.hand
        self.visit(phone, f"pages/shop/shop?id={self.merchant}")
        hand.tap_words("购买", phone)
        if fails:
            self.fault("order")
        hand.tap_words("支付 ¥12.80", phone)
        hand.answer("确认支付", phone)
        hand.until(f"phoneAt({phone}).play.routes.top.path === 'pages/order/order'", "the order")
        hand.until(f"phoneAt({phone}).play.routes.top.self.data.state === 'ready'", "the order is shown")
        number = hand.run(f"phoneAt({phone}).play.routes.top.self.options.no")
        self.stack.until("it is paid", lambda: self.came(phone, f"pages/order/order?no={number}", "待使用"))
        return number

    def looks(self):
        """Every page of the sample at both widths; nothing is wider than a phone."""
        pages = self.hand.run("phoneAt(0).play.app.pages")
        self.page.size(*PHONE)
        self.page.open(f"{self.stack.sandbox}/play?user={self.ming}")
        for page in pages:
            self.visit(0, page)
            self.hand.until("phoneAt(0).play.routes.top.self.data.state !== 'loading' || Boolean(phoneAt(0).document.querySelector('dialog[open]'))", page)
            if self.hand.run("Boolean(phoneAt(0).document.querySelector('dialog[open]'))"):
                self.hand.answer("允许")
                self.hand.until("phoneAt(0).play.routes.top.self.data.state !== 'loading'", page)
            wide = self.hand.run("phoneAt(0).play.routes.top.scroller.scrollWidth - phoneAt(0).innerWidth")
            self.assertLessEqual(wide, 0, page)
            self.page.screenshot(SHOTS / f"walk-page-{page.split('/')[-1]}.png")


if __name__ == "__main__":
    unittest.main()
