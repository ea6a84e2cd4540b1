import Basics

/// The access tokens of all apps, one request for each at a time.
actor AccessTokens {
    typealias Fetch = @Sendable (WeChatApp) async throws(WeChatFailure) -> AccessToken
    private typealias Outcome = Result<String, WeChatFailure>

    private struct Held {
        let text: String
        let usableUntil: UnixTime
    }

    /// More apps than one back end has; what is dropped is asked for again.
    private static let maximumApps = 1024

    private let clock: Clock
    private let fetch: Fetch
    private var held: [ExternalID: Held] = [:]
    /// There is an entry while somebody is asking WeChat; the others wait in it.
    private var waiting: [ExternalID: [CheckedContinuation<Outcome?, Never>]] = [:]

    init(clock: Clock, fetch: @escaping Fetch) {
        self.clock = clock
        self.fetch = fetch
    }

    func token(of app: WeChatApp) async throws(WeChatFailure) -> String {
        let name = ExternalID(app.appid)
        while true {
            if let held = held[name], clock.now() < held.usableUntil { return held.text }
            guard waiting[name] != nil else { return try await ask(for: app, name).get() }
            let outcome: Outcome? = await withCheckedContinuation { continuation in
                waiting[name]?.append(continuation)
            }
            // Whoever asked was cancelled, which says nothing about WeChat: look again.
            guard let outcome else { continue }
            return try outcome.get()
        }
    }

    func forget(_ token: String, of app: WeChatApp) {
        let name = ExternalID(app.appid)
        guard held[name]?.text == token else { return }
        held[name] = nil
    }

    private func ask(for app: WeChatApp, _ name: ExternalID) async -> Outcome {
        waiting[name] = []
        let outcome: Outcome
        do {
            let token = try await fetch(app)
            keep(token, name)
            outcome = .success(token.text)
        } catch {
            outcome = .failure(error)
        }
        let isCancelled = Task.isCancelled
        for waiter in waiting.removeValue(forKey: name) ?? [] {
            waiter.resume(returning: isCancelled ? nil : outcome)
        }
        return outcome
    }

    private func keep(_ token: AccessToken, _ name: ExternalID) {
        if held.count >= Self.maximumApps { held.removeAll() }
        let seconds = token.lastsSeconds - AccessToken.spareSeconds
        held[name] = Held(text: token.text, usableUntil: clock.now().adding(seconds: seconds))
    }
}
