import Storage

extension Migrations {
    /// What a scene lets a session do for another account. An identity that a scene has brought to
    /// its account (`joined_by_scene`) proves nothing about whose account that is.
    static let grants: StaticString = """
        ALTER TABLE scene ADD COLUMN grant_subject BYTES;
        ALTER TABLE scene ADD COLUMN grant_until INT64;
        CREATE TABLE session_grant (
            sid TEXT PRIMARY KEY NOT NULL REFERENCES session (sid) ON DELETE CASCADE,
            uid INT64 NOT NULL REFERENCES user_account (uid),
            subject BYTES NOT NULL,
            expires_at INT64 NOT NULL
        );
        CREATE INDEX session_grant_uid ON session_grant (uid);
        CREATE INDEX session_grant_expires_at ON session_grant (expires_at);
        ALTER TABLE identity ADD COLUMN joined_by_scene INT64 NOT NULL DEFAULT 0;
        """
}
