import Basics
import InternalMessages
import ServiceKit

extension InternalAPI {
    /// `GET /internal/revocations?after=N&wait=SECONDS`: answers as soon as something has happened
    /// after N, and at the latest after that many seconds.
    enum ReadSessionFeed: InternalEndpoint {
        typealias Call = ReadSessionFeedCall
        typealias Refusal = Never

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Call.Answer {
            let news = try await auth.news(after: input.after, waitingSeconds: input.wait)
            return Call.Answer(
                last: news.last,
                changes: news.changes.map { change in
                    Call.Change(
                        n: change.number,
                        kind: change.kind.rawValue,
                        sid: change.sid,
                        iid: change.iid?.rawValue,
                        uid: change.uid?.rawValue
                    )
                }
            )
        }
    }
}
