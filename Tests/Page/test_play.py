"""The playground in a real Chromium, against the real executable: the fixture's mini-program runs there.

usage: .build/python/bin/python Tests/Page/test_play.py
Screenshots are left in .build/page.
"""

import json
import os
import pathlib
import time
import unittest
import uuid

from chromium import Chromium
from play import BackEnd, Hand
from test_page import DESKTOP, PHONE, SHOTS, Sandbox

FIXTURE = pathlib.Path(__file__).resolve().parent / "fixture"

EXPRESSIONS = [
    ("a.b", {"a": {"b": 1}}, 1),
    ("a.b.c", {}, None),
    ("a[b]", {"a": {"x": 2}, "b": "x"}, 2),
    ("a[0].b[1]", {"a": [{"b": [1, 2]}]}, 2),
    ("!a", {"a": 0}, True),
    ("-a + +b", {"a": 1, "b": "2"}, 1),
    ("a + b * c % 4 - 6 / 3", {"a": 1, "b": 5, "c": 3}, 2),
    ("(a + b) * c", {"a": 1, "b": 2, "c": 3}, 9),
    ("a < b && b <= c || d", {"a": 1, "b": 2, "c": 2, "d": 0}, True),
    ("a || 'x'", {"a": ""}, "x"),
    ("a && b", {"a": 0, "b": 1}, 0),
    ("a == '1'", {"a": 1}, True),
    ("a === '1'", {"a": 1}, False),
    ("a != b", {"a": 1, "b": 1}, False),
    ("a !== b", {"a": 1, "b": "1"}, True),
    ("a ? b : c ? d : e", {"a": 0, "b": 1, "c": 1, "d": "d", "e": 2}, "d"),
    ("'it\\'s' + \"\\u91d1\"", {}, "it's金"),
    ("[1, 'a', b, ...c]", {"b": True, "c": [4]}, [1, "a", True, 4]),
    ("{a: 1, b, 'c-d': 2, ...e}", {"b": 3, "e": {"f": 4}}, {"a": 1, "b": 3, "c-d": 2, "f": 4}),
    ("a.length", {"a": [1, 2]}, 2),
    ("a.length", {"a": "abc"}, 3),
    ("null", {}, None),
    ("true && !false", {}, True),
    (".5 + 1e2", {}, 100.5),
    # What data has not, it has not: prototypes are no data.
    ("constructor", {}, None),
    ("a.toString", {"a": 1}, None),
    ("a.__proto__", {"a": {}}, None),
    ("a['constructor']", {"a": []}, None),
]
WRONG = ["a(", "a.b()", "alert(1)", "a ? b", "a +", "[1", "{a: }", "a b", "a..b", "'x", "a = 1", "`x`", "@"]
TEXTS = [
    ("你好 {{name}}！", {"name": "金桔"}, "你好 金桔！"),
    ("{{n}}", {"n": 3}, 3),
    ("{{a}}{{b}}", {"a": 1, "b": None}, "1"),
    ("{{ '}}' }}", {}, "}}"),
    ("{{ {a: {b: 1}}.a.b }}", {}, 1),
    ("x{{}}y", {}, "xy"),
    ("{{ 坏", {}, "{{ 坏"),
]
TREES = [
    ("<view a='{{x ? \"1\" : 2}}' b>t</view>", [["view", {"a": '{{x ? "1" : 2}}', "b": True}, ["t"]]]),
    ("a {{ 1 < 2 }} b<text/>", ["a {{ 1 < 2 }} b", ["text", {}, []]]),
    ("<!-- <view> --><view\n  wx:if=\"{{a}}\"\n/>", [["view", {"wx:if": "{{a}}"}, []]]),
    ("<view>{{'</view>'}}</view>", [["view", {}, ["{{'</view>'}}"]]]),
]
BROKEN = ["<view>", "<view></text>", "<view a=b/>", "<view", "</view>", "<view a='x/>"]
SHEETS = [
    ("page { width: 750rpx }", ":host { width: 100vw }"),
    (".a page, page.b { top: -15rpx; }", ".a :host, :host.b { top: -2vw; }"),
    (".page { content: '10rpx'; background: url(10rpx.png) }", ".page { content: '10rpx'; background: url(10rpx.png) }"),
    ("/* 1rpx */.x{height:50vh}", " .x{height:calc(50 * var(--vh, 1vh))}"),
]


class PlayTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.backend = cls.enterClassContext(BackEnd())
        cls.sandbox = cls.enterClassContext(Sandbox(
            KUMQUAT_PLAY_APP=str(FIXTURE), KUMQUAT_PLAY_ORIGINS=cls.backend.url))
        cls.page = cls.enterClassContext(Chromium())
        cls.hand = Hand(cls.page)
        SHOTS.mkdir(parents=True, exist_ok=True)

    def setUp(self):
        self.sandbox.call("POST", "/sandbox/reset", {"seed": 7})
        self.sandbox.call("POST", "/sandbox/clock", {"reset": True})
        self.page.order("Page.navigate", url="about:blank")
        self.page.events.clear()
        self.backend.arrived.clear()
        self.expected = []
        self.sites = [self.sandbox.url, "blob:", "data:", "about:"]

    def tearDown(self):
        for complaint in self.page.complaints():
            self.assertTrue(any(word in complaint for word in self.expected), complaint)
        for url in self.page.requests():
            self.assertTrue(url.startswith(tuple(self.sites)), url)

    def open(self, query="", size=DESKTOP, dark=False):
        self.page.size(*size, dark=dark)
        self.page.open(f"{self.sandbox.url}/play?user=xiaoming&{query}")
        self.page.run("localStorage.clear()")

    def console(self):
        return self.page.run("document.getElementById('console').innerText")

    def module(self, name, script):
        self.page.open(f"{self.sandbox.url}/play?user=xiaoming")
        return self.page.run(f"import('/play/lib/{name}').then((m) => {{ {script} }})")

    # MARK: The parts, by tables

    def test_expressions(self):
        table = json.dumps([[text, scope] for text, scope, _ in EXPRESSIONS])
        found = self.module(
            "expression.js",
            f"return {table}.map(([text, scope]) => m.expression(text)(scope) ?? null);",
        )
        for (text, scope, wanted), value in zip(EXPRESSIONS, found, strict=True):
            self.assertEqual(value, wanted, (text, scope))

    def test_expressions_that_are_none(self):
        found = self.module(
            "expression.js",
            f"return {json.dumps(WRONG)}.map((text) => {{ try {{ m.expression(text); return null; }}"
            " catch (error) { return error.message; } });",
        )
        for text, error in zip(WRONG, found, strict=True):
            self.assertTrue(error, text)

    def test_texts(self):
        table = json.dumps([[text, scope] for text, scope, _ in TEXTS])
        found = self.module("expression.js", f"return {table}.map(([text, scope]) => m.textual(text)(scope));")
        self.assertEqual(found, [wanted for _, _, wanted in TEXTS])

    def test_trees(self):
        plain = "const plain = (n) => n.text !== undefined ? n.text : [n.tag, n.attributes, n.children.map(plain)];"
        table = json.dumps([text for text, _ in TREES])
        found = self.module("wxml.js", f"{plain} return {table}.map((text) => m.parse(text).map(plain));")
        self.assertEqual(found, [wanted for _, wanted in TREES])
        errors = self.module(
            "wxml.js",
            f"return {json.dumps(BROKEN)}.map((text) => {{ try {{ m.parse(text, 'x.wxml'); return null; }}"
            " catch (error) { return error.message; } });",
        )
        for text, error in zip(BROKEN, errors, strict=True):
            self.assertTrue(error and error.startswith("x.wxml:1: "), (text, error))

    def test_sheets(self):
        found = self.module("style.js", f"return {json.dumps([text for text, _ in SHEETS])}.map(m.toCSS);")
        self.assertEqual(found, [wanted for _, wanted in SHEETS])

    # MARK: A page

    def test_page(self):
        hand = self.hand
        self.open()
        self.assertEqual(hand.text("#title").strip(), "金桔<4>")
        self.assertEqual(hand.text("#state"), "第一")
        self.assertEqual(hand.text("#facts"), "true 1 0")
        self.assertEqual(hand.run("findAll(0, '.number').map((one) => one.textContent).join('')"), "012")
        self.assertEqual(hand.run("findAll(0, '.pair').map((one) => one.textContent).join('')"), "1x1y2x2y")
        self.assertEqual(hand.text(".row[id=row-2]"), "乙：多")
        self.assertEqual(hand.text("#included"), "一起来的 金桔")
        look = hand.run("(() => { const s = phoneAt(0).getComputedStyle(find(0, '#list')); return [s.color, s.paddingTop]; })()")
        width = hand.run("phoneAt(0).innerWidth")
        self.assertEqual(look[0], "rgb(47, 85, 51)")
        self.assertAlmostEqual(float(look[1][:-2]), width * 30 / 750, delta=0.1)
        font = hand.run("parseFloat(phoneAt(0).getComputedStyle(find(0, '#title')).fontSize)")
        self.assertAlmostEqual(font, width * 40 / 750, delta=0.01)
        hand.tap("#turn")
        hand.until("find(0, '#state').textContent === '第二'", "the second branch")
        self.assertEqual(hand.text(".row[id=row-2]"), "丙：多")
        hand.tap("#turn")
        hand.until("find(0, '#state').textContent === '其他'", "the last branch")

    def test_rows_keep_what_is_theirs(self):
        hand = self.hand
        self.open()
        self.page.run("document.querySelector('iframe').focus()")
        hand.run("(() => { const note = findAll(0, '.note')[1]; note.value = '改过'; note.mark = 1; return true; })()")
        hand.tap("#reverse")
        hand.until("findAll(0, '.row')[0].textContent.includes('0 乙')", "turned round")
        self.assertEqual(hand.run("[findAll(0, '.note')[0].mark, findAll(0, '.note')[0].value]"), [1, "改过"])

    def test_components(self):
        hand = self.hand
        self.open()
        self.assertEqual(hand.text("#words"), "金桔 × 5")
        self.assertEqual(hand.run("find(0, '#head').assignedSlot.name"), "head")
        self.assertEqual(hand.run("find(0, '#body').assignedSlot.name"), "")
        hand.tap("#further")
        hand.until("find(0, '#told').textContent === '数到 6'", "the event arrived")
        self.assertEqual(hand.text("#words"), "金桔 × 6")
        # Its sheet is its own, and the page's is not for it.
        edges = "findAll(0, '.card').map((one) => phoneAt(0).getComputedStyle(one).borderTopWidth)"
        self.assertEqual(hand.run(f"{edges}.filter((edge) => edge === '1px').length"), 1)
        hand.tap("#inner")
        hand.until("find(0, '#told').textContent === '里面'", "it was caught")
        hand.tap("#outer")
        hand.until("find(0, '#told').textContent === '外面'", "the outer one")
        hand.type("#name", "李")
        hand.until("find(0, '#hello').textContent === '你好 李'", "model:value")
        self.assertEqual(hand.text("#body").strip(), "身 李")

    def test_routes(self):
        hand = self.hand
        self.open("page=pages/detail/detail%3Fid%3D3%26from%3Dlink")
        hand.says("3 link load show ready")
        self.assertEqual(hand.text("#title"), "详情 3")
        self.open()
        hand.tap("#go")
        hand.says("7  load show ready")
        self.assertIn("page=pages%2Fdetail%2Fdetail%3Fid%3D7", self.page.run("location.href"))
        hand.tap("#back")
        hand.there("#turn")
        hand.tap_words("标签")
        hand.there("#boxes")
        hand.tap_words("首页")
        hand.there("#turn")
        hand.tap("#more")
        hand.answer("下拉刷新")
        hand.until("find(0, '#facts').textContent === 'true 1 1'", "it was pulled down")
        self.open("page=pages/none/none")
        hand.there("#turn")
        self.assertIn("没有页面 pages/none/none", self.console())

    def test_tags(self):
        hand = self.hand
        self.open("page=pages/tags/tags")
        said = lambda text: hand.until(f"find(0, '#said').textContent === {json.dumps(text)}", text)
        hand.run("findAll(0, 'checkbox input')[0].click()")
        said('boxes ["北京","上海"]')
        hand.run("findAll(0, 'radio input')[2].click()")
        said('radios "2"')
        hand.run("findAll(0, 'radio input')[0].click()")
        said('radios "0"')
        self.assertEqual(hand.run("findAll(0, 'radio input').filter((one) => one.checked).length"), 1)
        hand.run("find(0, 'switch input').click()")
        said("switch false")
        hand.tap("#city")
        hand.until("Boolean(find(0, 'dialog select'))", "the wheel")
        hand.run("(() => { find(0, 'dialog select').value = '2'; return true; })()")
        hand.answer("确定")
        hand.until("find(0, '#city').textContent === '广州'", "the city")
        hand.tap("#wheels")
        hand.until("findAll(0, 'dialog select').length === 2", "two wheels")
        hand.run("(() => { find(0, 'dialog select').value = '1'; return true; })()")
        hand.answer("确定")
        said("wheels [1,0]")
        hand.tap("#date")
        hand.until("find(0, 'dialog input')?.value === '2026-01-15'", "the date")
        hand.run("(() => { find(0, 'dialog input').value = '2026-02-03'; return true; })()")
        hand.answer("确定")
        said('date "2026-02-03"')
        hand.type("#field", "345")
        said('field "345"')
        hand.tap("#submit")
        said('{"boxes":["北京","上海"],"radios":"0","switch":false,"city":2,"area":"几句话","field":"345"}')
        hand.run("(() => { find(0, '.kq-track').scrollTo({ left: 9999 }); return true; })()")
        said("swiper 2")
        hand.run("(() => { find(0, '#scroll').scrollTo({ top: 9999 }); return true; })()")
        hand.until("find(0, '#lower').textContent === '1'", "the end of the list")
        hand.until("find(0, '#picture img').naturalWidth > 0", "a picture of the folder")
        for words in ["没有标签 <marquee>", "<view> 没有属性 onclick", "<view> 没有事件 foo"]:
            self.assertIn(words, self.console())

    # MARK: Calls

    def call(self, name):
        self.hand.run("(() => { phoneAt(0).play.routes.top.self.setData({ said: '' }); return true; })()")
        self.hand.tap(f"#{name}")

    def said(self, text):
        self.hand.until(f"find(0, '#said').textContent === {json.dumps(text)}", text)

    def test_log_in_and_session(self):
        self.open("page=pages/calls/calls")
        self.call("check")
        self.said("checkSession:fail session time out, need relogin")
        self.call("login")
        self.said("code 32")
        app = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]
        code = self.sandbox.call("POST", "/sandbox/code", {"user": "xiaoming"})["code"]
        self.sandbox.call("GET", f"/sns/jscode2session?appid={app['appid']}&secret={app['secret']}"
                                 f"&js_code={code}&grant_type=authorization_code")
        self.call("check")
        self.said("session ok")
        fault = {"path": "/sns/jscode2session", "kind": "rotate_session_key"}
        self.sandbox.call("POST", "/sandbox/faults", fault)
        code = self.sandbox.call("POST", "/sandbox/code", {"user": "xiaoming"})["code"]
        self.sandbox.call("GET", f"/sns/jscode2session?appid={app['appid']}&secret={app['secret']}"
                                 f"&js_code={code}&grant_type=authorization_code")
        self.call("check")
        self.said("checkSession:fail session time out, need relogin")

    def test_requests(self):
        self.open("page=pages/calls/calls")
        self.call("ask")
        self.said('{"statusCode":200,"data":{"body":{"a":1,"text":"文<字>"}},"answered":"yes"}')
        _, headers, _ = self.backend.arrived[-1]
        appid = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]["appid"]
        self.assertEqual(headers["Referer"], f"https://servicewechat.com/{appid}/devtools/page-frame.html")
        self.assertIn("MicroMessenger", headers["User-Agent"])
        self.assertEqual(headers["X-Mine"].lower(), "yes")
        self.assertNotIn("Cookie", headers)
        self.assertNotIn("Play-Url", headers)
        row = self.page.run("document.querySelector('#requests details').textContent")
        for part in ["/echo", "POST", "200", "X-Request-ID", "文<字>"]:
            self.assertIn(part, row)
        self.expected = ["403"]
        self.call("stranger")
        self.said("request:fail url not in domain list")
        self.call("upload")
        self.hand.answer("示例图片：金桔")
        self.hand.until("find(0, '#said').textContent.startsWith('{\"octets\":')", "it was uploaded")
        path, headers, body = self.backend.arrived[-1]
        self.assertEqual(path, "/upload")
        self.assertIn(b'name="kind"\r\n\r\nfruit', body)
        self.assertIn(b"\x89PNG", body)
        self.hand.until("find(0, '#chosen img').naturalWidth === 480", "the picture is shown")

    def test_what_a_phone_is_asked(self):
        hand = self.hand
        self.open("page=pages/calls/calls")
        for button, answer, said in [
            ("phone", "拒绝", "getPhoneNumber:fail user deny"), ("phone", "允许", "getPhoneNumber:ok 64"),
            ("profile", "拒绝", "getUserProfile:fail auth deny"), ("where", "拒绝", "getLocation:fail auth deny"),
            ("where", "允许", "lng 116.4074"), ("modal", "取消", "confirm false"), ("modal", "确定", "confirm true"),
            ("sheet", "二", "tap 1"), ("sheet", "取消", "showActionSheet:fail cancel"),
            ("subscribe", "允许", "accept"), ("avatar", "示例图片：青桔", "blob:"),
        ]:
            self.call(button)
            hand.answer(answer)
            self.said(said)
        self.call("where")
        self.said("lng 116.4074")
        self.call("profile")
        hand.answer("允许")
        nickname = next(one for one in self.sandbox.call("GET", "/sandbox/users")["users"] if one["name"] == "xiaoming")["nickname"]
        self.said(nickname)
        self.call("unknown")
        self.said("createCameraContext:fail not supported")
        self.call("wrong")
        self.page.until("document.getElementById('console').innerText.includes('出错了')", "the error is told")
        self.assertIn("没有 wx.createCameraContext", self.console())

    def test_storage_is_one_persons(self):
        self.open("page=pages/calls/calls")
        self.call("store")
        self.said('{"fruit":["金桔"]}')
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.sandbox.url}/play?user=laowang&page=pages/calls/calls")
        self.call("read")
        self.said("empty")
        self.page.order("Page.navigate", url="about:blank")
        self.page.open(f"{self.sandbox.url}/play?user=xiaoming&page=pages/calls/calls")
        self.call("read")
        self.said('{"fruit":["金桔"]}')

    def prepay(self, user):
        """An order of 8.80, and what a back end gives the phone to pay it."""
        shop = self.sandbox.shop()
        app = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]
        merchant = self.sandbox.call("GET", "/sandbox/merchant")
        pay = shop.wechat_pay(app["appid"], merchant, f"{self.backend.url}/echo")
        openid = self.sandbox.openid()
        status, text = pay.pay("金桔一斤", uuid.uuid4().hex, {"total": 880, "currency": "CNY"}, payer={"openid": openid})
        assert status == 200, text
        package, stamp, nonce = f"prepay_id={json.loads(text)['prepay_id']}", str(int(time.time())), uuid.uuid4().hex
        return {
            "timeStamp": stamp, "nonceStr": nonce, "package": package, "signType": "RSA",
            "paySign": pay.sign([app["appid"], stamp, nonce, package]),
        }

    def test_payment(self):
        hand = self.hand
        self.backend.order = self.prepay
        self.open("page=pages/calls/calls")
        for answer, said in [
            ("取消", "requestPayment:fail cancel"), ("零钱不足", "requestPayment:fail 零钱不足"),
            ("支付失败", "requestPayment:fail 支付失败"), ("确认支付", "paid"),
        ]:
            self.call("pay")
            hand.says("¥8.80")
            hand.answer(answer)
            self.said(said)
        states = [one["trade_state"] for one in self.sandbox.call("GET", "/sandbox/ledger")["payments"]]
        self.assertEqual(sorted(states), ["NOTPAY", "NOTPAY", "PAYERROR", "SUCCESS"])
        self.page.run("document.querySelector('[data-fault=pay]').click()")
        self.page.until("document.getElementById('waiting').innerText.includes('支付失败')", "it waits")
        self.call("pay")
        hand.answer("确认支付")
        self.said("requestPayment:fail 支付失败")
        self.page.until("document.getElementById('waiting').innerText === '没有在等的故障'", "it has happened")
        self.page.run("document.querySelector('[data-fault=answer]').click()")
        self.page.until("document.getElementById('waiting').innerText.includes('应答丢失')", "it waits")
        count = len(self.backend.arrived)
        self.call("ask")
        self.said("request:fail 应答丢失（服务器已经处理）")
        self.assertEqual(len(self.backend.arrived), count + 1)

    # MARK: Around the phone

    def test_second_phone_and_new_people(self):
        hand = self.hand
        self.open()
        hand.tap("#share")
        hand.answer("老王")
        hand.until("document.querySelectorAll('iframe').length === 2", "a second phone")
        hand.says("9 share load show ready", phone=1)
        self.assertIn("user2=laowang", self.page.run("location.search"))
        self.page.run("document.querySelector('.bar button').click()")
        self.page.until("new URLSearchParams(location.search).get('user').startsWith('phone-')", "a new person")
        hand.there("#turn")
        self.page.run("document.getElementById('second').click()")
        self.page.until("document.querySelectorAll('iframe').length === 1", "one phone again")

    def test_clock_and_banner(self):
        hand = self.hand
        self.open()
        before = hand.run("phoneAt(0).play.offset")
        self.page.run("document.querySelector('[data-advance=\"86400\"]').click()")
        hand.until(f"phoneAt(0).play.offset === {before} + 86400000", "a day later")
        ahead = hand.run("new (phoneAt(0).play.Date)().getTime() - phoneAt(0).Date.now()")
        self.assertGreaterEqual(ahead, before + 86_400_000)
        self.assertLess(ahead, before + 86_460_000)
        # The phone has looked once before something arrives.
        self.page.until("performance.getEntriesByType('resource').length > 0 && "
                        "document.querySelector('iframe').contentWindow.performance.getEntriesByName("
                        "location.origin + '/sandbox/messages?limit=5&user=xiaoming').length > 0", "it has looked")
        app = self.sandbox.call("GET", "/sandbox/apps")["apps"][0]
        self.sandbox.call("POST", "/sandbox/subscribe", {"user": "xiaoming", "template_id": "t9"})
        token = self.sandbox.call("GET", f"/cgi-bin/token?grant_type=client_credential&appid={app['appid']}&secret={app['secret']}")["access_token"]
        sent = self.sandbox.call("POST", f"/cgi-bin/message/subscribe/send?access_token={token}", {
            "touser": self.sandbox.openid(), "template_id": "t9", "page": "pages/detail/detail?id=5", "data": {"thing1": {"value": "金桔熟了"}}})
        self.assertEqual(sent["errcode"], 0)
        hand.until("phoneAt(0).document.getElementById('banner').innerText.includes('金桔熟了')", "a banner")
        hand.run("(() => { phoneAt(0).document.querySelector('#banner button').click(); return true; })()")
        hand.says("5  load show ready")

    def test_keyboard(self):
        hand = self.hand
        self.open()
        hand.run("(() => { document.querySelector('iframe').focus(); find(0, '#outer').focus(); return true; })()")
        self.page.key("Enter")
        hand.until("find(0, '#told').textContent === '外面'", "Enter taps")
        hand.run("(() => { find(0, '#go').focus(); return true; })()")
        self.page.key("Enter")
        hand.says("7  load show ready")

    def test_shots(self):
        for size, dark in [(DESKTOP, False), (DESKTOP, True), (PHONE, False), (PHONE, True)]:
            self.open("page=pages/home/home", size=size, dark=dark)
            self.hand.there("#turn")
            wide = self.page.run("document.documentElement.scrollWidth - innerWidth")
            self.assertLessEqual(wide, 0)
            self.page.screenshot(SHOTS / f"play-{size[0]}{'-dark' if dark else ''}.png")

    def test_size(self):
        """What makes a phone stays small; nothing moves while it comes."""
        self.page.size(*DESKTOP)
        self.page.order("Page.addScriptToEvaluateOnNewDocument", source="""
            window.moved = 0;
            new PerformanceObserver((list) => {
              for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
            }).observe({ type: 'layout-shift', buffered: true });
        """)
        self.open()
        self.hand.there("#turn")
        octets = self.hand.run(
            "phoneAt(0).performance.getEntriesByType('resource').filter((one) => one.name.includes('/play/lib/'))"
            ".reduce((sum, one) => sum + one.decodedBodySize, 0)")
        self.assertGreater(octets, 50_000)
        self.assertLess(octets, 116_000)
        self.assertLess(self.page.run("window.moved"), 0.05)


if __name__ == "__main__":
    unittest.main()
