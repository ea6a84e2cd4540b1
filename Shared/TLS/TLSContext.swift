import Basics
import COpenSSL

/// libssl's context, with what it asks when a client names a host. Connections keep the one that
/// they began with.
///
/// Unchecked: not changed after it is made; libssl locks what it changes itself.
@safe
final class TLSContext: @unchecked Sendable {
    let identity: TLSIdentity
    let choose: @Sendable (String) -> TLSIdentity?
    private var pointer: OpaquePointer?

    private static let ticketSeconds = 4 * 3600

    init(
        _ identity: TLSIdentity,
        ticketKeys: Bytes,
        choose: @escaping @Sendable (String) -> TLSIdentity?
    ) throws(TLSFailure) {
        precondition(ticketKeys.count == Int(kumquat_tls_ticket_octets))
        self.identity = identity
        self.choose = choose
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe pointer = kumquat_tls_context(
            ticketKeys,
            Self.ticketSeconds,
            { connection, _, data in
                guard let connection = unsafe connection, let data = unsafe data else {
                    return kumquat_tls_name_fails
                }
                return unsafe Unmanaged<TLSContext>.fromOpaque(data).takeUnretainedValue()
                    .named(connection)
            },
            this
        )
        guard let pointer = unsafe pointer else {
            ERR_clear_error()
            throw .noContext
        }
        let isTaken = unsafe SSL_CTX_use_cert_and_key(
            pointer,
            identity.certificate,
            identity.key,
            identity.chain,
            1
        )
        ERR_clear_error()
        guard isTaken == 1 else { throw .refused }
    }

    deinit {
        unsafe SSL_CTX_free(pointer)
    }

    /// A connection whose octets go through this pipe.
    func connection(_ pipe: TLSPipe) -> OpaquePointer? {
        guard let connection = unsafe SSL_new(pointer) else {
            ERR_clear_error()
            return nil
        }
        unsafe kumquat_tls_attach(connection, pipe.bio)
        unsafe SSL_set_accept_state(connection)
        return unsafe connection
    }

    /// The client has said which host it wants, or has not.
    private func named(_ connection: OpaquePointer) -> Int32 {
        guard let name = unsafe SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name),
            let chosen = unsafe choose(String(cString: name).lowercased())
        else { return kumquat_tls_name_goes }
        return unsafe chosen.use(on: connection) ? kumquat_tls_name_goes : kumquat_tls_name_fails
    }
}
