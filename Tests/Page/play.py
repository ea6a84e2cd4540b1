"""What the tests of the playground have in common: a back end to ask, and a hand for two phones."""

import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class BackEnd:
    """Answers what the fixture asks: what arrived, and an order that can be paid."""

    def __enter__(self):
        self.arrived = []
        self.order = lambda user: {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.arrived.append((self.path, dict(self.headers.items()), body))
                answer = {
                    "/echo": lambda: {"body": json.loads(body)},
                    "/upload": lambda: {"octets": len(body)},
                    "/order": lambda: outer.order(json.loads(body)["user"]),
                }[self.path]()
                text = json.dumps(answer).encode()
                self.send_response(200)
                for name, value in [
                    ("Content-Type", "application/json"), ("Content-Length", str(len(text))),
                    ("X-Answered", "yes"), ("X-Request-ID", uuid.uuid4().hex),
                    ("Set-Cookie", "secret=1"),
                ]:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


# Finds what stands in a phone: on the page that is shown, in components of it, and in what WeChat draws
# over it.
HELPERS = """
globalThis.phoneAt = (n) => document.querySelectorAll("iframe")[n].contentWindow;
globalThis.roots = (n) => {
  const { document: inner } = phoneAt(n);
  const found = [];
  const visit = (root) => {
    found.push(root);
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) visit(one.shadowRoot);
  };
  const top = phoneAt(n).play?.routes?.top;
  if (top) visit(top.place);
  found.push(inner);
  return found;
};
globalThis.find = (n, selector) => roots(n).map((root) => root.querySelector(selector)).find(Boolean);
globalThis.findAll = (n, selector) => roots(n).flatMap((root) => [...root.querySelectorAll(selector)]);
globalThis.textOf = (n) => {
  const say = (node) => node.nodeType === 3 ? node.data
    : node.hidden || node.tagName === "STYLE" ? "" : [...(node.shadowRoot ?? node).childNodes].map(say).join(node.tagName === "TEXT" ? "" : " ");
  const top = phoneAt(n).play?.routes?.top;
  return (top ? say(top.host) : "") + " " + phoneAt(n).document.body.innerText;
};
"""


class Hand:
    """Taps and types on the phones of the page."""

    def __init__(self, page):
        self.page = page

    def run(self, script):
        return self.page.run(f"(() => {{ {HELPERS} return ({script}); }})()")

    def until(self, script, what, seconds=15):
        try:
            return self.page.until(f"(() => {{ {HELPERS} return ({script}); }})()", what, seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\nphones: {self.texts()}") from None

    def texts(self):
        count = self.page.run("document.querySelectorAll('iframe').length")
        return [self.run(f"textOf({n})") for n in range(count)]

    def text(self, selector, phone=0):
        return self.run(f"find({phone}, {json.dumps(selector)})?.textContent")

    def there(self, selector, phone=0, seconds=15):
        self.until(f"Boolean(find({phone}, {json.dumps(selector)}))", f"{selector} on {phone}", seconds)

    def tap(self, selector, phone=0):
        one = f"find({phone}, {json.dumps(selector)})"
        self.until(f"{one} && !{one}.disabled", f"{selector} on phone {phone}")
        self.run(f"{one}.click()")

    def tap_words(self, words, phone=0, tags="button, navigator, [role=button], view, text, label", exact=True):
        """The innermost thing that says so."""
        test = "===" if exact else ".includes"
        said = f"one.textContent.trim() {test} {json.dumps(words)}" if exact else f"one.textContent.includes({json.dumps(words)})"
        one = (f"findAll({phone}, {json.dumps(tags)}).filter((one) => {said} && one.getClientRects().length && !one.disabled)"
               ".sort((a, b) => a.querySelectorAll('*').length - b.querySelectorAll('*').length)[0]")
        self.until(f"Boolean({one})", f"{words} on phone {phone}")
        self.run(f"{one}.click()")

    def says(self, words, phone=0, seconds=15):
        self.until(f"textOf({phone}).includes({json.dumps(words)})", f"{words} on phone {phone}", seconds)

    def type(self, selector, text, phone=0):
        self.there(selector, phone)
        self.run(
            f"(() => {{ const one = find({phone}, {json.dumps(selector)}); one.value = {json.dumps(text)};"
            " one.dispatchEvent(new Event('input', {bubbles: true, composed: true})); return true; })()"
        )

    def answer(self, words, phone=0):
        """What is asked over the page."""
        one = (f"[...phoneAt({phone}).document.querySelectorAll('dialog[open] button')]"
               f".find((one) => one.firstChild.data === {json.dumps(words)})")
        self.until(f"Boolean({one})", f"{words} is asked on phone {phone}")
        self.run(f"{one}.click()")
