import JSON
import Basics
import Synchronization

/// What `/readyz` says: whether the process can serve, and if not, for want of what.
final class ProcessReadiness: Sendable {
    private let checks: [ServiceDefinition.Check]
    private let stopping = Atomic<Bool>(false)

    init(_ checks: [ServiceDefinition.Check]) {
        self.checks = checks
    }

    /// From now on nothing new should be sent here.
    func stop() {
        stopping.store(true, ordering: .relaxed)
    }

    /// Name and reason of everything that is missing.
    var problems: [(name: String, reason: String)] {
        var problems: [(name: String, reason: String)] = []
        if stopping.load(ordering: .relaxed) { problems.append(("process", "stopping")) }
        for check in checks {
            if let reason = check.problem() { problems.append((check.name, reason)) }
        }
        return problems
    }

    /// `{"ready":true}`, or `{"ready":false,"missing":{"database":"…"}}`.
    static func json(_ problems: [(name: String, reason: String)]) -> Bytes {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ready")
        writer.bool(problems.isEmpty)
        if !problems.isEmpty {
            writer.key("missing")
            writer.beginObject()
            for problem in problems {
                writer.key(problem.name)
                writer.string(problem.reason)
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }
}
