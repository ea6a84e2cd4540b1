import Storage

extension Migrations {
    /// What codes of phone numbers were answered with, for a minute: WeChat takes each once, and a
    /// double tap sends one twice. A change of data keys passes over them: those that do not open
    /// are none.
    static let phoneCodes: StaticString = """
        CREATE TABLE phone_code (
            iid INT64 NOT NULL REFERENCES identity (iid) ON DELETE CASCADE,
            code_hash BYTES NOT NULL,
            sealed_mobile BYTES NOT NULL,
            at INT64 NOT NULL,
            PRIMARY KEY (iid, code_hash)
        );
        CREATE INDEX phone_code_at ON phone_code (at);
        """
}
