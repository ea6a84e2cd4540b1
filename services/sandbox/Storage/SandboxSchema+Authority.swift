import Storage

extension SandboxSchema {
    /// The authority whose certificates clients of TLS are to trust, and the one for the server.
    static let authority = Migration(
        number: 10,
        name: "an authority for TLS",
        sql: """
            CREATE TABLE authority (
                one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
                private_key TEXT NOT NULL,
                certificate TEXT NOT NULL,
                server_key TEXT NOT NULL,
                server_certificate TEXT NOT NULL,
                server_until INT64 NOT NULL
            );
            """
    )
}
