import Basics
import Crypto
import Storage

/// A call that says it knows a user's session key, and proves it with an HMAC of nothing under the
/// key's text.
struct SessionClaim: Sendable {
    let token: String
    private let openid: String
    private let signature: String
    private let method: String

    init(_ call: WeChatCall) {
        token = call.text("access_token")
        openid = call.text("openid")
        signature = call.text("signature")
        method = call.text("sig_method")
    }

    /// The user, if the proof holds.
    func check(in app: DemoApp, _ connection: Connection) throws -> Person {
        guard method == "hmac_sha256" else { throw WeChatError.methodUnknown }
        let people = PersonStore(connection)
        guard
            let person = try people.person(openid: openid, in: app),
            let place = try people.place(of: person, in: app)
        else { throw WeChatError.openidInvalid }
        let expected = Hex.encode(HMAC.sha256(key: Bytes(place.sessionKey.utf8), []))
        guard ConstantTime.equal(Bytes(expected.utf8), Bytes(signature.utf8)) else {
            throw WeChatError.signatureInvalid
        }
        return person
    }
}
