import Basics
import Storage

/// All SQL about the authority for TLS.
struct AuthorityStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func authority() throws -> TLSAuthority? {
        try connection.first(
            """
            SELECT private_key, certificate, server_key, server_certificate, server_until
            FROM authority
            """
        ) { row in
            try TLSAuthority(
                privateKey: row.text(0),
                certificate: row.text(1),
                serverKey: row.text(2),
                serverCertificate: row.text(3),
                serverUntil: row.time(4)
            )
        }
    }

    /// The first one, or the same with another certificate of the server.
    func save(_ authority: TLSAuthority) throws {
        try connection.run(
            """
            INSERT INTO authority
                (one, private_key, certificate, server_key, server_certificate, server_until)
            VALUES (1, ?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (one) DO UPDATE SET
                server_key = excluded.server_key,
                server_certificate = excluded.server_certificate,
                server_until = excluded.server_until
            """,
            authority.privateKey,
            authority.certificate,
            authority.serverKey,
            authority.serverCertificate,
            authority.serverUntil
        )
    }
}
