import AuthDomain
import Basics
import Storage

/// Who trades a code with WeChat at the moment. Real time: the domain's may be moved.
struct CodeClaim: Sendable {
    let mark: CodeMark
    let owner: String
    let at: UnixTime
    /// Whoever claimed it before this moment has not come back.
    let stale: UnixTime
}

extension AuthStore {
    /// False while somebody else is at it.
    func claim(_ claim: CodeClaim) throws -> Bool {
        try connection.run(
            """
            INSERT INTO code_claim (app_id, code_hash, interface, owner, at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (app_id, code_hash, interface) DO UPDATE SET
                owner = excluded.owner, at = excluded.at
            WHERE code_claim.at < ?6
            """,
            claim.mark.app,
            claim.mark.hash,
            claim.mark.contract.rawValue,
            claim.owner,
            claim.at,
            claim.stale
        ) == 1
    }

    func drop(_ claim: CodeClaim) throws {
        try connection.run("DELETE FROM code_claim WHERE owner = ?1", claim.owner)
    }

    func dropClaim(of mark: CodeMark) throws {
        try connection.run(
            "DELETE FROM code_claim WHERE app_id = ?1 AND code_hash = ?2 AND interface = ?3",
            mark.app,
            mark.hash,
            mark.contract.rawValue
        )
    }

    /// Those of whoever has not come back.
    func forgetClaims(before moment: UnixTime) throws {
        try connection.run("DELETE FROM code_claim WHERE at < ?1", moment)
    }
}
