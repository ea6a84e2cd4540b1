import Admin
import Events
import Jobs
import Media
import ServiceKit
import Storage

/// The schema of `auth.sqlite`. Steps are only ever appended.
enum Migrations {
    static let all = [
        Migration(number: 1, name: "who is who", sql: people),
        Migration(number: 2, name: "log-ins", sql: logins),
        Outbox.migration(number: 3),
        Migration(number: 4, name: "access tokens", sql: accessTokens),
        TrailStore.migration(number: 5),
        Migration(number: 6, name: "mobile log-ins", sql: mobileLogins),
        Migration(number: 7, name: "messages from WeChat", sql: messages),
        Migration(number: 8, name: "who has gone", sql: departures),
        Migration(number: 9, name: "grants of scenes", sql: grants),
        JobQueue.migration(number: 10),
        Idempotency.migration(number: 11),
        Migration(number: 12, name: "merchant accounts of apps", sql: merchantAccounts),
        Migration(number: 13, name: "codes of phone numbers", sql: phoneCodes),
        MediaLibrary.migration(number: 14),
        Migration(number: 15, name: "pictures to be asked about again", sql: picturesAgain),
    ]

    /// What is sealed is readable with the data keys only (`DataVault`).
    private static let people: StaticString = """
        CREATE TABLE app (
            app_id INT64 PRIMARY KEY,
            appid TEXT NOT NULL UNIQUE,
            oper_id INT64 NOT NULL,
            name TEXT NOT NULL,
            sealed_secret BYTES NOT NULL,
            disabled_at INT64,
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

    private static let logins: StaticString = """
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
        CREATE TABLE code_claim (
            app_id INT64 NOT NULL,
            code_hash BYTES NOT NULL,
            interface TEXT NOT NULL,
            owner TEXT NOT NULL UNIQUE,
            at INT64 NOT NULL,
            PRIMARY KEY (app_id, code_hash, interface)
        );
        CREATE INDEX code_claim_at ON code_claim (at);
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

    /// Messages to mobiles and scenes of mini-program codes: hashes of what proves something.
    private static let mobileLogins: StaticString = """
        CREATE TABLE sms (
            id INT64 PRIMARY KEY NOT NULL,
            mobile_hash BYTES NOT NULL,
            address_hash BYTES,
            app_id INT64 NOT NULL,
            at INT64 NOT NULL
        );
        CREATE INDEX sms_mobile ON sms (mobile_hash, at);
        CREATE INDEX sms_address ON sms (address_hash, at) WHERE address_hash IS NOT NULL;
        CREATE INDEX sms_app ON sms (app_id, at);
        CREATE INDEX sms_at ON sms (at);
        CREATE TABLE sms_code (
            mobile_hash BYTES PRIMARY KEY NOT NULL,
            code_hash BYTES NOT NULL,
            asked_by INT64 NOT NULL,
            expires_at INT64 NOT NULL,
            wrong_tries INT64 NOT NULL,
            strangers_wrong_tries INT64 NOT NULL,
            is_used INT64 NOT NULL
        );
        CREATE INDEX sms_code_expires_at ON sms_code (expires_at);
        CREATE TABLE scene (
            scene_hash BYTES PRIMARY KEY NOT NULL,
            app_id INT64 NOT NULL REFERENCES app (app_id),
            uid INT64 NOT NULL,
            payload BYTES NOT NULL,
            expires_at INT64 NOT NULL,
            used_by INT64
        );
        CREATE INDEX scene_uid ON scene (uid);
        CREATE INDEX scene_expires_at ON scene (expires_at);
        """

    /// Pictures that WeChat looks at (a verdict may come before we know what it is about), and what
    /// its messages are verified with.
    private static let messages: StaticString = """
        CREATE TABLE content_check (
            app_id INT64 NOT NULL REFERENCES app (app_id),
            trace_id TEXT NOT NULL,
            check_id TEXT UNIQUE,
            iid INT64,
            state TEXT NOT NULL CHECK (state IN ('pass', 'risky', 'review', 'pending')),
            created_at INT64 NOT NULL,
            PRIMARY KEY (app_id, trace_id)
        );
        CREATE INDEX content_check_created_at ON content_check (created_at);
        CREATE INDEX content_check_iid ON content_check (iid);
        CREATE TABLE message_push (
            app_id INT64 PRIMARY KEY NOT NULL REFERENCES app (app_id),
            sealed BYTES NOT NULL
        );
        """

    /// Of whoever deleted their account: a keyed hash, which names nobody.
    private static let departures: StaticString = """
        CREATE TABLE departure (mark BYTES PRIMARY KEY NOT NULL);
        """
}
