import Basics
import HTTP
import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/requests`: what came in and what went out, newest first; with `since` what came
    /// behind that number, oldest first, and `wait` waits for it.
    enum ListRequests: ControlEndpoint {
        static let route = ControlRoutes.listRequests

        struct Input: EndpointInput {
            private static let direction = Field<LoggedExchange.Direction>.choice(
                "direction",
                "incoming: to the sandbox; outgoing: callbacks and pushes."
            )
            private static let kind = Field<LoggedExchange.Kind>.choice(
                "kind",
                "What it is about."
            )
            private static let status = Field.text("status", "How it was answered.", octets: 3...3)
                .map(example: "4xx", expecting: "a status, 1xx to 5xx, or bad") {
                    RequestFilter.StatusWish($0)
                }
            private static let path = Field.text(
                "path",
                "How the path begins.",
                octets: 1...256,
                example: "/v3/"
            )
            private static let text = Field.text(
                "q",
                "A text that stands anywhere in it.",
                octets: 1...128,
                example: "T000001"
            )
            private static let since = Field.integer(
                "since",
                "Only those behind this number, oldest first.",
                in: 0...Int64.max
            )
            private static let wait = Field.integer(
                "wait",
                "With since: how many seconds to wait for the first one.",
                in: 0...25,
                default: 0
            )

            let page: ListPage
            let filter: RequestFilter
            let since: Int64?
            let waitMilliseconds: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                page = try ListPage(fields)
                filter = RequestFilter(
                    direction: try fields.readIfPresent(Self.direction),
                    kind: try fields.readIfPresent(Self.kind),
                    status: try fields.readIfPresent(Self.status),
                    path: try fields.readIfPresent(Self.path),
                    text: try fields.readIfPresent(Self.text)?.lowercased()
                )
                since = try fields.readIfPresent(Self.since)
                waitMilliseconds = try fields.read(Self.wait) * 1000
            }
        }

        struct Output: Payload {
            let requests: [RequestSummary]
            let next: Int64?
            /// The newest number there is, for `since`.
            let newest: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            let log = sandbox.requests
            guard let since = input.since else {
                let newest = log.newest
                let end = input.page.after ?? .max
                let found = log.all.reversed().filter { $0.id < end && input.filter.wants($0) }
                return output(Array(found), input.page, newest)
            }
            await log.wait(
                behind: since,
                milliseconds: input.waitMilliseconds,
                input.filter.wants
            )
            let all = log.all
            let found = all.filter { $0.id > since && input.filter.wants($0) }
            return output(found, input.page, all.last?.id ?? since)
        }

        private static func output(
            _ found: [LoggedExchange],
            _ page: ListPage,
            _ newest: Int64
        ) -> Output {
            let (shown, next) = page.cut(Array(found.prefix(Int(page.rows)))) { $0.id }
            return Output(requests: shown.map(RequestSummary.init), next: next, newest: newest)
        }
    }
}
