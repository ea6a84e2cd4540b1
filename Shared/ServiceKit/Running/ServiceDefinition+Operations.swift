import HTTP
import Storage

extension ServiceDefinition {
    /// What `/readyz` asks about: the database first.
    var allChecks: [Check] {
        guard let database else { return checks }
        let check = Check(name: "database") {
            database.checkHealth() ? nil : "the last write failed for want of the disk"
        }
        return [check] + checks
    }

    /// Health, figures, and the calls between processes that all of them have. Those of the
    /// sandbox exist where the clock can be moved: in its environment.
    func operations(
        _ operations: Operations,
        readiness: ProcessReadiness,
        metrics: Metrics
    ) throws(CompositionError) -> [BoundRoute] {
        var definition = ServiceDefinition()
        HealthRoutes.add(to: &definition, readiness: readiness, metrics: metrics)
        if operations.clock.isMovable {
            try definition.add(InternalAPI.sandbox, by: operations)
        }
        return definition.routes
    }
}
