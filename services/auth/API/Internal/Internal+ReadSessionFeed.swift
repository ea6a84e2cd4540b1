import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension InternalAPI {
    /// `GET /internal/revocations?after=N&wait=SECONDS`: answers as soon as something has happened
    /// after N, and at the latest after that many seconds.
    enum ReadSessionFeed: InternalEndpoint {
        static let route = InternalRoutes.readSessionFeed

        struct Input: EndpointInput {
            private static let after = Field.integer(
                "after",
                "The last number that is known; 0 asks for all that matters.",
                in: 0...Int64.max
            )
            private static let wait = Field.integer(
                "wait",
                "Seconds to wait for news, where there is none.",
                in: 0...25,
                default: 0
            )

            let after: Int64
            let wait: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                after = try fields.read(Self.after)
                wait = try fields.read(Self.wait)
            }
        }

        /// With null for what is not there.
        struct Change: Codable {
            let n: Int64
            let kind: String
            let sid: Nullable<String>
            let iid: Nullable<Int64>
            let uid: Nullable<Int64>
        }

        struct Output: Payload {
            let last: Int64
            let changes: [Change]
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            let news = try await auth.news(after: input.after, waitingSeconds: input.wait)
            return Output(
                last: news.last,
                changes: news.changes.map { change in
                    Change(
                        n: change.number,
                        kind: change.kind.rawValue,
                        sid: Nullable(change.sid),
                        iid: Nullable(change.iid?.rawValue),
                        uid: Nullable(change.uid?.rawValue)
                    )
                }
            )
        }
    }
}
