import Contracts
import Basics
import HTTP
import ServiceKit
import Storage

extension Sandbox {
    /// Lets the next commits of a process fail, or with 0 no longer.
    func failCommits(of service: String, times: Int64, kind: String) async throws {
        if service == ServiceName.sandbox.rawValue {
            guard let fault = StorageFault(rawValue: kind) else {
                throw BrokenFile("no storage fault \(kind)")
            }
            database.failNextCommits(Int(clamping: times), kind: fault)
            return
        }
        guard let neighbour = neighbours.first(where: { $0.name == service }) else {
            throw ControlRefusal.serviceUnknown(service)
        }
        let order = FailCommitsCall.Request(times: times, kind: kind)
        switch await neighbour.tell(FailCommitsCall.self, order) {
        case .done: return
        case .notRunning: throw ControlRefusal.serviceNotRunning(service)
        case .failed: throw ControlRefusal.serviceNotDone(service)
        }
    }

    /// Puts faults into the table, all or none, and tells the processes whose commits are to fail.
    func addFaults(
        _ orders: [FaultOrder],
        script: String
    ) async throws -> [FaultStore.Waiting] {
        let added = try await database.write { connection in
            let store = FaultStore(connection)
            guard try store.count() + Int64(orders.count) <= FaultStore.maximumCount else {
                throw ControlRefusal.tooManyFaults
            }
            let ids = Set(try orders.map { try store.add($0, script: script) })
            return try store.all().filter { ids.contains($0.id) }
        }
        var told: [String] = []
        do {
            for order in orders {
                guard let service = order.service else { continue }
                try await failCommits(of: service, times: order.times, kind: order.kind)
                told.append(service)
            }
        } catch {
            try await database.write { connection in
                for fault in added { try FaultStore(connection).remove(fault.id) }
            }
            for service in told {
                try? await failCommits(of: service, times: 0, kind: StorageFault.full.rawValue)
            }
            throw error
        }
        return added
    }

    /// Forgets all faults, here and where commits were to fail.
    func clearFaults() async throws {
        _ = try await clearFaults { _ in true }
    }

    /// Forgets those faults, and says how many there were.
    func clearFaults(where isMeant: @Sendable (FaultStore.Waiting) -> Bool) async throws -> Int {
        let faults = try await database.read { try FaultStore($0).all() }.filter(isMeant)
        for path in Set(faults.map(\.path)) {
            guard case .storage(let service)? = FaultPath(path)?.place else { continue }
            do {
                try await failCommits(of: service, times: 0, kind: StorageFault.full.rawValue)
            } catch ControlRefusal.serviceNotRunning(_), ControlRefusal.serviceUnknown(_) {
                // A process that does not run remembers no faults.
                continue
            }
        }
        try await database.write { connection in
            for fault in faults { try FaultStore(connection).remove(fault.id) }
        }
        return faults.count
    }
}
