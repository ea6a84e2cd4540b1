import Basics
import CommerceDomain
import ServiceKit

/// The page of the bridge as a phone shows it: the code, what it pays, and how long it is good; or
/// why there is none. Nothing in it is fetched from anywhere.
struct BridgePage {
    static let mediaType = "text/html; charset=utf-8"

    private let view: OrderDesk.BridgeView

    init(_ view: OrderDesk.BridgeView) {
        self.view = view
    }

    /// The answer. `nonce` is by chance: what else is put into the page does not run.
    func download(nonce: String) -> Download {
        Download(
            Self.mediaType,
            Bytes(html(nonce: nonce).utf8),
            headers: [
                ("Cache-Control", "no-store"),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; img-src data:; style-src 'nonce-\(nonce)'; "
                        + "script-src 'nonce-\(nonce)'; base-uri 'none'; form-action 'none'; "
                        + "frame-ancestors 'none'"
                ),
                // The link is as good as the code in it.
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Robots-Tag", "noindex"),
            ]
        )
    }

    private func html(nonce: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="format-detection" content="telephone=no">
        <title>订单支付</title>
        <style nonce="\(nonce)">\(BridgeStyle.text)</style>
        </head>
        <body>
        <main>
        \(content(nonce: nonce))
        </main>
        </body>
        </html>

        """
    }

    private func content(nonce: String) -> String {
        switch view {
        case .code(let order, let picture, let app, let until, let now):
            code(order, picture, app, seconds: until.seconds - now.seconds, nonce)
        case .forged:
            message("链接无效", "请返回小程序，在订单中重新点击“去支付”。")
        case .expired:
            message("链接已过期", "订单支付时间已过，请返回小程序重新下单。")
        case .paid(let order):
            message("订单已支付", "可返回小程序查看核销码。", order)
        case .ended(let order):
            message("订单已取消或已关闭", "请返回小程序重新下单。", order)
        case .busy:
            message("操作太频繁", "请过几分钟后刷新本页。")
        case .nowhere:
            message("暂时无法支付", "商家的小程序尚未开通支付，请联系商家。")
        case .away:
            message("服务繁忙", "请稍后刷新本页。")
        }
    }

    private func code(
        _ order: OrderRecord,
        _ picture: Bytes,
        _ app: String,
        seconds: Int64,
        _ nonce: String
    ) -> String {
        let type = picture.starts(with: [0xFF, 0xD8]) ? "image/jpeg" : "image/png"
        return """
            <p class="shop">\(Self.escaped(order.merchantName))</p>
            <h1>¥<b>\(order.amount.yuan)</b></h1>
            <p class="goods">\(Self.escaped(order.bought.name)) × \(order.pieces.count)</p>
            <div class="code" id="code">
            <img src="data:\(type);base64,\(Base64.encode(picture))" alt="小程序码">
            <button id="again" hidden>小程序码已失效，点击刷新</button>
            </div>
            <p class="how">长按识别小程序码，进入“\(Self.escaped(app))”完成支付</p>
            <p class="left" role="timer">剩余 <b id="left" data-seconds="\(seconds)">\
            \(Self.clock(seconds))</b></p>
            <p class="number">订单号 \(order.number.text)</p>
            <script nonce="\(nonce)">\(BridgeStyle.script)</script>
            """
    }

    private func message(
        _ title: String,
        _ text: String,
        _ order: OrderRecord? = nil
    ) -> String {
        let number = order.map { "<p class=\"number\">订单号 \($0.number.text)</p>" } ?? ""
        return """
            <h2>\(title)</h2>
            <p class="how">\(text)</p>
            \(number)
            """
    }

    private static func clock(_ seconds: Int64) -> String {
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Text that stays text in a page.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
