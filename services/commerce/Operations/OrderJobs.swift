import Basics
import CommerceDomain
import Jobs

/// The kinds of jobs about orders, each with an order's number as its key.
enum OrderJobs {
    /// Which order.
    struct Row: Codable, Sendable {
        let id: Int64

        init(_ order: ID<Order>) { id = order.rawValue }

        var order: ID<Order> { ID(id) }
    }

    /// Nobody has paid it in time.
    static let close = JobKind<Row>("commerce.order.close", retries: RetryPolicy(parkAfter: nil))
    /// What it bought has run out.
    static let expire = JobKind<Row>("commerce.order.expire", retries: RetryPolicy(parkAfter: nil))
    /// WeChat has to be told that it was handed over.
    static let ship = JobKind<Row>(
        "commerce.order.ship",
        retries: RetryPolicy(firstMilliseconds: 5000, longestSeconds: 3600, parkAfter: 60)
    )
}
