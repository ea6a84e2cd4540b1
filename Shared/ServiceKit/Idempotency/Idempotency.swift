public import Basics
import HTTP
import Loops
public import Storage

/// Gives whoever sends a POST again under the same `Idempotency-Key` the first answer, for 24
/// hours, also when both are under way at once.
public struct Idempotency: Sendable {
    /// What comes of a request under a key.
    enum Verdict: Sendable {
        /// It was worked on, or answered before.
        case outcome(Outcome)
        /// Something else was asked for under the key.
        case otherRequest
        /// The first one is still being worked on.
        case busy
    }

    private enum Beginning: Sendable {
        case mine(IdempotentRun)
        case answered(IdempotencyStore.Answer)
        case otherRequest
        case running
    }

    private static let keptSeconds: Int64 = 86_400
    /// Longer than the gateway waits for an answer.
    private static let leaseMilliseconds: Int64 = 15_000
    private static let pauseMilliseconds = 20
    private static let patienceMilliseconds = 8000
    /// A longer answer is not kept: the request runs again.
    private static let longestAnswer = 1 << 20

    private let database: Database
    private let clock: DomainClock
    private let random: RandomSource
    private let log: Logger

    /// Keeps answers in this file.
    public init(_ database: Database, clock: DomainClock, random: RandomSource, log: Logger) {
        self.database = database
        self.clock = clock
        self.random = random
        self.log = log
    }

    /// The tables, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "idempotency", sql: IdempotencyStore.schema)
    }

    /// Works on a request, or waits for whoever does.
    func answer(
        _ key: IdempotencyKey,
        _ work: () async -> Outcome
    ) async throws -> Verdict {
        var waited = 0
        while true {
            switch try await begin(key) {
            case .otherRequest: return .otherRequest
            case .answered(let answer): return .outcome(Outcome(again: answer))
            case .mine(let run):
                let outcome = await IdempotentRun.$current.withValue(run) { await work() }
                await finish(run, outcome)
                return .outcome(outcome)
            case .running:
                guard waited < Self.patienceMilliseconds,
                    await Pause.milliseconds(Self.pauseMilliseconds)
                else { return .busy }
                waited += Self.pauseMilliseconds
            }
        }
    }

    private func begin(_ key: IdempotencyKey) async throws -> Beginning {
        let owner = Hex.encode(random.bytes(16))
        let now = clock.now
        let realNow = clock.real.now().milliseconds
        return try await database.write { connection in
            let store = IdempotencyStore(connection: connection)
            let horizon = now.adding(seconds: -Self.keptSeconds)
            if let began = try store.began(key.scope), began < horizon {
                try store.forget(key.scope)
            }
            try store.forgetOld(before: horizon)
            let lease = realNow + Self.leaseMilliseconds
            if try store.add(key, owner: owner, leaseUntil: lease, at: now) {
                return .mine(IdempotentRun(scope: key.scope, owner: owner, kept: [:]))
            }
            guard let row = try store.row(key.scope) else { return .running }
            guard row.fingerprint == key.fingerprint else { return .otherRequest }
            if let answer = row.answer { return .answered(answer) }
            guard row.leaseUntil <= realNow,
                try store.takeOver(key.scope, from: row, owner: owner, leaseUntil: lease)
            else { return .running }
            let kept = try store.units(of: key.scope)
            return .mine(IdempotentRun(scope: key.scope, owner: owner, kept: kept))
        }
    }

    /// Business answers are kept; after a fault the request may be tried again.
    private func finish(_ run: IdempotentRun, _ outcome: Outcome) async {
        let answer = outcome.kept(upTo: Self.longestAnswer)
        do {
            try await database.write { connection in
                let store = IdempotencyStore(connection: connection)
                if let answer {
                    try store.finish(run.scope, by: run.owner, answer)
                } else {
                    try store.release(run.scope, by: run.owner)
                }
            }
        } catch {
            log.warning("an answer is not kept", ["cause": .text("\(error)")])
        }
    }
}

extension Outcome {
    /// An answer that was given before.
    fileprivate init(again answer: IdempotencyStore.Answer) {
        var response = Response(
            Status(code: Int(answer.status)),
            body: .bytes(answer.body)
        )
        response.headers.set("Content-Type", answer.contentType)
        response.headers.set("Idempotent-Replayed", "true")
        self.init(response: response, kind: .success)
    }

    /// What is to be given again; nil for what is no business answer.
    fileprivate func kept(upTo limit: Int) -> IdempotencyStore.Answer? {
        switch kind {
        case .success, .refusal: break
        case .rejection, .fault, .unproven: return nil
        }
        guard case .bytes(let body) = response.body, body.count <= limit else { return nil }
        return IdempotencyStore.Answer(
            status: Int64(response.status.code),
            contentType: response.headers["Content-Type"] ?? "application/json",
            body: body
        )
    }
}
