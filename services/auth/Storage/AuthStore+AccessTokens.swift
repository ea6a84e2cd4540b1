import Basics
import ServiceKit
import Storage

/// An access token of WeChat's as it stands in the file.
struct KeptAccessToken: Sendable {
    let app: ID<App>
    let sealed: Bytes
}

/// Who asks WeChat for an app's token at the moment. Real time: the domain's may be moved.
struct AccessTokenClaim: Sendable {
    let appid: String
    let owner: String
    let at: UnixTime
    /// Whoever claimed it before this moment has not come back.
    let stale: UnixTime
}

extension AuthStore {
    /// The token that is good until after `now`.
    func accessToken(ofAppid appid: String, at now: UnixTime) throws -> KeptAccessToken? {
        try connection.first(
            """
            SELECT t.app_id, t.sealed_token FROM access_token t JOIN app a ON a.app_id = t.app_id
            WHERE a.appid = ?1 AND t.usable_until > ?2 AND t.sealed_token IS NOT NULL
            """,
            appid,
            now,
            row: { try KeptAccessToken(app: $0.id(0), sealed: $0.bytes(1)) }
        )
    }

    /// True for the one who is to ask WeChat: nobody else is asking, and there is no good token.
    func claimAccessToken(_ claim: AccessTokenClaim, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            INSERT INTO access_token (app_id, usable_until, claimed_by, claimed_at)
            SELECT app_id, 0, ?2, ?3 FROM app WHERE appid = ?1
            ON CONFLICT (app_id) DO UPDATE SET claimed_by = ?2, claimed_at = ?3
            WHERE access_token.usable_until <= ?5
                AND (access_token.claimed_by IS NULL OR access_token.claimed_at < ?4)
            """,
            claim.appid,
            claim.owner,
            claim.at,
            claim.stale,
            now
        ) == 1
    }

    /// Gives the claim up, with nothing in hand.
    func dropClaim(_ claim: AccessTokenClaim) throws {
        try connection.run(
            """
            UPDATE access_token SET claimed_by = NULL
            WHERE claimed_by = ?2 AND app_id = (SELECT app_id FROM app WHERE appid = ?1)
            """,
            claim.appid,
            claim.owner
        )
    }

    /// What WeChat has said is bad, so that it is not taken once more.
    func refusedAccessToken(ofAppid appid: String) throws -> Bytes? {
        try connection.first(
            """
            SELECT t.refused_hash FROM access_token t JOIN app a ON a.app_id = t.app_id
            WHERE a.appid = ?1
            """,
            appid,
            row: { try $0.optionalBytes(0) }
        ) ?? nil
    }

    /// Ends the claim, and whatever token was there.
    func keepAccessToken(
        _ sealed: Bytes,
        hash: Bytes,
        usableUntil end: UnixTime,
        of app: ID<App>
    ) throws {
        try connection.run(
            """
            UPDATE access_token
            SET sealed_token = ?2, token_hash = ?3, usable_until = ?4, claimed_by = NULL
            WHERE app_id = ?1
            """,
            app,
            sealed,
            hash,
            end
        )
    }

    /// WeChat says that this one is bad: dropped, if it still is the one that is kept.
    func refuseAccessToken(hash: Bytes, ofAppid appid: String) throws {
        try connection.run(
            """
            UPDATE access_token SET usable_until = 0, refused_hash = token_hash
            WHERE token_hash = ?2 AND app_id = (SELECT app_id FROM app WHERE appid = ?1)
            """,
            appid,
            hash
        )
    }

    /// Whatever token is kept is of no use any more.
    func dropAccessToken(of app: ID<App>) throws {
        try connection.run("UPDATE access_token SET usable_until = 0 WHERE app_id = ?1", app)
    }
}
