import HTTP
import ServiceKit

/// Keeps the pages of other sites away, which can send requests with the browser's cookie.
struct OriginGuard: Sendable {
    /// The console's own origin; nil for whatever name of this machine it is called by.
    let origin: String?

    /// - Throws: `ConsoleRefusal.foreignOrigin`.
    func check(_ request: borrowing Request) throws(ConsoleRefusal) {
        let host = request.headers["Host"] ?? ""
        let own: [String]
        if let origin {
            guard origin.hasSuffix("://\(host)") else { throw .foreignOrigin }
            own = [origin]
        } else {
            // A name from outside that was made to point here (DNS rebinding).
            guard Self.isOfHere(host) else { throw .foreignOrigin }
            own = ["http://\(host)", "https://\(host)"]
        }
        let site = request.headers["Sec-Fetch-Site"]
        if request.method.ignoresBody {
            // A link from elsewhere leads to the page; nothing else may be asked for from there.
            guard site == nil || site == "same-origin" || site == "none" || Self.isPage(request)
            else { throw .foreignOrigin }
            return
        }
        if let given = request.headers["Origin"] {
            guard own.contains(given) else { throw .foreignOrigin }
        } else if site == nil {
            // Every browser says one of the two.
            throw .foreignOrigin
        }
        guard site == nil || site == "same-origin" else { throw .foreignOrigin }
    }

    private static func isPage(_ request: borrowing Request) -> Bool {
        request.target.path.elementsEqual("/".utf8)
            && request.headers["Sec-Fetch-Mode"] == "navigate"
    }

    /// An address, or a name that no name server of the world gives out.
    private static func isOfHere(_ host: String) -> Bool {
        if host.hasPrefix("[") { return true }
        let name = host.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        let labels = name.split(separator: ".")
        guard let last = labels.last else { return false }
        if labels.count == 1 || last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        return ["localhost", "local", "internal", "test"].contains(last.lowercased())
    }
}

/// Where a request comes from. A server in front, on this machine, says it in `X-Forwarded-For`.
struct BrowserAddress: Sendable {
    let text: String

    init(_ request: borrowing Request) {
        let peer = request.remote?.text ?? RemoteAddress.unix.text
        let isLocal = peer == RemoteAddress.unix.text || peer == "::1" || peer.hasPrefix("127.")
        let last = request.headers.all("X-Forwarded-For").last?.split(separator: ",").last
        let given = last.map { String($0.filter { $0 != " " && $0 != "\t" }) } ?? ""
        let isAddress =
            given.utf8.count <= 45 && !given.isEmpty
            && given.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
        text = isLocal && isAddress ? given : peer
    }
}

/// The cookie that stands for a session.
struct SessionCookie: Sendable {
    private let isSandbox: Bool

    init(_ stage: Stage) {
        isSandbox = stage == .sandbox
    }

    /// Over plain HTTP on one's own machine a browser keeps no `__Host-` cookie.
    private var name: String { isSandbox ? "console" : "__Host-console" }

    /// What came, if it is a token of ours.
    func token(of request: borrowing Request) -> String? {
        for field in request.headers.all("Cookie") {
            for part in field.split(separator: ";") {
                let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if pair.count == 2, pair[0] == name, pair[1].utf8.count == 43 {
                    return String(pair[1])
                }
            }
        }
        return nil
    }

    /// The value of `Set-Cookie`. Without seconds it lives as long as the browser.
    func field(_ token: String, seconds: Int64? = nil) -> String {
        var text = "\(name)=\(token); Path=/; HttpOnly; SameSite=Strict"
        if !isSandbox { text += "; Secure" }
        if let seconds { text += "; Max-Age=\(seconds)" }
        return text
    }
}
