import Basics
import HTTP

/// What every process says about itself to whoever looks after it.
enum HealthRoutes {
    /// Alive: the process answers.
    static let alive = "/healthz"

    static func addAlive(to definition: inout ServiceDefinition) {
        definition.handle(.get(alive)) { _ in .json(Bytes(#"{"alive":true}"#.utf8)) }
    }

    static func add(
        to definition: inout ServiceDefinition,
        readiness: ProcessReadiness,
        metrics: Metrics
    ) {
        addAlive(to: &definition)
        definition.handle(.get("/readyz")) { _ in
            let problems = readiness.problems
            let status: Status = problems.isEmpty ? .ok : .serviceUnavailable
            return .json(ProcessReadiness.json(problems), status: status)
        }
        definition.handle(.get("/metrics")) { _ in
            var response = Response(.ok, body: .bytes(Bytes(MetricsText(metrics).text.utf8)))
            response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            return response
        }
    }
}
