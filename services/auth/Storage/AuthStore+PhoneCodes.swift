import AuthDomain
import Basics
import ServiceKit
import Storage

extension AuthStore {
    /// Writes down what WeChat has answered to a code of an identity.
    func note(
        sealedMobile: Bytes,
        behind hash: Bytes,
        of iid: ID<WeChatIdentity>,
        at now: UnixTime
    ) throws {
        try connection.run(
            """
            INSERT INTO phone_code (iid, code_hash, sealed_mobile, at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (iid, code_hash) DO UPDATE SET
                sealed_mobile = excluded.sealed_mobile, at = excluded.at
            """,
            iid,
            hash,
            sealedMobile,
            now
        )
    }

    /// What this code of this identity was answered with since then.
    func sealedMobile(
        behind hash: Bytes,
        of iid: ID<WeChatIdentity>,
        since horizon: UnixTime
    ) throws -> Bytes? {
        try connection.first(
            "SELECT sealed_mobile FROM phone_code WHERE iid = ?1 AND code_hash = ?2 AND at >= ?3",
            iid,
            hash,
            horizon,
            row: { try $0.bytes(0) }
        )
    }

    func forgetPhoneCodes(before moment: UnixTime) throws {
        try connection.run("DELETE FROM phone_code WHERE at < ?1", moment)
    }
}
