import Jobs
import Storage

/// The tables of `sandbox.sqlite`. Steps are only ever appended.
enum SandboxSchema {
    static let migrations = [
        Migration(
            number: 1,
            name: "apps, people, codes, tokens, faults",
            sql: """
                CREATE TABLE setting (
                    name TEXT NOT NULL PRIMARY KEY,
                    value INT64 NOT NULL
                );
                CREATE TABLE app (
                    id INT64 NOT NULL PRIMARY KEY,
                    appid TEXT NOT NULL UNIQUE,
                    secret TEXT NOT NULL,
                    oper INT64 NOT NULL,
                    name TEXT NOT NULL,
                    is_bound INT64 NOT NULL,
                    forced_day INT64 NOT NULL,
                    forced_count INT64 NOT NULL,
                    forced_at INT64 NOT NULL
                );
                CREATE TABLE person (
                    id INT64 NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    nickname TEXT NOT NULL,
                    phone TEXT NOT NULL,
                    avatar TEXT NOT NULL,
                    gender INT64 NOT NULL CHECK (gender IN (0, 1, 2)),
                    has_unionid INT64 NOT NULL,
                    unionid TEXT NOT NULL UNIQUE,
                    steps TEXT NOT NULL
                );
                CREATE TABLE person_in_app (
                    person INT64 NOT NULL REFERENCES person (id),
                    app INT64 NOT NULL REFERENCES app (id),
                    openid TEXT NOT NULL UNIQUE,
                    session_key TEXT NOT NULL,
                    PRIMARY KEY (person, app)
                );
                CREATE TABLE login_code (
                    code TEXT NOT NULL PRIMARY KEY,
                    person INT64 NOT NULL REFERENCES person (id),
                    app INT64 NOT NULL REFERENCES app (id),
                    expires_at INT64 NOT NULL,
                    is_used INT64 NOT NULL
                );
                CREATE INDEX login_code_by_end ON login_code (expires_at);
                CREATE TABLE access_token (
                    token TEXT NOT NULL PRIMARY KEY,
                    app INT64 NOT NULL REFERENCES app (id),
                    family TEXT NOT NULL CHECK (family IN ('token', 'stable')),
                    number INT64 NOT NULL,
                    expires_at INT64 NOT NULL,
                    is_replaced INT64 NOT NULL
                );
                CREATE INDEX access_token_by_app ON access_token (app, family, number);
                CREATE TABLE fault (
                    id INT64 NOT NULL PRIMARY KEY,
                    path TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    errcode INT64 NOT NULL,
                    milliseconds INT64 NOT NULL,
                    times INT64 NOT NULL CHECK (times > 0)
                );
                CREATE INDEX fault_by_path ON fault (path, id);
                """
        ),
        Migration(
            number: 2,
            name: "faults by number and in scripts",
            sql: """
                DROP TABLE fault;
                CREATE TABLE fault (
                    id INT64 NOT NULL PRIMARY KEY,
                    script TEXT NOT NULL,
                    path TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    errcode INT64 NOT NULL,
                    code TEXT NOT NULL,
                    status INT64 NOT NULL,
                    milliseconds INT64 NOT NULL,
                    skew_seconds INT64 NOT NULL,
                    times INT64 NOT NULL CHECK (times > 0),
                    is_numbered INT64 NOT NULL,
                    skips INT64 NOT NULL CHECK (skips >= 0)
                );
                """
        ),
        Migration(
            number: 3,
            name: "log-in codes in their order",
            sql: """
                ALTER TABLE login_code ADD COLUMN number INT64 NOT NULL DEFAULT 0;
                CREATE INDEX login_code_by_number ON login_code (number);
                """
        ),
        PaySchema.migration,
        appInterfaces,
        shipping,
        JobQueue.migration(number: 7),
        PaySchema.merchants,
        PaySchema.trades,
        authority,
        PaySchema.packages,
    ]
}
