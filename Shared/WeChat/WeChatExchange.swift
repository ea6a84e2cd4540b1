import Basics
import HTTP
import HTTPClient
import JSON

/// Requests as WeChat wants them, answers as it gives them.
struct WeChatExchange: Sendable {
    let host: WeChatHost
    let transport: WeChatClient.Transport

    /// No code of WeChat's comes near this length; a longer one is none.
    private static let maximumCodeBytes = 512
    private static let maximumAnswerBytes = 64 * 1024

    func session(_ app: WeChatApp, _ code: String) async throws(WeChatFailure) -> WeChatSession {
        guard (1...Self.maximumCodeBytes).contains(code.utf8.count) else {
            throw .refused(WeChatRefusal(code: 40029, message: "invalid code"))
        }
        let query = [
            ("appid", app.appid), ("secret", app.secret), ("js_code", code),
            ("grant_type", "authorization_code"),
        ]
        .map { $0 + "=" + PercentCoding.encode($1) }
        .joined(separator: "&")
        let answer = try await ask(request("/sns/jscode2session?" + query))
        guard
            let openid = Self.name(answer["openid"]),
            let sessionKey = answer["session_key"]?.string.flatMap(SessionKey.init)
        else { throw .brokenAnswer }
        return WeChatSession(
            openid: openid,
            unionid: Self.name(answer["unionid"]),
            sessionKey: sessionKey
        )
    }

    func stableToken(
        _ app: WeChatApp,
        force: Bool = false
    ) async throws(WeChatFailure) -> AccessToken {
        var body = JSONWriter()
        body.beginObject()
        body.key("grant_type")
        body.string("client_credential")
        body.key("appid")
        body.string(app.appid)
        body.key("secret")
        body.string(app.secret)
        if force {
            body.key("force_refresh")
            body.bool(true)
        }
        body.endObject()
        var request = request("/cgi-bin/stable_token")
        request.method = .post
        request.headers.set("Content-Type", "application/json")
        request.body = .bytes(body.bytes)
        // It gives the same token again, so that asking twice does no harm.
        request.repeatable = !force
        let answer = try await ask(request)
        guard
            let token = Self.name(answer["access_token"], upTo: 2048)?.text,
            let seconds = answer["expires_in"]?.integer,
            (1...86_400).contains(seconds)
        else { throw .brokenAnswer }
        return AccessToken(text: token, lastsSeconds: seconds)
    }

    private func request(_ target: String) -> ClientRequest {
        var request = ClientRequest(address: host.address, target: target)
        request.tls = host.tls
        request.maximumResponseBytes = Self.maximumAnswerBytes
        return request
    }

    /// Sends a request and gives the object that came, unless it is an error.
    private func ask(_ request: ClientRequest) async throws(WeChatFailure) -> JSONValue {
        let status: Int
        let octets: Bytes
        do throws(ClientFailure) {
            let response = try await transport(request)
            status = response.status
            do throws(BodyFailure) {
                octets = try await response.body.collect(upTo: Self.maximumAnswerBytes)
            } catch {
                throw .body(error)
            }
        } catch {
            throw Self.failure(for: error)
        }
        return try WeChatAnswer.read(status: status, octets)
    }

    private static func failure(for failure: ClientFailure) -> WeChatFailure {
        switch failure {
        case .unreachable, .timedOut, .disconnected, .cancelled, .body(.timedOut),
            .body(.disconnected):
            .unreachable
        case .brokenAnswer, .tooLarge, .malformedRequest, .body: .brokenAnswer
        }
    }

    /// A name of WeChat's: visible ASCII, not too long.
    private static func name(_ value: JSONValue?, upTo limit: Int = 128) -> Octets? {
        guard
            let octets = value?.string.map({ Octets($0) }),
            (1...limit).contains(octets.bytes.count),
            octets.bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return octets
    }
}
