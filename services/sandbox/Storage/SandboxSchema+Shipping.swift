import Storage

extension SandboxSchema {
    /// What was reported as sent for payments.
    static let shipping = Migration(
        number: 6,
        name: "shipping",
        sql: """
            CREATE TABLE shipment (
                pay_order INT64 NOT NULL PRIMARY KEY,
                mode INT64 NOT NULL,
                way INT64 NOT NULL,
                is_finished INT64 NOT NULL,
                reports INT64 NOT NULL,
                is_changed INT64 NOT NULL,
                content TEXT NOT NULL,
                parcels BYTES NOT NULL,
                shipped_at INT64 NOT NULL,
                received_at INT64
            );
            """
    )
}
