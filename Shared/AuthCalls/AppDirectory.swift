public import Basics
import InternalMessages
import Loops
public import ServiceKit

/// The mini-programs and their merchant accounts, by way of auth; kept for half a minute. While auth
/// does not answer, what it last said is good for ten.
public final class AppDirectory: Sendable {
    /// Asks auth for all of them.
    public typealias Fetch = @Sendable () async throws -> [DirectoryApp]

    /// Afterwards auth is asked again.
    public static let freshSeconds: Int64 = 30
    /// For so long what was said is good while there is nothing newer.
    public static let goodSeconds: Int64 = 600
    /// An app that is not among them is asked for again after so long.
    private static let unknownSeconds: Int64 = 2
    private static let retrySeconds = 2

    private struct Known {
        var apps: [ID<App>: DirectoryApp] = [:]
        var fetchedAt: UnixTime?
        var isFetching = false
    }

    private let known = Locked(Known())
    private let clock: Clock
    private let log: Logger
    private let fetch: Fetch

    /// A directory by the real clock; the real one is ``live(_:clock:log:)``.
    public init(clock: Clock, log: Logger, fetch: @escaping Fetch) {
        self.clock = clock
        self.log = log
        self.fetch = fetch
    }

    /// The real one, by signed calls to auth.
    public static func live(_ auth: InternalClient, clock: Clock, log: Logger) -> AppDirectory {
        AppDirectory(clock: clock, log: log) {
            try apps(in: await auth.answer(InternalRequestLine(ListAppsCall.self, NoInput())))
        }
    }

    /// What auth's answer says.
    package static func apps(in answer: InternalAnswer) throws(InternalFailure) -> [DirectoryApp] {
        guard answer.status == 200 else { throw .brokenAnswer }
        return try answer.decode(ListAppsCall.Answer.self).apps.map(DirectoryApp.init)
    }

    /// The app of this number; nil where there is none.
    /// - Throws: `unavailable` where auth has not answered for too long.
    public func app(_ id: ID<App>) async throws(Failure<Never>) -> DirectoryApp? {
        try await apps(with: id)[id]
    }

    /// All of them, by number.
    public func all() async throws(Failure<Never>) -> [DirectoryApp] {
        try await apps(with: nil).values.sorted { $0.id.rawValue < $1.id.rawValue }
    }

    private func apps(
        with wanted: ID<App>?
    ) async throws(Failure<Never>) -> [ID<App>: DirectoryApp] {
        let now = clock.now()
        let (old, isMine) = known.withLock { known in
            let age = known.fetchedAt.map { now.seconds - $0.seconds }
            let isMissing = wanted.map { known.apps[$0] == nil } ?? false
            let bound = isMissing ? Self.unknownSeconds : Self.freshSeconds
            let isFresh = age.map { (0..<bound).contains($0) } ?? false
            let isGood = age.map { (0..<Self.goodSeconds).contains($0) } ?? false
            // One asks for all; only who has nothing waits for an answer of its own.
            let isMine = !isFresh && (!known.isFetching || !isGood || isMissing)
            if isMine { known.isFetching = true }
            return (isGood ? known.apps : nil, isMine)
        }
        guard isMine else {
            guard let old else { throw .unavailable(retryAfterSeconds: Self.retrySeconds) }
            return old
        }
        do {
            let apps = Dictionary(try await fetch().map { ($0.id, $0) }) { first, _ in first }
            known.withLock { known in
                known = Known(apps: apps, fetchedAt: now, isFetching: false)
            }
            return apps
        } catch {
            known.withLock { $0.isFetching = false }
            log.warning("auth does not tell the apps", ["cause": .text("\(error)")])
            guard let old else { throw .unavailable(retryAfterSeconds: Self.retrySeconds) }
            return old
        }
    }
}
