import Storage

extension PointsMigrations {
    /// Uploads, who looked at them, audits and their history. One audit a participant that is open
    /// or has succeeded: the index sees to it.
    static let pictures = Migration(
        number: 6,
        name: "uploads and audits",
        sql: """
            CREATE TABLE upload (
                id INT64 NOT NULL PRIMARY KEY,
                iid INT64 NOT NULL REFERENCES participant (iid),
                hash BYTES NOT NULL,
                name TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                width INT64 NOT NULL,
                height INT64 NOT NULL,
                size INT64 NOT NULL,
                at INT64 NOT NULL,
                UNIQUE (iid, hash)
            );
            CREATE TABLE upload_usage (
                iid INT64 NOT NULL PRIMARY KEY,
                day INT64 NOT NULL,
                today INT64 NOT NULL CHECK (today >= 0),
                size INT64 NOT NULL CHECK (size >= 0)
            );
            CREATE TABLE upload_look (
                id INT64 NOT NULL PRIMARY KEY,
                upload INT64 NOT NULL,
                reader TEXT NOT NULL,
                file TEXT NOT NULL,
                at INT64 NOT NULL
            );
            CREATE INDEX upload_look_upload ON upload_look (upload, id);
            CREATE TABLE upload_removal (
                file TEXT NOT NULL PRIMARY KEY
            );
            CREATE TABLE audit (
                id INT64 NOT NULL PRIMARY KEY,
                iid INT64 NOT NULL REFERENCES participant (iid),
                state TEXT NOT NULL CHECK (state IN ('audit', 'success', 'failed')),
                reason TEXT NOT NULL,
                auditor TEXT NOT NULL,
                submitted INT64 NOT NULL,
                decided INT64
            );
            CREATE UNIQUE INDEX audit_one ON audit (iid) WHERE state IN ('audit', 'success');
            CREATE INDEX audit_owner ON audit (iid, id);
            CREATE INDEX audit_queue ON audit (state, id);
            CREATE TABLE audit_file (
                audit INT64 NOT NULL REFERENCES audit (id),
                place INT64 NOT NULL,
                upload INT64 NOT NULL,
                PRIMARY KEY (audit, place)
            );
            CREATE TABLE audit_step (
                audit INT64 NOT NULL REFERENCES audit (id),
                number INT64 NOT NULL,
                state TEXT NOT NULL,
                by TEXT NOT NULL,
                reason TEXT NOT NULL,
                at INT64 NOT NULL,
                PRIMARY KEY (audit, number)
            );
            """
    )
}
