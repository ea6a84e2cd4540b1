import Storage

extension PaySchema {
    /// Orders that are not paid in a mini-program; who pays them is not known before (`openid` is
    /// empty until then).
    static let trades = Migration(
        number: 9,
        name: "native, H5 and app orders, reminders about what was shipped",
        sql: """
            ALTER TABLE pay_order ADD COLUMN trade TEXT NOT NULL DEFAULT 'JSAPI';
            ALTER TABLE pay_order ADD COLUMN link_token TEXT;
            CREATE UNIQUE INDEX pay_order_by_link ON pay_order (link_token)
                WHERE link_token IS NOT NULL;
            CREATE INDEX pay_order_by_app ON pay_order (appid, paid_at, id);
            ALTER TABLE shipment ADD COLUMN reminded_at INT64;
            """
    )
}
