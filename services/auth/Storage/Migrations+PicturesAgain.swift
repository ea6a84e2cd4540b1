import Storage

extension Migrations {
    /// What WeChat is asked once more about a picture that it could not fetch. `again_at` is set
    /// from then until it was asked.
    static let picturesAgain: StaticString = """
        ALTER TABLE content_check ADD COLUMN url TEXT;
        ALTER TABLE content_check ADD COLUMN scene INT64;
        ALTER TABLE content_check ADD COLUMN fetches INT64 NOT NULL DEFAULT 0;
        ALTER TABLE content_check ADD COLUMN again_at INT64;
        """
}
