import Basics
import ServiceKit
import Storage

/// All SQL about what was sent for payments.
struct ShipmentStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func reported(_ order: ID<PayOrder>) throws -> Reported? {
        try connection.first(
            """
            SELECT pay_order, mode, way, is_finished, reports, is_changed, content, parcels,
                shipped_at, received_at, reminded_at
            FROM shipment WHERE pay_order = ?1
            """,
            order
        ) {
            try Reported(
                order: $0.id(0),
                mode: $0.value(1),
                way: $0.integer(2),
                isFinished: $0.bool(3),
                reports: $0.integer(4),
                isChanged: $0.bool(5),
                content: $0.text(6),
                parcels: $0.bytes(7),
                shippedAt: $0.time(8),
                receivedAt: $0.optionalTime(9),
                remindedAt: $0.optionalTime(10)
            )
        }
    }

    func save(_ reported: Reported) throws {
        try connection.run(
            """
            INSERT INTO shipment (pay_order, mode, way, is_finished, reports, is_changed, content,
                parcels, shipped_at, received_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL)
            ON CONFLICT (pay_order) DO UPDATE SET
                mode = excluded.mode, way = excluded.way, is_finished = excluded.is_finished,
                reports = excluded.reports, is_changed = excluded.is_changed,
                content = excluded.content, parcels = excluded.parcels,
                shipped_at = excluded.shipped_at
            """,
            reported.order,
            reported.mode.rawValue,
            reported.way,
            reported.isFinished,
            reported.reports,
            reported.isChanged,
            reported.content,
            reported.parcels,
            reported.shippedAt
        )
    }

    /// False where the user was reminded before.
    func setReminded(_ order: ID<PayOrder>, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE shipment SET reminded_at = ?2 WHERE pay_order = ?1 AND reminded_at IS NULL
            """,
            order,
            now
        ) == 1
    }

    /// False where there is nothing to be received, or it was.
    func setReceived(_ order: ID<PayOrder>, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE shipment SET received_at = ?2
            WHERE pay_order = ?1 AND is_finished = 1 AND received_at IS NULL
            """,
            order,
            now
        ) == 1
    }

    func removeAll() throws {
        try connection.run("DELETE FROM shipment")
    }
}
