import ServiceKit
import Basics
import Storage

extension Sandbox {
    /// Counts a call of an app to an endpoint, or refuses it. The count goes back with the unit
    /// when the call is refused later on, as WeChat counts successes only.
    func count(_ name: String, for app: DemoApp, _ connection: Connection) throws {
        let store = QuotaStore(connection)
        for quota in try quotas(connection) where quota.name == name {
            let period = quota.span.period(at: clock.now)
            guard try store.add(quota, app, period: period) <= quota.maximum else {
                throw quota.refusal
            }
        }
    }

    /// All limits: WeChat's, and what was set instead.
    func quotas(_ connection: Connection) throws -> [Quota] {
        let set = try QuotaStore(connection).overrides()
        let others = Quota.usual.filter { usual in
            !set.contains { $0.name == usual.name && $0.span == usual.span }
        }
        return others + set
    }
}
