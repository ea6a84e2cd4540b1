public import Basics
import COpenSSL
import Glibc
import Loops

/// A client of TLS that trusts everybody and says what it was given. Every call blocks, at most a
/// minute. For one task.
@safe
public final class TLSProbe {
    /// What it asks for.
    public struct Wishes: Sendable {
        /// The host that it names.
        public var host: String?
        /// The protocols above TLS that it can speak.
        public var protocols: [String] = []
        /// The one version that it speaks: 2 for TLS 1.2; nil for those that libssl speaks.
        public var minorVersion: Int?
        /// Wishes for nothing.
        public init() {}
    }

    /// A session to go on with.
    @safe
    public final class Session {
        fileprivate let pointer: OpaquePointer?

        fileprivate init(_ pointer: OpaquePointer?) {
            unsafe self.pointer = pointer
        }

        deinit {
            unsafe SSL_SESSION_free(pointer)
        }
    }

    /// There is no connection, or no handshake.
    public struct Refused: Error {}

    private let descriptor: Int32
    private let context: OpaquePointer?
    private let connection: OpaquePointer

    /// Connects to a port of this machine and shakes hands.
    public init(
        port: Int,
        _ wishes: Wishes = Wishes(),
        resuming session: Session? = nil
    ) throws(Refused) {
        let place = SocketAddress(numericHost: "127.0.0.1", port: port)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        unsafe context = SSL_CTX_new(TLS_client_method())
        guard let connection = unsafe SSL_new(context) else { throw Refused() }
        unsafe self.connection = connection
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        ask(wishes)
        if let session { unsafe _ = SSL_set_session(connection, session.pointer) }
        let isConnected = unsafe place?.withSockaddr { unsafe connect(descriptor, $0, $1) } == 0
        guard isConnected, unsafe SSL_set_fd(connection, descriptor) == 1,
            unsafe SSL_connect(connection) == 1
        else {
            ERR_clear_error()
            throw Refused()
        }
    }

    deinit {
        unsafe SSL_free(connection)
        unsafe SSL_CTX_free(context)
        close(descriptor)
    }

    private func ask(_ wishes: Wishes) {
        if let host = wishes.host {
            var name = Array(host.utf8CString)
            unsafe _ = SSL_ctrl(
                connection,
                SSL_CTRL_SET_TLSEXT_HOSTNAME,
                Int(TLSEXT_NAMETYPE_host_name),
                &name
            )
        }
        if !wishes.protocols.isEmpty {
            let octets = wishes.protocols.flatMap { [UInt8($0.utf8.count)] + Bytes($0.utf8) }
            unsafe _ = SSL_set_alpn_protos(connection, octets, UInt32(octets.count))
        }
        if let minor = wishes.minorVersion {
            let version = 0x0301 + minor
            unsafe _ = SSL_ctrl(connection, SSL_CTRL_SET_MIN_PROTO_VERSION, version, nil)
            unsafe _ = SSL_ctrl(connection, SSL_CTRL_SET_MAX_PROTO_VERSION, version, nil)
        }
    }

    /// Sends everything; false when the server went away.
    @discardableResult
    public func send(_ text: String) -> Bool {
        let octets = Bytes(text.utf8)
        var done = 0
        return unsafe SSL_write_ex(connection, octets, octets.count, &done) == 1
            && done == octets.count
    }

    /// Asks the server for new keys, and for as much in return.
    public func updateKeys() -> Bool {
        unsafe SSL_key_update(connection, SSL_KEY_UPDATE_REQUESTED) == 1
            && SSL_do_handshake(connection) == 1
    }

    /// What comes next, at most so much; empty when the server has said that it is the end, nil when
    /// the connection just ends, or nothing comes.
    public func receive(atMost most: Int = 65_536) -> Bytes? {
        var octets = Bytes(repeating: 0, count: most)
        var count = 0
        if unsafe SSL_read_ex(connection, &octets, most, &count) == 1 {
            return Bytes(octets.prefix(count))
        }
        defer { ERR_clear_error() }
        return unsafe SSL_get_shutdown(connection) & SSL_RECEIVED_SHUTDOWN != 0 ? [] : nil
    }

    /// Everything until the server says that it is the end; nil when it does not say so.
    public func receiveAll() -> String? {
        var all: Bytes = []
        while let octets = receive() {
            guard !octets.isEmpty else { return String(decoding: all, as: UTF8.self) }
            all += octets
        }
        return nil
    }

    /// Receives until the text ends so.
    public func receive(until ending: String) -> String {
        var all: Bytes = []
        let ending = Bytes(ending.utf8)
        while let octets = receive(atMost: 1), !octets.isEmpty {
            all += octets
            if all.count >= ending.count, all.suffix(ending.count).elementsEqual(ending) { break }
        }
        return String(decoding: all, as: UTF8.self)
    }

    /// Says that nothing more will be sent.
    public func endSending() { unsafe _ = SSL_shutdown(connection) }

    /// The session as it is now; tickets come with the first answer.
    public var session: Session { unsafe Session(SSL_get1_session(connection)) }

    /// Whether it went on with a session of before.
    public var isResumed: Bool { unsafe SSL_session_reused(connection) == 1 }

    /// "TLSv1.3".
    public var version: String {
        unsafe SSL_get_version(connection).map { unsafe String(cString: $0) } ?? ""
    }

    /// The protocol that was agreed on; empty for none.
    public var agreedProtocol: String {
        var start: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        unsafe SSL_get0_alpn_selected(connection, &start, &count)
        return unsafe String(
            decoding: UnsafeBufferPointer(start: start, count: Int(count)),
            as: UTF8.self
        )
    }

    /// The common name in the server's certificate.
    public var commonName: String {
        let certificate = unsafe SSL_get1_peer_certificate(connection)
        defer { unsafe X509_free(certificate) }
        var name = [UInt8](repeating: 0, count: 256)
        let count = unsafe name.withUnsafeMutableBytes { buffer in
            unsafe X509_NAME_get_text_by_NID(
                X509_get_subject_name(certificate),
                NID_commonName,
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                256
            )
        }
        return String(decoding: name.prefix(Int(max(count, 0))), as: UTF8.self)
    }
}
