import ServiceKit
import Storage

/// The schema of `auth.sqlite`. Steps are only ever appended.
enum Migrations {
    static let all = [
        Migration(number: 1, name: "who is who", sql: people),
        Migration(number: 2, name: "log-ins", sql: logIns),
        Outbox.migration(number: 3),
        Migration(number: 4, name: "access tokens", sql: accessTokens),
        Migration(number: 5, name: "back office", sql: backOffice),
    ]

    /// What is sealed is readable with the data keys only (`DataVault`).
    private static let people: StaticString = """
        CREATE TABLE app (
            app_id INT64 PRIMARY KEY,
            appid TEXT NOT NULL UNIQUE,
            oper_id INT64 NOT NULL,
            name TEXT NOT NULL,
            sealed_secret BYTES NOT NULL,
            updated_at INT64 NOT NULL
        );
        CREATE TABLE vault_key (
            name TEXT PRIMARY KEY NOT NULL,
            sealed BYTES NOT NULL
        );
        CREATE TABLE user_account (
            uid INT64 PRIMARY KEY NOT NULL,
            nickname TEXT NOT NULL,
            avatar TEXT NOT NULL,
            gender INT64 NOT NULL CHECK (gender IN (0, 1, 2)),
            birthday INT64,
            country TEXT NOT NULL,
            province TEXT NOT NULL,
            city TEXT NOT NULL,
            language TEXT NOT NULL,
            mobile_hash BYTES,
            sealed_mobile BYTES,
            mobile_verified_at INT64,
            is_email INT64 NOT NULL,
            is_real_name INT64 NOT NULL,
            is_face INT64 NOT NULL,
            is_mp INT64 NOT NULL,
            banned_at INT64,
            merged_into INT64 REFERENCES user_account (uid),
            created_at INT64 NOT NULL,
            CHECK ((mobile_hash IS NULL) = (sealed_mobile IS NULL)),
            CHECK (mobile_verified_at IS NULL OR mobile_hash IS NOT NULL),
            CHECK (merged_into IS NULL OR (mobile_hash IS NULL AND merged_into <> uid))
        );
        CREATE UNIQUE INDEX user_account_verified_mobile ON user_account (mobile_hash)
            WHERE mobile_verified_at IS NOT NULL;
        CREATE INDEX user_account_mobile ON user_account (mobile_hash)
            WHERE mobile_hash IS NOT NULL;
        CREATE INDEX user_account_merged_into ON user_account (merged_into)
            WHERE merged_into IS NOT NULL;
        CREATE TABLE identity (
            iid INT64 PRIMARY KEY NOT NULL,
            app_id INT64 NOT NULL REFERENCES app (app_id),
            openid BYTES NOT NULL,
            unionid BYTES,
            stand_in BYTES NOT NULL UNIQUE,
            sealed_session_key BYTES,
            sealed_previous_session_key BYTES,
            uid INT64 REFERENCES user_account (uid),
            created_at INT64 NOT NULL,
            UNIQUE (app_id, openid)
        );
        CREATE INDEX identity_openid ON identity (openid);
        CREATE INDEX identity_unionid ON identity (unionid);
        CREATE INDEX identity_uid ON identity (uid);
        CREATE TABLE registration (
            iid INT64 NOT NULL REFERENCES identity (iid),
            contract TEXT NOT NULL,
            created_at INT64 NOT NULL,
            PRIMARY KEY (iid, contract)
        );
        """

    private static let logIns: StaticString = """
        CREATE TABLE session (
            sid TEXT PRIMARY KEY,
            iid INT64 NOT NULL REFERENCES identity (iid),
            created_at INT64 NOT NULL,
            expires_at INT64 NOT NULL,
            revoked_at INT64
        );
        CREATE INDEX session_iid ON session (iid);
        CREATE INDEX session_expires_at ON session (expires_at);
        CREATE TABLE code_answer (
            app_id INT64 NOT NULL REFERENCES app (app_id),
            code_hash BYTES NOT NULL,
            interface TEXT NOT NULL,
            sid TEXT NOT NULL,
            is_new INT64 NOT NULL,
            created_at INT64 NOT NULL,
            PRIMARY KEY (app_id, code_hash, interface)
        );
        CREATE INDEX code_answer_created_at ON code_answer (created_at);
        CREATE TABLE signing_key (
            kid TEXT PRIMARY KEY,
            public_key BYTES NOT NULL,
            sealed_seed BYTES NOT NULL,
            created_at INT64 NOT NULL,
            active_from INT64 NOT NULL
        );
        CREATE TABLE session_change (
            n INT64 PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('revoked', 'gone', 'changed')),
            sid TEXT,
            iid INT64,
            uid INT64,
            expires_at INT64 NOT NULL
        );
        CREATE INDEX session_change_expires_at ON session_change (expires_at);
        """

    /// One a mini-program, for all replicas; whoever asks WeChat for the next one says so before.
    private static let accessTokens: StaticString = """
        CREATE TABLE access_token (
            app_id INT64 PRIMARY KEY NOT NULL REFERENCES app (app_id),
            sealed_token BYTES,
            token_hash BYTES,
            usable_until INT64 NOT NULL,
            refused_hash BYTES,
            claimed_by TEXT,
            claimed_at INT64 NOT NULL
        );
        """

    /// What the back office has done.
    private static let backOffice: StaticString = """
        CREATE TABLE audit_entry (
            id INT64 PRIMARY KEY NOT NULL,
            at INT64 NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL
        );
        CREATE INDEX audit_entry_subject ON audit_entry (subject, id);
        """
}
