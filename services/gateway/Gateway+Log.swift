import Basics
import Contracts
import HTTP
import ServiceKit

/// What the log says of requests.
extension Gateway {
    /// A line for each call of the back office; who did what to whom is in the service's own trail.
    func noteBackOffice(
        _ route: Route,
        _ status: Status,
        _ address: ClientAddress,
        _ requestID: String,
        _ nanoseconds: UInt64
    ) {
        guard log.isEnabled(.notice) else { return }
        var fields: LogFields = [
            "request_id": .text(requestID),
            "route": .text(route.description),
            "status": .integer(Int64(status.code)),
            "ms": .double(Double(nanoseconds / 1000) / 1000),
        ]
        if logsAddresses { fields.add("from", .text(address.network)) }
        log.notice("back office", fields)
    }

    func note(
        _ failure: TransportFailure?,
        _ cause: String?,
        _ route: Route?,
        _ address: ClientAddress,
        _ requestID: String,
        _ nanoseconds: UInt64
    ) {
        guard let failure, log.isEnabled(.info) else { return }
        let quota = failure.rawValue >= 500 ? unansweredLines : rejectedLines
        guard let leftOut = quota.take() else { return }
        var fields: LogFields = [
            "request_id": .text(requestID),
            "route": .text(route?.pattern ?? "none"),
            "status": .integer(Int64(failure.rawValue)),
            "ms": .double(Double(nanoseconds / 1000) / 1000),
        ]
        if let route, failure.rawValue >= 500 {
            fields.add("upstream", .text(route.service.rawValue))
        }
        if let cause { fields.add("cause", .text(cause)) }
        if logsAddresses { fields.add("from", .text(address.network)) }
        if leftOut > 0 { fields.add("left_out", .integer(leftOut)) }
        if failure.rawValue >= 500 {
            log.warning("no answer", fields)
        } else {
            log.info("rejected", fields)
        }
    }
}
