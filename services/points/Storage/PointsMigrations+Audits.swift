import Storage

extension PointsMigrations {
    /// Audits of pictures and their history. One audit a participant that is open or has succeeded:
    /// the index sees to it.
    static let audits = Migration(
        number: 7,
        name: "audits",
        sql: """
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
