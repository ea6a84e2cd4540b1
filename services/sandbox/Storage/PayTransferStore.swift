import Basics
import Storage

/// All SQL about transfers to users.
struct PayTransferStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func transfer(outBillNo: String, of mchid: String) throws -> PayTransfer? {
        try connection.first(
            """
            SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount,
                scene, remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid
            FROM pay_transfer WHERE out_bill_no = ?1 AND mchid = ?2
            """,
            outBillNo,
            mchid,
            row: Self.transfer
        )
    }

    func transfer(transferBillNo: String) throws -> PayTransfer? {
        try connection.first(
            """
            SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount,
                scene, remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid
            FROM pay_transfer WHERE transfer_bill_no = ?1
            """,
            transferBillNo,
            row: Self.transfer
        )
    }

    /// The one that a phone is asked to accept.
    func transfer(packageInfo: String) throws -> PayTransfer? {
        try connection.first(
            """
            SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount,
                scene, remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid
            FROM pay_transfer WHERE package_info = ?1
            """,
            packageInfo,
            row: Self.transfer
        )
    }

    /// Those of that number, of whichever merchant.
    func transfers(outBillNo: String) throws -> [PayTransfer] {
        try connection.all(
            """
            SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount, scene,
                remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid
            FROM pay_transfer WHERE out_bill_no = ?1 ORDER BY id LIMIT 10
            """,
            outBillNo,
            row: Self.transfer
        )
    }

    /// Newest first, of one merchant or of all.
    func page(before id: Int64, limit: Int64, of mchid: String?) throws -> [PayTransfer] {
        try connection.all(
            """
            SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount,
                scene, remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid
            FROM pay_transfer WHERE id < ?1 AND (?3 IS NULL OR mchid = ?3)
            ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            mchid,
            row: Self.transfer
        )
    }

    /// When the first of the open ones is to be ended.
    func nextEnd() throws -> UnixTime? {
        try connection.first(
            """
            SELECT due_at FROM pay_transfer WHERE state IN ('WAIT_USER_CONFIRM', 'CANCELING')
            ORDER BY due_at LIMIT 1
            """
        ) { try $0.time(0) }
    }

    /// Not accepted in time, or to be cancelled for good.
    func due(at now: UnixTime, limit: Int64) throws -> [PayTransfer] {
        try connection.all(
            """
            SELECT id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount,
                scene, remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid
            FROM pay_transfer
            WHERE state IN ('WAIT_USER_CONFIRM', 'CANCELING') AND due_at <= ?1
            ORDER BY due_at, id LIMIT ?2
            """,
            now,
            limit,
            row: Self.transfer
        )
    }

    func add(_ transfer: PayTransfer) throws {
        try connection.run(
            """
            INSERT INTO pay_transfer
                (id, out_bill_no, transfer_bill_no, package_info, appid, openid, amount, scene,
                remark, user_name, notify_url, fingerprint, key_kind, state, fail_reason,
                created_at, updated_at, due_at, mchid)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19)
            """,
            transfer.id,
            transfer.terms.outBillNo,
            transfer.transferBillNo,
            transfer.packageInfo,
            transfer.terms.appid,
            transfer.terms.openid,
            transfer.terms.amount,
            transfer.terms.scene,
            transfer.terms.remark,
            transfer.terms.userName,
            transfer.terms.notifyURL,
            transfer.terms.fingerprint,
            transfer.terms.keyKind.rawValue,
            transfer.state.rawValue,
            transfer.failReason,
            transfer.createdAt,
            transfer.updatedAt,
            transfer.dueAt,
            transfer.terms.mchid
        )
    }

    /// False where its state is no longer that one.
    func move(_ transfer: PayTransfer, from state: PayTransfer.State) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_transfer SET state = ?2, fail_reason = ?3, updated_at = ?4, due_at = ?5
            WHERE id = ?1 AND state = ?6
            """,
            transfer.id,
            transfer.state.rawValue,
            transfer.failReason,
            transfer.updatedAt,
            transfer.dueAt,
            state.rawValue
        ) == 1
    }

    /// The columns in the table's order.
    private static func transfer(_ row: Row) throws(StorageError) -> PayTransfer {
        try PayTransfer(
            id: row.id(0),
            terms: PayTransfer.Terms(
                outBillNo: row.text(1),
                mchid: row.text(18),
                appid: row.text(4),
                openid: row.text(5),
                amount: row.money(6),
                scene: row.text(7),
                remark: row.text(8),
                userName: row.text(9),
                notifyURL: row.text(10),
                fingerprint: row.bytes(11),
                keyKind: row.value(12)
            ),
            transferBillNo: row.text(2),
            packageInfo: row.text(3),
            state: row.value(13),
            failReason: row.text(14),
            createdAt: row.time(15),
            updatedAt: row.time(16),
            dueAt: row.time(17)
        )
    }
}
