import AuthDomain
import Basics
import Jobs
import ServiceKit
import Storage
import WeChat

/// A picture that WeChat could not fetch, by WeChat's number of it.
struct UnfetchedPicture: Codable, Sendable {
    let app: Int64
    let trace: String

    fileprivate init(_ trace: ContentTrace) {
        app = trace.app.rawValue
        self.trace = trace.traceID
    }

    fileprivate var place: ContentTrace { ContentTrace(app: ID(app), traceID: trace) }
}

extension AuthService {
    /// A failing call is no failed fetch, and is made again until a person has to look anyway.
    private static let again = JobKind<UnfetchedPicture>(
        "auth.check.again",
        retries: RetryPolicy(firstMilliseconds: 5000, longestSeconds: 300, parkAfter: nil)
    )

    /// Seconds until WeChat is asked once more, after each time that it could not fetch a picture: the
    /// process that has it is started anew, or the way to it is down. An hour together; whoever
    /// has sent the picture may not be asked about much longer (two hours).
    static let pauses: [Int64] = [60, 180, 480, 1200, 1680]

    func addQuestions() throws(CompositionError) {
        try jobs.on(Self.again, atOnce: 2) { job in
            try await askAgain(job.payload.place) { try job.finish(in: $0) }
            return .done
        }
    }

    /// Waits for the verdict, in the unit that knows the picture's number.
    func begin(
        _ question: PictureQuestion,
        under trace: ContentTrace,
        in unit: UnitOfWork
    ) throws -> ContentState {
        let begun = try AuthStore(connection: unit.connection)
            .begin(question, under: trace, at: unit.now)
        guard begun.isUnfetched else { return begun.state }
        let state = try putOff(trace, question, in: unit)
        if state != .pending {
            _ = try AuthStore(connection: unit.connection).settle(trace, as: state, at: unit.now)
        }
        return state
    }

    /// Takes note that WeChat could not fetch a picture, once for each time it was asked.
    func takeUnfetched(_ trace: ContentTrace) async throws(Failure<Never>) {
        try await database.write(refusing: Never.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard try store.noteUnfetched(trace, at: unit.now) else { return }
            guard let question = try store.question(under: trace) else {
                // One of an earlier release, of which there is nothing to be asked again; or it is
                // not known yet what this is about.
                if try store.isAwaited(trace) { try settle(trace, as: .review, in: unit) }
                return
            }
            if try putOff(trace, question, in: unit) == .review {
                try settle(trace, as: .review, in: unit)
            }
        }
    }

    /// Pending where it is asked about again; for a person where that was done often enough.
    private func putOff(
        _ trace: ContentTrace,
        _ question: PictureQuestion,
        in unit: UnitOfWork
    ) throws -> ContentState {
        let fields: LogFields = [
            "app": .integer(trace.app.rawValue), "check": .text(question.checkID),
            "tries": .integer(question.fetches + 1),
        ]
        guard question.fetches < Self.pauses.count else {
            log.warning("WeChat could not fetch a picture, a person has to look", fields)
            return .review
        }
        log.notice("WeChat could not fetch a picture, and is asked again", fields)
        try jobs.queue.enqueue(
            Self.again,
            key: "\(trace.app):\(trace.traceID)",
            UnfetchedPicture(trace),
            due: unit.now.adding(seconds: Self.pauses[Int(question.fetches)]),
            in: unit
        )
        return .pending
    }

    /// Asks WeChat once more. What it answers has another number; the check keeps its own.
    func askAgain(
        _ old: ContentTrace,
        finish: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) async throws {
        let (found, openid) = try await database.read { connection in
            let store = AuthStore(connection: connection)
            let question = try store.question(under: old)
            return (question, try question.flatMap { try store.identity($0.iid)?.openid })
        }
        guard var question = found, let openid else { return }
        let check = MediaCheck(.image, at: question.url, by: openid, scene: question.scene)
        let traceID = try await trace(of: check, in: weChatApp(old.app))
        question.fetches += 1
        try await database.write { [question] unit in
            let store = AuthStore(connection: unit.connection)
            // Decided meanwhile?
            if try store.question(under: old) != nil {
                if let traceID {
                    let new = ContentTrace(app: old.app, traceID: traceID)
                    try store.forget(old)
                    let state = try begin(question, under: new, in: unit)
                    if state != .pending { try announce(question.checkID, state, in: unit) }
                } else {
                    try settle(old, as: .review, in: unit)
                }
            }
            try finish(unit.connection)
        }
    }
}
