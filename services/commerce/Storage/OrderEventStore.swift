import Basics
import CommerceDomain
import Storage

/// All SQL of the table `order_event`: what has happened to an order. Rows are only added, in the
/// unit in which it happened.
struct OrderEventStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func append(_ event: OrderEvent, to order: ID<Order>, at now: UnixTime) throws {
        let id: ID<OrderEvent> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO order_event (id, order_id, at, kind, who, detail)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            id,
            order,
            now,
            event.kind.rawValue,
            event.who,
            event.detail
        )
    }

    /// In their order.
    func events(of order: ID<Order>) throws -> [(at: UnixTime, event: OrderEvent)] {
        try connection.all(
            """
            SELECT at, kind, who, detail FROM order_event WHERE order_id = ?1
            ORDER BY id LIMIT 2000
            """,
            order
        ) { row in
            let event = try OrderEvent(row.value(1), by: row.text(2), row.text(3))
            return (at: try row.time(0), event: event)
        }
    }

    /// How many of a kind there were since then.
    func count(_ kind: OrderEvent.Kind, of order: ID<Order>, since: UnixTime) throws -> Int64 {
        try connection.first(
            "SELECT count(*) FROM order_event WHERE order_id = ?1 AND kind = ?2 AND at > ?3",
            order,
            kind.rawValue,
            since
        ) { try $0.integer(0) } ?? 0
    }
}
