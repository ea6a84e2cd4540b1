"""A headless Chromium, driven over its debugging pipe: nothing but Python's own library."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class ChromiumMissing(Exception):
    """There is no Chromium on this machine."""


class Chromium:
    """One browser with one page; `with Chromium() as page:`."""

    def __init__(self):
        path = shutil.which("chromium") or shutil.which("chromium-headless-shell")
        if path is None:
            raise ChromiumMissing(
                "no chromium on this machine; 'deploy/prerequisites page' installs Debian's"
            )
        self.path = path

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="kumquat-chromium-")
        reads, self.to_browser = os.pipe()
        self.from_browser, writes = os.pipe()
        command = [
            self.path, "--headless=new", "--remote-debugging-pipe", "--no-first-run",
            "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            "--hide-scrollbars", f"--user-data-dir={self.profile}",
            # Its own sandbox needs rights that root and containers have not; it only sees our pages.
            "--no-sandbox", "about:blank",
        ]
        self.process = subprocess.Popen(
            # The browser reads its orders from descriptor 3 and answers on 4.
            ["sh", "-c", f'exec "$@" 3<&{reads} 4>&{writes}', "sh", *command],
            pass_fds=(reads, writes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(reads)
        os.close(writes)
        self.buffer = b""
        self.number = 0
        self.session = None
        self.events = []
        targets = self.order("Target.getTargets")["targetInfos"]
        target = next(one for one in targets if one["type"] == "page")["targetId"]
        attached = self.order("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.order(f"{domain}.enable")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to_browser)
        os.close(self.from_browser)
        shutil.rmtree(self.profile, ignore_errors=True)

    def order(self, method, **parameters):
        """Sends an order and waits for its answer; events that come between are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + 30
        while True:
            answer = self._receive(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def _receive(self, deadline):
        while b"\0" not in self.buffer:
            rest = deadline - time.monotonic()
            if rest <= 0 or not select.select([self.from_browser], [], [], rest)[0]:
                raise TimeoutError("chromium does not answer")
            piece = os.read(self.from_browser, 1 << 16)
            if not piece:
                raise RuntimeError("chromium has ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def size(self, width, height, dark=False):
        self.order(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )
        scheme = "dark" if dark else "light"
        self.order(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )

    def open(self, url):
        self.order("Page.navigate", url=url)
        self.until("document.documentElement.dataset.ready === 'true'", "the page is ready")

    def run(self, script):
        """The value of a JavaScript expression; promises are waited for."""
        answer = self.order(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def until(self, condition, what, seconds=15):
        deadline = time.monotonic() + seconds
        while True:
            try:
                value = self.run(condition)
            except RuntimeError:
                value = None  # the page is just being replaced
            if value:
                return value
            if time.monotonic() > deadline:
                raise AssertionError(f"never: {what}; the page says:\n{self.text()}")
            time.sleep(0.05)

    def text(self):
        return self.run("document.body.innerText")

    def key(self, key, code=None, text=None):
        for kind in ["keyDown", "keyUp"]:
            more = {"text": text} if text and kind == "keyDown" else {}
            self.order(
                "Input.dispatchKeyEvent", type=kind, key=key, code=code or key,
                windowsVirtualKeyCode={"Tab": 9, "Enter": 13}.get(key, 0), **more,
            )

    def screenshot(self, path):
        height = self.run("Math.min(document.documentElement.scrollHeight, 6000)")
        width = self.run("innerWidth")
        picture = self.order(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True,
            clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
        )
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def complaints(self):
        """What the browser found wrong: errors of scripts, of the CSP, and requests elsewhere."""
        found = []
        self.run("1")
        for event in self.events:
            kind, details = event.get("method"), event.get("params", {})
            if kind == "Runtime.exceptionThrown":
                found.append(details["exceptionDetails"]["text"])
            elif kind == "Log.entryAdded" and details["entry"]["level"] == "error":
                found.append(f"{details['entry']['text']} {details['entry'].get('url', '')}")
            elif kind == "Runtime.consoleAPICalled" and details["type"] == "error":
                found.append(str(details["args"]))
        return found

    def requests(self):
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]
