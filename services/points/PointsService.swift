import Basics
import ServiceKit
import Storage

/// What the operations of this process work with.
struct PointsService: Sendable {
    let database: Database
    let clock: Clock
    let log: Logger
    let metrics: PointsMetrics
}
