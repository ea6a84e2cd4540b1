import Basics
import HTTP
import HTTPClient
import ServiceKit
import Storage
import WeChat

extension Sandbox {
    private static let pushesAtOnce: Int64 = 50
    /// WeChat waits no longer for the back end.
    private static let pushMilliseconds = 5000
    private static let maximumAnswerBytes = 4096
    /// Between the tries. WeChat's own are further apart.
    static let pushPauseMilliseconds = 1000

    /// Looks at a picture or sound soon, and tells the back end then.
    func enqueue(
        _ media: Push.Media,
        about place: PersonInApp,
        _ connection: Connection
    ) throws {
        try PushStore(connection).add(media, about: place, at: clock.now)
        try ask(Kind.pushes, at: clock.now, connection)
    }

    /// Tries everything that waits once.
    func sendPushes(_ renew: @Sendable () async throws -> Void = {}) async throws {
        let waiting = try await database.read {
            try PushStore($0).waiting(limit: Self.pushesAtOnce)
        }
        for push in waiting {
            try await renew()
            try await send(push)
        }
    }

    private func send(_ push: Push) async throws {
        let body = push.body.isEmpty ? try await look(at: push) : push.body
        let target = try await database.read { connection in
            try AppStore(connection).app(push.appid).flatMap {
                try PushStore(connection).target(of: $0.id)
            }
        }
        let (status, answer) = await deliver(body, of: push, to: target)
        let isTaken = status == 200 && Self.isAcknowledged(answer)
        let state: Push.State =
            isTaken ? .delivered : push.tries + 1 < Push.maximumTries ? .waiting : .givenUp
        try await database.write {
            try PushStore($0)
                .setTried(push.id, state: state, status: Int64(status), answer: answer)
        }
    }

    /// The status, and the beginning of what the back end said; 0 where it said nothing.
    private func deliver(
        _ body: String,
        of push: Push,
        to target: PushTarget?
    ) async -> (status: Int, answer: String) {
        guard let target, var request = request(body, of: push, to: target) else { return (0, "") }
        request.totalMilliseconds = Self.pushMilliseconds
        request.maximumResponseBytes = Self.maximumAnswerBytes
        do {
            let (status, octets) =
                try await sendLogged(.push, request, nil, upTo: Self.maximumAnswerBytes)
            return (status, String(decoding: octets.prefix(200), as: UTF8.self))
        } catch {
            return (0, "")
        }
    }

    /// An empty answer, `success`, or an encrypted one.
    private static func isAcknowledged(_ answer: String) -> Bool {
        answer.isEmpty || answer == "success" || answer.hasPrefix("{")
    }

    private func request(
        _ body: String,
        of push: Push,
        to target: PushTarget
    ) -> ClientRequest? {
        guard
            let signed = SignedPush(
                body,
                appid: push.appid,
                openid: push.openid,
                to: target,
                // Freshness goes by the real time.
                at: clock.real.now(),
                random: random
            ),
            var request = pushRequest(to: target, push.app, query: signed.query)
        else { return nil }
        request.headers.set("Content-Type", "application/json")
        request.body = .bytes(signed.body)
        return request
    }

    /// To the app's own URL, or to the auth of this stack.
    private func pushRequest(
        to target: PushTarget,
        _ app: ID<App>,
        query: String
    ) -> ClientRequest? {
        if target.url.isEmpty {
            guard let address = auth() else { return nil }
            return ClientRequest(
                method: .post,
                address: address,
                target: "/callbacks/wechat/\(app)?\(query)"
            )
        }
        let mark = target.url.contains("?") ? "&" : "?"
        return ClientRequest(url: target.url + mark + query, method: .post)
    }
}
