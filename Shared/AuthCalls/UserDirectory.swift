public import Basics
import InternalMessages
import Loops
public import ServiceKit

/// What auth knows of accounts, as far as a sale needs it; kept for a minute.
public final class UserDirectory: Sendable {
    /// An account.
    public struct Entry: Sendable, Equatable {
        /// The account itself, or the one that it was merged into.
        public let uid: ID<User>
        /// The nickname, or the masked mobile.
        public let name: String
        /// The last four digits of the verified mobile; nil without one: nobody is bound.
        public let mobileTail: String?

        /// An account of its parts.
        public init(uid: ID<User>, name: String, mobileTail: String?) {
            self.uid = uid
            self.name = name
            self.mobileTail = mobileTail
        }
    }

    /// Asks auth for one; nil where there is none.
    public typealias Fetch = @Sendable (ID<User>) async throws -> Entry?

    private static let freshSeconds: Int64 = 60
    private static let maximumCount = 10_000
    private static let retrySeconds = 2

    private let known = Locked<[ID<User>: (entry: Entry, at: UnixTime)]>([:])
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
    public static func live(_ auth: InternalClient, clock: Clock, log: Logger) -> UserDirectory {
        UserDirectory(clock: clock, log: log) { uid in
            switch try await auth.send(ReadUserCall.self, ReadUserCall.Request(uid: uid)) {
            case .refused(.unknown): return nil
            case .undeclared: throw InternalFailure.brokenAnswer
            case .done(let answer):
                let user = try answer.decode(ReadUserCall.Answer.self)
                return Entry(uid: ID(user.uid), name: user.name, mobileTail: user.mobile_tail)
            }
        }
    }

    /// The account; nil where there is none. Whoever has no mobile yet is asked about each time.
    /// - Throws: `unavailable` where auth does not answer.
    public func user(_ uid: ID<User>) async throws(Failure<Never>) -> Entry? {
        let now = clock.now()
        if let found = known.withLock({ $0[uid] }),
            (0..<Self.freshSeconds).contains(now.seconds - found.at.seconds)
        {
            return found.entry
        }
        do {
            let entry = try await fetch(uid)
            known.withLock { known in
                if known.count >= Self.maximumCount { known.removeAll() }
                known[uid] = entry.flatMap { $0.mobileTail == nil ? nil : (entry: $0, at: now) }
            }
            return entry
        } catch {
            log.warning("auth does not tell of a user", ["cause": .text("\(error)")])
            throw .unavailable(retryAfterSeconds: Self.retrySeconds)
        }
    }
}
