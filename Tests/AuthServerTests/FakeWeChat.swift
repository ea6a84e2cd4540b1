import AuthDomain
import Basics
import Loops
import WeChat

/// WeChat's side of a log-in: codes that are good once, and how often they were asked for.
final class FakeWeChat: Sendable {
    struct Person: Sendable {
        var openid: ExternalID
        var unionid: ExternalID?
        var key: Bytes
    }

    private struct State {
        var codes: [ExternalID: Person] = [:]
        var used: Set<ExternalID> = []
        var calls = 0
        var failure: WeChatFailure?
        var secrets: Set<String> = []
        var phones: [String: String] = [:]
        var trace = "trace"
        var pictures: [MediaCheck] = []
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
    func code(_ code: String, of openid: ExternalID, unionid: ExternalID? = nil, key: UInt8 = 7) {
        let person = Person(
            openid: openid,
            unionid: unionid,
            key: Bytes(repeating: key, count: 16)
        )
        state.withLock { $0.codes[ExternalID(code)] = person }
    }

    /// A new phone number code.
    func phoneCode(_ code: String, is number: String) {
        state.withLock { $0.phones[code] = number }
    }

    /// The pictures that it was asked about.
    var pictures: [MediaCheck] { state.withLock { $0.pictures } }

    /// WeChat's number for the next picture.
    func nextTrace(_ trace: String) {
        state.withLock { $0.trace = trace }
    }

    var client: WeChatClient {
        var client = WeChatClient.unstubbed
        client.session = { app, code throws(WeChatFailure) in
            // A moment, so that calls that come together meet.
            try? await Task.sleep(nanoseconds: 20_000_000)
            return try self.session(app, ExternalID(code))
        }
        client.accessToken = { _ throws(WeChatFailure) in "access token" }
        client.phoneNumber = { _, code, _ throws(WeChatFailure) in try self.phone(code) }
        client.checkText = { _, text throws(WeChatFailure) in try self.verdict(on: text.text) }
        client.checkMedia = { _, picture throws(WeChatFailure) in
            try self.orFail()
            return self.state.withLock { state in
                state.pictures.append(picture)
                return state.trace
            }
        }
        client.codeImage = { _, _ throws(WeChatFailure) in
            try self.orFail()
            let png: Bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            guard let image = CodeImage(png) else { throw .brokenAnswer }
            return image
        }
        return client
    }

    private func orFail() throws(WeChatFailure) {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// As the sandbox judges.
    private func verdict(on text: String) throws(WeChatFailure) -> ContentVerdict {
        try orFail()
        if text.contains("违规") { return ContentVerdict(.risky, label: 20001) }
        return ContentVerdict(text.contains("待审") ? .review : .pass, label: 100)
    }

    private func phone(_ code: String) throws(WeChatFailure) -> PhoneNumber {
        let (number, failure) = state.withLock { ($0.phones.removeValue(forKey: code), $0.failure) }
        if let failure { throw failure }
        guard let number else { throw Self.refusal(40029) }
        return PhoneNumber(full: number, pure: number, countryCode: "86")
    }

    private func session(
        _ app: WeChatApp,
        _ code: ExternalID
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
