import Basics
import Storage

/// All SQL about merchants, their money, and the keys of WeChat Pay.
struct PayMerchantStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func merchant(_ mchid: String) throws -> PayMerchant? {
        try connection.first(
            """
            SELECT mchid, serial_no, private_key, certificate, apiv3_key, balance, callback_key,
                has_certificates, callback_speed, refund_seconds, refund_result
            FROM merchant WHERE mchid = ?1
            """,
            mchid
        ) { row in
            try PayMerchant(
                mchid: row.text(0),
                serialNumber: row.text(1),
                privateKey: row.text(2),
                certificate: row.text(3),
                apiV3Key: row.text(4),
                balance: row.money(5),
                settings: PayMerchant.Settings(
                    callbackKey: PayKeyKind(rawValue: row.text(6)),
                    hasCertificates: row.bool(7),
                    callbackSpeed: row.integer(8),
                    refundSeconds: row.integer(9),
                    refundResult: row.value(10)
                )
            )
        }
    }

    /// Those whose keys are made.
    func accounts() throws -> [String] {
        try connection.all("SELECT mchid FROM merchant ORDER BY mchid LIMIT 100") {
            try $0.text(0)
        }
    }

    func add(_ merchant: PayMerchant) throws {
        try connection.run(
            """
            INSERT INTO merchant
                (mchid, serial_no, private_key, certificate, apiv3_key, balance, callback_key,
                has_certificates, callback_speed, refund_seconds, refund_result)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, '', 1, 1, 0, '')
            """,
            merchant.mchid,
            merchant.serialNumber,
            merchant.privateKey,
            merchant.certificate,
            merchant.apiV3Key
        )
        try set(merchant.settings, of: merchant.mchid)
    }

    /// Keys and certificate of one that is there.
    func change(_ merchant: PayMerchant) throws {
        try connection.run(
            """
            UPDATE merchant SET serial_no = ?2, private_key = ?3, certificate = ?4, apiv3_key = ?5
            WHERE mchid = ?1
            """,
            merchant.mchid,
            merchant.serialNumber,
            merchant.privateKey,
            merchant.certificate,
            merchant.apiV3Key
        )
    }

    func set(_ settings: PayMerchant.Settings, of mchid: String) throws {
        try connection.run(
            """
            UPDATE merchant SET callback_key = ?1, has_certificates = ?2, callback_speed = ?3,
                refund_seconds = ?4, refund_result = ?5
            WHERE mchid = ?6
            """,
            settings.callbackKey?.rawValue ?? "",
            settings.hasCertificates,
            settings.callbackSpeed,
            settings.refundSeconds,
            settings.refundResult.rawValue,
            mchid
        )
    }

    // MARK: Keys

    /// Newest first.
    func keys(of mchid: String) throws -> [(
        serial: String, privateKey: String, certificate: String
    )] {
        try connection.all(
            """
            SELECT serial_no, private_key, certificate FROM pay_key WHERE mchid = ?1
            ORDER BY made_at DESC, serial_no LIMIT 100
            """,
            mchid
        ) { try ($0.text(0), $0.text(1), $0.text(2)) }
    }

    func addKey(
        _ serial: String,
        privateKey: String,
        certificate: String,
        of mchid: String,
        at now: UnixTime
    ) throws {
        try connection.run(
            """
            INSERT INTO pay_key (serial_no, private_key, certificate, made_at, mchid)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            serial,
            privateKey,
            certificate,
            now,
            mchid
        )
    }

    // MARK: Money

    /// A movement of a merchant's money, once for each `ref`. False, and nothing is done, where
    /// there is not enough of it.
    func move(
        _ amount: Money,
        of mchid: String,
        ref: String,
        number: String,
        out: String,
        at now: UnixTime
    ) throws -> Bool {
        let balance = try connection.first(
            """
            UPDATE merchant SET balance = balance + ?1
            WHERE mchid = ?2 AND balance + ?1 >= 0 RETURNING balance
            """,
            amount,
            mchid
        ) { try $0.money(0) }
        guard let balance else { return false }
        let id: ID<PayMerchant> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO pay_flow (id, ref, at, amount, balance, number, out_number, mchid)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            id,
            ref,
            now,
            amount,
            balance,
            number,
            out,
            mchid
        )
        return true
    }

    /// One movement of money after the other, in their order.
    func eachFlow(
        of mchid: String,
        from start: UnixTime,
        to end: UnixTime,
        _ body: (PayFlow) -> Void
    ) throws {
        try connection.each(
            """
            SELECT ref, at, amount, balance, number, out_number FROM pay_flow
            WHERE at >= ?1 AND at < ?2 AND mchid = ?3 ORDER BY at, id
            """,
            start,
            end,
            mchid
        ) { row in
            try body(
                PayFlow(
                    ref: row.text(0),
                    at: row.time(1),
                    amount: row.money(2),
                    balance: row.money(3),
                    number: row.text(4),
                    outNumber: row.text(5)
                )
            )
        }
    }

    // MARK: Bills

    func addBill(_ bill: PayBill, _ token: String, until end: UnixTime) throws {
        try connection.run("DELETE FROM pay_bill WHERE expires_at < ?1", end.adding(seconds: -3600))
        try connection.run(
            """
            INSERT INTO pay_bill (token, kind, day, is_packed, expires_at, mchid)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            token,
            bill.kind.rawValue,
            bill.day,
            bill.isPacked,
            end,
            bill.mchid
        )
    }

    func bill(_ token: String, at now: UnixTime) throws -> PayBill? {
        try connection.first(
            """
            SELECT kind, day, is_packed, mchid FROM pay_bill WHERE token = ?1 AND expires_at > ?2
            """,
            token,
            now
        ) { row in
            try PayBill(
                mchid: row.text(3),
                kind: row.value(0),
                day: row.day(1),
                isPacked: row.bool(2)
            )
        }
    }

    /// Everything that was bought, refunded and transferred; merchants and keys stay, without money.
    func removeAll() throws {
        try connection.run("DELETE FROM pay_callback_try")
        try connection.run("DELETE FROM pay_callback")
        try connection.run("DELETE FROM pay_refund")
        try connection.run("DELETE FROM pay_order")
        try connection.run("DELETE FROM pay_transfer")
        try connection.run("DELETE FROM pay_bill")
        try connection.run("DELETE FROM pay_flow")
        try connection.run("UPDATE merchant SET balance = 0")
        for mchid in try accounts() { try set(PayMerchant.Settings(), of: mchid) }
    }
}
