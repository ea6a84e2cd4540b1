import Basics
import HTTP

/// `GET /`: says what this is. No script, nothing from elsewhere.
enum FrontPage {
    static let response = Response(
        .ok,
        headers: HeaderFields([
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ]),
        body: .bytes(Bytes(text.utf8))
    )

    private static let text = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Kumquat sandbox</title>
        <style>body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}
        td{padding:.2em 1em .2em 0;vertical-align:top}</style>
        <h1>Kumquat sandbox</h1>
        <p>This process stands in for WeChat in development and tests. It does not start in
        production.</p>
        <h2>WeChat's interfaces</h2>
        <p><code>GET /sns/jscode2session</code>, <code>GET /cgi-bin/token</code>,
        <code>POST /cgi-bin/stable_token</code>, <code>GET /wxa/checksession</code>,
        <code>GET /wxa/resetusersessionkey</code></p>
        <h2>Control</h2>
        <table>
        <tr><td><code>GET /sandbox/apps</code><td>the demo apps and their secrets
        <tr><td><code>GET /sandbox/users</code><td>the users: xiaoming, xiaohong, laowang, yours
        <tr><td><code>POST /sandbox/users</code><td><code>{"name":"lili","nickname":"丽丽"}</code>
        <tr><td><code>POST /sandbox/code</code><td><code>{"user":"lili"}</code>: what
        <code>wx.login</code> gives on a phone
        <tr><td><code>POST /sandbox/encrypt</code><td><code>{"user":"lili","kind":"phone"}</code>
        (or profile, werun)
        <tr><td><code>POST /sandbox/clock</code><td><code>{"advance_seconds":86400}</code> or
        <code>{"reset":true}</code>
        <tr><td><code>POST /sandbox/faults</code><td><code>{"path":"/sns/jscode2session",
        "kind":"drop_after","times":1}</code>
        <tr><td><code>GET</code>, <code>DELETE /sandbox/faults</code><td>what is still to go wrong
        <tr><td><code>POST /sandbox/reset</code><td>users, codes, tokens and faults as in a new file
        </table>

        """
}
