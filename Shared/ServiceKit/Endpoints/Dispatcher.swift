import Basics
import Contracts
import HTTP

/// Finds the endpoint of a request, has it answered, counts and logs.
struct Dispatcher: Sendable {
    private struct Entry: Sendable {
        let route: BoundRoute
        let metrics: RouteMetrics
    }

    private var router = Router<Entry>()
    private let context: EndpointContext
    private let unknown: @Sendable (Request) -> Response?
    private let metrics: Metrics
    private let unrouted: RouteMetrics
    private let rejectedLines = LineQuota()
    private let failedLines = LineQuota()
    private let unprovenLines = LineQuota(perSecond: 1)
    private let unproven: LabelledCounter

    init(
        _ routes: [BoundRoute],
        context: EndpointContext,
        metrics: Metrics,
        unknown: @escaping @Sendable (Request) -> Response? = { _ in nil }
    ) throws(CompositionError) {
        self.context = context
        self.unknown = unknown
        self.metrics = metrics
        unrouted = metrics.route("none")
        unproven = metrics.counter(
            "kumquat_unproven_calls_total",
            "Calls of other processes whose proof is no good: by another key or a wrong clock.",
            label: "cause",
            values: ["key", "clock"]
        )
        for bound in routes {
            let entry = Entry(route: bound, metrics: metrics.route(bound.description))
            do {
                try router.add(bound.method, bound.pattern, entry)
            } catch {
                throw CompositionError("two endpoints at \(bound.description)")
            }
        }
    }

    func answer(_ request: Request) async -> Response {
        let began = SystemTime.monotonicNanoseconds()
        let requestID = context.requestID(of: request)
        var outcome: Outcome
        let metrics: RouteMetrics
        var isRoutine = false
        switch router.match(request.method, path: request.target.path) {
        case .found(let entry, let captures, _):
            metrics = entry.metrics
            isRoutine = entry.route.isRoutine
            outcome = await entry.route.respond(
                IncomingCall(request: request, captures: captures, requestID: requestID),
                context
            )
        case .methodNotAllowed(let allowed):
            metrics = unrouted
            outcome = refused(.methodNotAllowed, request, allowed)
        case .notFound:
            metrics = unrouted
            outcome =
                unknown(request).map { Outcome(response: $0, kind: .rejection) }
                ?? refused(.routeUnknown, request, [])
        }
        // What was given up because nobody waits for it is no fault of ours.
        if case .fault = outcome.kind, Task.isCancelled {
            outcome = Outcome(
                response: Response(.clientGone),
                kind: .rejection,
                identity: outcome.identity
            )
        }
        if case .unproven(let call) = outcome.kind { unproven.add(call.cause) }
        let nanoseconds = SystemTime.monotonicNanoseconds() - began
        metrics.observe(status: outcome.response.status.code, nanoseconds: nanoseconds)
        if case .success = outcome.kind, isRoutine || !context.log.isEnabled(.info) {
            return outcome.response
        }
        log(outcome, requestID, metrics.route, nanoseconds)
        return outcome.response
    }

    private func refused(
        _ failure: TransportFailure,
        _ request: Request,
        _ allowed: [Method]
    ) -> Outcome {
        let contract = RouteBook.contract(of: request.target.path)
        var response = contract.response(failure)
        if !allowed.isEmpty {
            let names = allowed.map(\.description).joined(separator: ", ")
            response.headers.set("Allow", names)
        }
        return Outcome(response: response, kind: .rejection)
    }

    private func log(
        _ outcome: Outcome,
        _ requestID: String,
        _ route: String,
        _ nanoseconds: UInt64
    ) {
        let log = context.log
        guard let leftOut = leftOut(before: outcome.kind) else { return }
        var fields: LogFields = [
            "request_id": .text(requestID),
            "route": .text(route),
            "status": .integer(Int64(outcome.response.status.code)),
            "ms": .double(Double(nanoseconds / 1000) / 1000),
        ]
        if let identity = outcome.identity { fields.add("iid", .integer(identity.iid.rawValue)) }
        if leftOut > 0 { fields.add("left_out", .integer(leftOut)) }
        switch outcome.kind {
        case .success: log.info("answered", fields)
        case .refusal(let code):
            fields.add("code", .integer(Int64(code)))
            log.info("refused", fields)
        case .rejection: log.info("rejected", fields)
        case .fault: log.error("failed", fields)
        case .unproven(let call):
            fields.add("cause", .text(call.words))
            log.error("a call of another process proves nothing", fields)
        }
    }

    /// The lines like this one that were left out before it; nil when there are too many.
    private func leftOut(before kind: Outcome.Kind) -> Int64? {
        switch kind {
        case .success, .refusal: 0
        case .rejection: rejectedLines.take()
        case .fault: failedLines.take()
        case .unproven: unprovenLines.take()
        }
    }
}
