import Basics
import HTTP
import HTTPClient

/// Takes a mini-program's requests to its back end, as a phone would send them: a page cannot set a
/// `Referer`, and the back end answers no other origin. Only to listed origins, without cookies, and
/// what comes back is never a page of this origin.
struct PlayForwarder: Sendable {
    private static let field = "Play-Header-"
    private static let maximumAnswerBytes = 32 << 20
    private static let userAgent =
        "Mozilla/5.0 (Linux; Android 14; Kumquat Play) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50 "
        + "NetType/WIFI Language/zh_CN MiniProgramEnv/android"
    /// Of one connection only, ours to set, or nobody's business behind a phone.
    private static let kept: Set<String> = [
        "connection", "content-length", "content-type", "cookie", "cookie2", "expect", "forwarded",
        "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
        "referer", "set-cookie", "set-cookie2", "te", "trailer", "transfer-encoding", "upgrade",
        "user-agent", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
    ]

    private let play: Play
    private let send: Sandbox.Transport

    init(_ sandbox: Sandbox) {
        play = sandbox.play
        send = sandbox.send
    }

    func respond(to request: Request) async -> Response {
        guard let sent = order(request) else {
            return .text(
                "Play-Url, Play-Method and Play-Appid say where, how and as whom.\n",
                status: .badRequest
            )
        }
        guard play.origins.contains(where: { $0.isTarget(of: sent) }) else {
            return .text("url not in domain list\n", status: .forbidden)
        }
        do throws(ClientFailure) {
            return answer(try await send(sent))
        } catch {
            return Response(
                .ok,
                headers: HeaderFields([
                    ("Play-Failure", "\(error)"), ("Cache-Control", "no-store"),
                ])
            )
        }
    }

    /// What goes out; nil where it is not said.
    private func order(_ request: Request) -> ClientRequest? {
        let headers = request.headers
        guard let url = headers["Play-Url"],
            let method = Method(token: (headers["Play-Method"] ?? "").utf8),
            let appid = headers["Play-Appid"], (1...64).contains(appid.utf8.count),
            appid.utf8.allSatisfy(\.isLetterOrDigit),
            var sent = ClientRequest(url: url, method: method, body: request.body)
        else { return nil }
        if method.ignoresBody { sent.body = .empty }
        sent.headers = passed(headers)
        sent.headers.add("Referer", "https://servicewechat.com/\(appid)/devtools/page-frame.html")
        sent.headers.add("User-Agent", Self.userAgent)
        if let type = headers["Content-Type"], !method.ignoresBody {
            sent.headers.add("Content-Type", type)
        }
        sent.totalMilliseconds = 60_000
        sent.maximumResponseBytes = Self.maximumAnswerBytes
        return sent
    }

    private func passed(_ headers: HeaderFields) -> HeaderFields {
        var passed = HeaderFields()
        for (name, value) in headers {
            guard name.lowercased().hasPrefix(Self.field.lowercased()) else { continue }
            let name = String(name.dropFirst(Self.field.count))
            if Self.mayPass(name) { passed.add(name, value) }
        }
        return passed
    }

    private static func mayPass(_ name: String) -> Bool {
        let name = name.lowercased()
        return !kept.contains(name) && !name.hasPrefix("x-kumquat-")
    }

    /// The head in fields of its own: the browser is to act upon none of it.
    private func answer(_ response: ClientResponse) -> Response {
        var headers = HeaderFields([
            ("Play-Status", "\(response.status)"), ("Content-Type", "application/octet-stream"),
            ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ])
        for (name, value) in response.headers
        where Self.mayPass(name) || name.lowercased() == "content-type" {
            headers.add(Self.field + name, value)
        }
        return Response(.ok, headers: headers, body: response.body)
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
