import Basics
import ServiceKit
import Storage

/// News about sessions.
struct SessionNews: Sendable, Equatable {
    /// What to ask after the next time.
    let last: Int64
    let changes: [SessionChange]
}

extension AuthService {
    private static let changesAtOnce = 1000
    private static let pauseMilliseconds = 100

    /// What happened after change `number`, as soon as something has, and at the latest after
    /// `seconds`. 0 asks for all that still matters.
    ///
    /// Looks into the file ten times a second: another replica may have written it.
    func news(
        after number: Int64,
        waitingSeconds seconds: Int64
    ) async throws(Failure<Never>) -> SessionNews {
        let start = SystemTime.monotonicNanoseconds()
        let patience = UInt64(max(seconds, 0)) * 1_000_000_000
        while true {
            let news = try await news(after: number)
            if !news.changes.isEmpty || news.last < number { return news }
            if SystemTime.monotonicNanoseconds() - start >= patience || drain.isUp { return news }
            guard await Pause.milliseconds(Self.pauseMilliseconds) else { return news }
        }
    }

    private func news(after number: Int64) async throws(Failure<Never>) -> SessionNews {
        let now = now
        return try await database.read(refusing: Never.self) { connection in
            let store = AuthStore(connection: connection)
            let last = try store.lastChange()
            if last == number { return SessionNews(last: last, changes: []) }
            // A number from the future: the file is an older one (a backup), so all counts.
            let after = number > last ? 0 : number
            let changes = try store.changes(after: after, at: now, upTo: Self.changesAtOnce)
            let isCut = changes.count == Self.changesAtOnce
            let end = isCut ? changes.last?.number ?? last : last
            return SessionNews(last: end, changes: changes)
        }
    }
}
