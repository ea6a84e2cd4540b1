import COpenSSL
import Synchronization

/// The server's end of one connection, without a socket: ciphertext in, text out, and back.
///
/// Used by the thread of its loop alone.
@safe
public final class TLSSession {
    /// What came of the ciphertext that was received.
    public enum Received: Sendable, Equatable {
        /// So many octets of text; none where the rest of a record is missing.
        case octets(Int)
        /// The same, and the peer will send nothing more.
        case lastOctets(Int)
        /// This is no TLS, or none that we take. An alert for the peer may be there.
        case failed
    }

    private let connection: OpaquePointer
    private let context: TLSContext
    private let pipe: TLSPipe
    private let counters: TLSCounters
    /// Both sides know whom they talk to and how.
    public private(set) var isEstablished = false
    private var hasFailed = false

    init?(_ context: TLSContext, _ pipe: TLSPipe, _ counters: TLSCounters) {
        guard let connection = unsafe context.connection(pipe) else { return nil }
        unsafe self.connection = connection
        self.context = context
        self.pipe = pipe
        self.counters = counters
    }

    deinit {
        if !isEstablished, !hasFailed { count(counters.failed) }
        unsafe SSL_free(connection)
    }

    private func count(_ counter: borrowing Atomic<Int>) {
        counter.wrappingAdd(1, ordering: .relaxed)
    }

    /// Takes the first `count` octets of the pipe's ciphertext, all of them, and writes the text to
    /// a buffer of at least 64 KB. What is to be sent now is in the pipe.
    public func receive(
        _ count: Int,
        into text: UnsafeMutableRawBufferPointer
    ) -> Received {
        guard !hasFailed else { return .failed }
        unsafe pipe.state.pointee.input = UnsafePointer(
            pipe.ciphertext.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        unsafe pipe.state.pointee.input_left = count
        // The thread's queue may hold somebody else's errors; what is there afterwards is ours.
        ERR_clear_error()
        var used = 0
        // libssl hands out one record at a time, and none is left behind: nothing would tell of it.
        while unsafe pipe.state.pointee.input_left > 0, used < text.count {
            var done = 0
            let start = unsafe text.baseAddress.map { unsafe $0 + used }
            guard unsafe SSL_read_ex(connection, start, text.count - used, &done) == 1 else {
                return ended(used)
            }
            used += done
        }
        if !isEstablished { look() }
        return .octets(used)
    }

    /// libssl has no text: it wants more, or it is over.
    private func ended(_ used: Int) -> Received {
        if !isEstablished { look() }
        // After an error, too, a connection in its handshake says that it wants to read.
        if ERR_peek_error() == 0, unsafe SSL_want(connection) == SSL_READING {
            return .octets(used)
        }
        if isEstablished, unsafe SSL_get_shutdown(connection) & SSL_RECEIVED_SHUTDOWN != 0 {
            return .lastOctets(used)
        }
        hasFailed = true
        if !isEstablished { count(counters.failed) }
        ERR_clear_error()
        return .failed
    }

    private func look() {
        guard unsafe SSL_in_init(connection) == 0 else { return }
        isEstablished = true
        if unsafe SSL_session_reused(connection) == 1 {
            count(counters.resumed)
        } else {
            count(counters.full)
        }
    }

    /// Makes records of text, which is to be at most 64 KB: they are in the pipe then. False when
    /// that fails.
    public func send(_ text: UnsafeRawBufferPointer) -> Bool {
        guard unsafe !text.isEmpty, !hasFailed else { return !hasFailed }
        var done = 0
        let isDone =
            unsafe SSL_write_ex(connection, text.baseAddress, text.count, &done) == 1
            && done == text.count
        if !isDone {
            hasFailed = true
            ERR_clear_error()
        }
        return isDone
    }

    /// Says, in the pipe, that nothing more will be sent.
    public func endOutput() {
        guard isEstablished, !hasFailed else { return }
        unsafe _ = SSL_shutdown(connection)
        ERR_clear_error()
    }

    /// What has to be sent, lent: it is gone after that.
    public func takeOutput<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe pipe.takeOutput(body)
    }

    /// The version of the protocol: "TLSv1.3".
    public var version: String {
        unsafe SSL_get_version(connection).map { unsafe String(cString: $0) } ?? ""
    }
}
