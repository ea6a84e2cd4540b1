import Basics
import Crypto
import Loops
import ServiceKit
import Storage

extension Sandbox {
    /// The authority for TLS: made when it is first asked for, on the workers, and kept; the server's
    /// certificate is made anew before it ends.
    func tlsAuthority() async throws -> TLSAuthority {
        let now = clock.real.now()
        let known = try await database.read { try AuthorityStore($0).authority() }
        if let known,
            now.adding(seconds: TLSAuthority.renewalDays * 86_400) < known.serverUntil
        {
            return known
        }
        let made = try await workers.run { [self] in try makeAuthority(known, now) }
        return try await database.write { connection in
            let store = AuthorityStore(connection)
            // Two may ask at once: whoever comes second takes what the first one made.
            if known == nil, let first = try store.authority() { return first }
            try store.save(made)
            return made
        }
    }

    private func makeAuthority(_ known: TLSAuthority?, _ now: UnixTime) throws -> TLSAuthority {
        let key = try known.map { try RSAPrivateKey(pem: $0.privateKey) } ?? makeKey()
        let certificate =
            try known.map { try Certificate(pem: $0.certificate) }
            ?? .authority(
                commonName: "Kumquat sandbox, trust it for tests only",
                key: key,
                term(from: now, days: TLSAuthority.days)
            )
        let serverKey = try makeKey()
        let server = try Certificate.server(
            TLSAuthority.hosts,
            key: serverKey.publicKey,
            term(from: now, days: TLSAuthority.serverDays),
            by: certificate,
            key
        )
        return TLSAuthority(
            privateKey: try key.pem,
            certificate: certificate.pem,
            serverKey: try serverKey.pem,
            serverCertificate: server.pem,
            serverUntil: server.notAfter
        )
    }

    private func term(from now: UnixTime, days: Int64) -> Certificate.Term {
        var serial = random.bytes(20)
        // Of twenty octets in any case, and no negative number.
        serial[0] = serial[0] & 0x3F | 0x40
        return Certificate.Term(
            serial: serial,
            notBefore: now.adding(seconds: -3600),
            notAfter: now.adding(seconds: days * 86_400)
        )
    }
}
