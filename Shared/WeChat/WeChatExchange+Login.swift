import Basics
import HTTP
import HTTPClient
import JSON

extension WeChatExchange {
    /// No code of WeChat's comes near this length; a longer one is none.
    static let maximumCodeBytes = 512

    func session(_ app: WeChatApp, _ code: String) async throws(WeChatFailure) -> WeChatSession {
        try Self.check(code)
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
        struct Body: Encodable {
            let grant_type = "client_credential"
            let appid: String
            let secret: String
            let force_refresh: Bool?
        }
        let answer = try await ask(
            request(
                "/cgi-bin/stable_token",
                json: Body(
                    appid: app.appid,
                    secret: app.secret,
                    force_refresh: force ? true : nil
                ),
                // It gives the same token again, so that asking twice does no harm.
                repeatable: !force
            )
        )
        guard
            let token = Self.name(answer["access_token"], upTo: 2048)?.text,
            let seconds = answer["expires_in"]?.looseInteger,
            (1...86_400).contains(seconds)
        else { throw .brokenAnswer }
        return AccessToken(text: token, lastsSeconds: seconds)
    }

    func phoneNumber(
        _ token: String,
        _ code: String,
        of openid: ExternalID?
    ) async throws(WeChatFailure) -> PhoneNumber {
        try Self.check(code)
        struct Body: Encodable {
            let code: String
            let openid: String?
        }
        let answer = try await ask(
            request(
                Self.target("/wxa/business/getuserphonenumber", token: token),
                json: Body(code: code, openid: openid?.text)
            )
        )
        guard let phone = answer["phone_info"].flatMap(PhoneNumber.init) else {
            throw .brokenAnswer
        }
        return phone
    }

    private static func check(_ code: String) throws(WeChatFailure) {
        guard (1...maximumCodeBytes).contains(code.utf8.count) else {
            throw .refused(WeChatRefusal(code: 40029, message: "invalid code"))
        }
    }
}
