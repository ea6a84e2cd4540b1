import AuthDomain
import Basics
import ServiceKit
import Storage

extension AuthStore {
    /// Registers an identity with a contract; false if it was.
    func register(
        _ iid: ID<WeChatIdentity>,
        with contract: LoginContract,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO registration (iid, contract, created_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (iid, contract) DO NOTHING
            """,
            iid,
            contract.rawValue,
            now
        ) == 1
    }

    func isRegistered(
        _ iid: ID<WeChatIdentity>,
        with contract: LoginContract
    ) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM registration WHERE iid = ?1 AND contract = ?2",
            iid,
            contract.rawValue,
            row: { _ in true }
        ) ?? false
    }

    /// Whether somebody of this openid is registered, in one app or, with nil, in any.
    func isRegistered(
        _ openid: ExternalID,
        in app: ID<App>?,
        with contract: LoginContract
    ) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM identity i JOIN registration r ON r.iid = i.iid
            WHERE i.openid = ?1 AND (?2 IS NULL OR i.app_id = ?2) AND r.contract = ?3 LIMIT 1
            """,
            openid,
            app,
            contract.rawValue,
            row: { _ in true }
        ) ?? false
    }
}
