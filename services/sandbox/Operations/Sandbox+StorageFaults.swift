import Basics
import HTTP
import JSON
import ServiceKit
import Storage

extension Sandbox {
    /// Lets the next commits of a process fail, or with 0 no longer.
    func failCommits(of service: String, times: Int64, kind: String) async throws {
        if service == Peer.sandbox.rawValue {
            guard let fault = StorageFault(rawValue: kind) else { throw ControlError.broken }
            database.failNextCommits(Int(clamping: times), kind: fault)
            return
        }
        guard let neighbour = neighbours.first(where: { $0.name == service }) else {
            throw ControlError(
                status: .notFound,
                code: "service_unknown",
                message: "There is no process \(service)."
            )
        }
        var body = JSONWriter()
        body.beginObject()
        body.key("times")
        body.integer(times)
        body.key("kind")
        body.string(kind)
        body.endObject()
        switch await neighbour.tell("/internal/faults", body.bytes) {
        case .done: return
        case .notRunning:
            throw ControlError(
                status: .badGateway,
                code: "not_running",
                message: "\(service) does not run."
            )
        case .failed:
            throw ControlError(
                status: .badGateway,
                code: "not_done",
                message: "\(service) did not take it; has it a database?"
            )
        }
    }

    /// Forgets all faults, here and where commits were to fail.
    func clearFaults() async throws {
        let faults = try await database.read { try FaultStore($0).all() }
        for path in Set(faults.map(\.path)) where path.hasPrefix(FaultOrder.storagePrefix) {
            let service = String(path.dropFirst(FaultOrder.storagePrefix.count))
            do {
                try await failCommits(of: service, times: 0, kind: StorageFault.full.rawValue)
            } catch let error as ControlError where error.code == "not_running" {
                // A process that does not run remembers no faults.
                continue
            }
        }
        try await database.write { try FaultStore($0).removeAll() }
    }
}
