import Storage

/// The steps of console.sqlite.
enum ConsoleMigrations {
    static let all = [operators, trail, figures]

    /// People, how they prove who they are, and what is open of that.
    private static let operators = Migration(
        number: 1,
        name: "operators and sessions",
        sql: """
            CREATE TABLE operator (
                id INT64 PRIMARY KEY NOT NULL,
                name TEXT NOT NULL UNIQUE,
                roles TEXT NOT NULL,
                merchants TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('invited', 'on', 'off')),
                password BYTES,
                salt BYTES,
                cost TEXT,
                totp BYTES,
                totp_step INT64,
                seen_at INT64,
                created_at INT64 NOT NULL
            );
            CREATE TABLE recovery (
                operator_id INT64 NOT NULL REFERENCES operator (id),
                code_hash BYTES NOT NULL,
                PRIMARY KEY (operator_id, code_hash)
            );
            CREATE TABLE invitation (
                token_hash BYTES PRIMARY KEY NOT NULL,
                operator_id INT64 NOT NULL REFERENCES operator (id),
                ends_at INT64 NOT NULL
            );
            CREATE TABLE session (
                token_hash BYTES PRIMARY KEY NOT NULL,
                id INT64 NOT NULL UNIQUE,
                operator_id INT64 NOT NULL REFERENCES operator (id),
                span TEXT NOT NULL CHECK (span IN ('half', 'session', 'device')),
                made_at INT64 NOT NULL,
                seen_at INT64 NOT NULL,
                ends_at INT64 NOT NULL,
                proven_at INT64,
                address TEXT NOT NULL,
                agent TEXT NOT NULL,
                device TEXT NOT NULL,
                secret BYTES,
                pin BYTES,
                pin_salt BYTES,
                pin_cost TEXT,
                pin_failures INT64 NOT NULL
            );
            CREATE INDEX session_operator ON session (operator_id);
            CREATE INDEX session_end ON session (ends_at);
            CREATE TABLE lockout (
                name_hash BYTES PRIMARY KEY NOT NULL,
                failures INT64 NOT NULL,
                failed_at INT64 NOT NULL
            );
            CREATE INDEX lockout_time ON lockout (failed_at);
            """
    )

    private static let trail = Migration(
        number: 2,
        name: "trail and approvals",
        sql: """
            CREATE TABLE trail (
                number INT64 PRIMARY KEY NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('call', 'end')),
                of INT64 NOT NULL,
                at INT64 NOT NULL,
                operator TEXT NOT NULL,
                name TEXT NOT NULL,
                session INT64 NOT NULL,
                address TEXT NOT NULL,
                method TEXT NOT NULL,
                path TEXT NOT NULL,
                service TEXT NOT NULL,
                subject TEXT NOT NULL,
                reason TEXT NOT NULL,
                fields TEXT NOT NULL,
                request_id TEXT NOT NULL,
                status INT64 NOT NULL,
                hash BYTES NOT NULL
            );
            CREATE INDEX trail_of ON trail (of);
            CREATE INDEX trail_operator ON trail (operator, number);
            CREATE INDEX trail_subject ON trail (subject, number);
            CREATE TABLE approval (
                id INT64 PRIMARY KEY NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('reset_totp', 'pass_on')),
                payload TEXT NOT NULL,
                subject TEXT NOT NULL,
                summary TEXT NOT NULL,
                asked_by TEXT NOT NULL,
                asked_name TEXT NOT NULL,
                asked_at INT64 NOT NULL,
                reason TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'refused')),
                decided_by TEXT NOT NULL,
                decided_at INT64
            );
            CREATE INDEX approval_state ON approval (state, id);
            """
    )

    /// What was polled of the processes, in three grains.
    private static let figures = Migration(
        number: 3,
        name: "series of figures",
        sql: """
            CREATE TABLE sample (
                grain INT64 NOT NULL,
                series TEXT NOT NULL,
                at INT64 NOT NULL,
                value DOUBLE NOT NULL,
                PRIMARY KEY (grain, series, at)
            );
            CREATE INDEX sample_age ON sample (grain, at);
            """
    )
}
