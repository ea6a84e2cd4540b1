import Basics
import Contracts
import HTTP
import ServiceKit

extension InternalAPI {
    /// `GET /internal/revocations?after=N&wait=SECONDS`: answers as soon as something has happened
    /// after N, and at the latest after that many seconds (25 at most). 0 asks for all that matters.
    enum ReadSessionFeed: InternalEndpoint {
        static let route = Route.get("/internal/revocations")
        private static let longestWait: Int64 = 25

        struct Input: WireInput {
            let after: Int64
            let wait: Int64

            init(_ wire: Parameters) throws(ParameterProblem) {
                after = try wire.integer("after")
                wait = try wire.optionalInteger("wait") ?? 0
                guard after >= 0 else { throw .malformed("after") }
                guard (0...longestWait).contains(wait) else { throw .malformed("wait") }
            }
        }

        struct Change: Encodable {
            let n: Int64
            let kind: String
            let sid: String?
            let iid: Int64?
            let uid: Int64?

            private enum Key: CodingKey { case n, kind, sid, iid, uid }

            /// With null for what is not there.
            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Key.self)
                try fields.encode(n, forKey: .n)
                try fields.encode(kind, forKey: .kind)
                try fields.encode(sid, forKey: .sid)
                try fields.encode(iid, forKey: .iid)
                try fields.encode(uid, forKey: .uid)
            }
        }

        struct Output: Encodable {
            let last: Int64
            let changes: [Change]
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            let news = try await auth.news(after: input.after, waitingSeconds: input.wait)
            return Output(
                last: news.last,
                changes: news.changes.map { change in
                    Change(
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
