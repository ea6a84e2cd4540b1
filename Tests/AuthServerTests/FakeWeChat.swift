import AuthDomain
import Basics
import Loops
import WeChat

/// WeChat's side of a log-in: codes that are good once, and how often they were asked for.
final class FakeWeChat: Sendable {
    struct Person: Sendable {
        var openid: Octets
        var unionid: Octets?
        var key: Bytes
    }

    private struct State {
        var codes: [Octets: Person] = [:]
        var used: Set<Octets> = []
        var calls = 0
        var failure: WeChatFailure?
        var secrets: Set<String> = []
        var phones: [String: String] = [:]
    }

    private let state = Locked(State())

    var calls: Int { state.withLock { $0.calls } }
    /// The app secrets that came along.
    var secrets: Set<String> { state.withLock { $0.secrets } }

    /// What every call fails with from now on.
    func fail(_ failure: WeChatFailure?) {
        state.withLock { $0.failure = failure }
    }

    /// A new code for a person.
    func code(_ code: String, of openid: Octets, unionid: Octets? = nil, key: UInt8 = 7) {
        let person = Person(
            openid: openid,
            unionid: unionid,
            key: Bytes(repeating: key, count: 16)
        )
        state.withLock { $0.codes[Octets(code)] = person }
    }

    /// A new phone number code.
    func phoneCode(_ code: String, is number: String) {
        state.withLock { $0.phones[code] = number }
    }

    var client: WeChatClient {
        var client = WeChatClient.unstubbed
        client.session = { app, code throws(WeChatFailure) in
            // A moment, so that calls that come together meet.
            try? await Task.sleep(nanoseconds: 20_000_000)
            return try self.session(app, Octets(code))
        }
        client.accessToken = { _ throws(WeChatFailure) in "access token" }
        client.phoneNumber = { _, code, _ throws(WeChatFailure) in try self.phone(code) }
        return client
    }

    private func phone(_ code: String) throws(WeChatFailure) -> PhoneNumber {
        let (number, failure) = state.withLock { ($0.phones.removeValue(forKey: code), $0.failure) }
        if let failure { throw failure }
        guard let number else { throw Self.refusal(40029) }
        return PhoneNumber(full: number, pure: number, countryCode: "86")
    }

    private func session(
        _ app: WeChatApp,
        _ code: Octets
    ) throws(WeChatFailure) -> WeChatSession {
        let (person, failure) = state.withLock { state -> (Person?, WeChatFailure?) in
            state.calls += 1
            state.secrets.insert(app.secret)
            if let failure = state.failure { return (nil, failure) }
            let isFirst = state.used.insert(code).inserted
            guard let person = state.codes[code] else { return (nil, Self.refusal(40029)) }
            return isFirst ? (person, nil) : (nil, Self.refusal(40163))
        }
        if let failure { throw failure }
        guard let person, let key = SessionKey(Base64.encode(person.key)) else {
            throw .brokenAnswer
        }
        return WeChatSession(openid: person.openid, unionid: person.unionid, sessionKey: key)
    }

    static func refusal(_ code: Int64) -> WeChatFailure {
        .refused(WeChatRefusal(code: code, message: "refused"))
    }
}
