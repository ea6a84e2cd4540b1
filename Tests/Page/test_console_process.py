"""The console's page in front of the console's own process: log-in, rights and trail are the real ones.

usage: .build/python/bin/python Tests/Page/test_console_process.py
"""

import base64
import hashlib
import hmac
import struct
import time
import unittest

from chromium import Chromium
from test_console import DESKTOP, LISTS, PHONE, SCREENS, Stack, axe_source
from test_page import HOSTILE


def totp(secret, at=None):
    """What an authenticator shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class ProcessTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = cls.enterClassContext(Stack())
        cls.url = cls.stack.console
        cls.axe = axe_source()
        lines = (cls.stack.home / "console-operators.txt").read_text().splitlines()
        cls.people = {line.split()[0]: line.split()[1:] for line in lines if line and line[0] != "#"}
        cls.used = {}

    def setUp(self):
        self.page = self.enterContext(Chromium())
        self.page.size(*DESKTOP)

    def tearDown(self):
        found = [one for one in self.page.complaints() if "Failed to load resource" not in one]
        self.assertEqual(found, [])

    def type(self, text):
        self.page.order("Input.insertText", text=text)

    def press(self, key):
        self.page.key(key, text="\r" if key == "Enter" else None)

    def code(self, name):
        """A code that was not used yet: each is good once."""
        secret = self.people[name][1]
        step = max(int(time.time() // 30), self.used.get(name, 0) + 1)
        # The process takes the step after this one, too; further ones have to come.
        while step > time.time() // 30 + 1:
            time.sleep(0.2)
        self.used[name] = step
        return totp(secret, step * 30)

    def log_in(self, name):
        self.page.open(f"{self.url}/")
        self.page.until("document.activeElement.name === 'name'", "the name is asked for")
        self.type(name)
        self.press("Tab")
        self.type(self.people[name][0])
        self.press("Enter")
        if len(self.people[name]) > 1:
            self.page.until("document.activeElement.name === 'code'", "the code is asked for")
            self.type(self.code(name))
            self.press("Enter")
        self.page.until("document.querySelectorAll('#main').length", "the frame is there")

    def go(self, screen):
        self.page.run(f"document.querySelector('#screen')?.remove(); location.hash = '#/{screen}'")
        name = screen.split("/")[0]
        self.page.until(f"document.body.dataset.screen === '{name}' && document.querySelector('#screen')?.children.length", f"{screen} is drawn")
        self.page.until("!document.querySelector('[aria-busy=true]')", "nothing is being loaded")

    def test_the_owner_walks_through_everything(self):
        self.log_in("demo-owner")
        self.page.run(self.axe)
        for width, height in (DESKTOP, PHONE):
            self.page.size(width, height)
            for screen in [one for one in [*SCREENS, *LISTS] if one != "audits"]:
                with self.subTest(screen=screen, width=width):
                    self.go(screen)
                    self.assertEqual(self.page.run("document.querySelectorAll('#screen .alert.bad:not([hidden])').length"), 0, self.page.text())
                    found = self.page.run("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}).then((result) => result.violations.map((one) => one.id + one.nodes[0].html))")
                    self.assertEqual(found, [])
                    self.assertLessEqual(self.page.run("document.documentElement.scrollWidth - innerWidth"), 0)

    def test_every_role_gets_in_and_asks_for_nothing_else(self):
        for name in sorted(self.people):
            with self.subTest(name=name):
                self.page.order("Network.clearBrowserCookies")
                self.page.events.clear()
                self.log_in(name)
                for screen in self.page.run("[...document.querySelectorAll('nav a')].map((one) => one.getAttribute('href').slice(2))"):
                    self.go(screen)
                refused = [event["params"]["response"]["url"] for event in self.page.events
                           if event.get("method") == "Network.responseReceived" and event["params"]["response"]["status"] == 403]
                self.assertEqual(refused, [])

    def test_a_wrong_password_says_so(self):
        self.page.open(f"{self.url}/")
        self.type("demo-owner")
        self.press("Tab")
        self.type(HOSTILE)
        self.press("Enter")
        self.page.until("document.body.innerText.includes('用户名或密码不对')", "it says so")

    def test_what_is_done_stands_in_the_trail(self):
        self.log_in("demo-support")
        order = self.stack.call("GET", "/admin/commerce/orders?limit=1")["rows"][0]["order_no"]
        self.go(f"order/{order}")
        self.page.run("[...document.querySelectorAll('#main button')].find((one) => one.innerText === '备注').click()")
        self.page.until("document.activeElement.name === 'text'", "the note is asked for")
        self.type(HOSTILE)
        self.page.run("document.querySelector('dialog form').requestSubmit()")
        self.page.until("!document.querySelector('dialog') && document.querySelector('.timeline .note')?.innerText.includes('onerror')", "the note is there")
        notes = [one for one in self.stack.call("GET", f"/admin/commerce/orders/{order}")["timeline"] if one["what"] == "note"]
        self.assertEqual(notes[-1]["detail"], HOSTILE)
        self.page.order("Network.clearBrowserCookies")
        self.page.order("Page.navigate", url="about:blank")
        self.log_in("demo-operator")
        self.go("trail")
        self.page.until("document.querySelector('tbody')?.innerText.includes('demo-support')", "the trail has it")

    def test_a_session_that_is_ended_elsewhere(self):
        self.log_in("demo-viewer")
        self.go("orders")
        self.page.order("Network.clearBrowserCookies")
        self.page.run("[...document.querySelectorAll('#main button')].find((one) => one.innerText === '刷新').click()")
        self.page.until("document.body.innerText.includes('登录已过期')", "the page says so")


if __name__ == "__main__":
    unittest.main(verbosity=2)
