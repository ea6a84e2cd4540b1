import Basics
import Loops
import TLS

/// A TCP socket with TLS on it. Octets of records that the peer does not take at once wait here, at
/// most one write's; nothing further is made into records before they are gone.
final class TLSTransport: Transport {
    let descriptor: Int32
    /// When the handshake has to be over, in monotonic milliseconds.
    let handshakeEnds: Int
    private let session: TLSSession
    private let share: TLSShare
    private var owed: Bytes = []
    private var owedStart = 0
    private var hasEndedOutput = false
    /// What is said before TLS begins, where this is a proxy's.
    private var tunnel: TunnelHead?

    /// So much text is made into records at a time.
    private static let writtenBytes = 64 * 1024
    /// A peer that makes us answer on and on and reads nothing of it is cut off.
    private static let mostOwed = 128 * 1024

    /// Nil without memory.
    init?(
        _ descriptor: Int32,
        _ share: TLSShare,
        handshakeEnds: Int,
        tunnel: TunnelHead? = nil
    ) {
        guard let session = share.server.session(share.pipe) else { return nil }
        self.descriptor = descriptor
        self.session = session
        self.share = share
        self.handshakeEnds = handshakeEnds
        self.tunnel = tunnel
    }

    private var plain: PlainTransport { PlainTransport(descriptor: descriptor) }

    /// Whether records are left that the peer has not taken.
    var owes: Bool { owedStart < owed.count }

    /// Whether the peer still has to say who it is.
    var isInHandshake: Bool { !session.isEstablished }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> TransportResult {
        // What is in the socket stays there, and is told of again in the next turn.
        guard session.isEstablished || share.takesHandshake() else { return .wouldBlock }
        let ciphertext = unsafe share.pipe.ciphertext
        let result = unsafe plain.read(into: ciphertext)
        // Nobody looks any more at what comes after the last answer.
        guard case .octets(var count) = result, !hasEndedOutput else { return result }
        if tunnel != nil {
            guard let rest = unsafe openTunnel(ciphertext, count) else { return .failed }
            guard rest > 0 else { return .wouldBlock }
            count = rest
        }
        let received = unsafe session.receive(count, into: buffer)
        guard sendOutput(), owed.count - owedStart <= Self.mostOwed else { return .failed }
        switch received {
        case .octets(0): return .wouldBlock
        case .octets(let count): return .octets(count)
        case .lastOctets(let count): return .lastOctets(count)
        case .failed: return .failed
        }
    }

    /// Reads on in what comes before TLS. The octets of TLS that came behind it, moved to the start;
    /// nil if the connection has been refused.
    private func openTunnel(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int? {
        switch unsafe tunnel?.take(buffer[..<count]) {
        case .incomplete, nil: return 0
        case .refused(let answer):
            _ = say(answer)
            return nil
        case .accepted(let rest):
            tunnel = nil
            guard say(TunnelHead.accepted) else { return nil }
            if rest > 0, let start = buffer.baseAddress {
                unsafe start.copyMemory(from: start + (count - rest), byteCount: rest)
            }
            return rest
        }
    }

    /// A few octets, before anything else was written: they fit, or nobody is there.
    private func say(_ text: String) -> Bool {
        let octets = Bytes(text.utf8)
        return unsafe octets.withUnsafeBytes { octets in
            let none = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
            if case .octets(octets.count) = unsafe plain.write(octets, none) { return true }
            return false
        }
    }

    func write(
        _ first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer
    ) -> TransportResult {
        guard !owes else { return sendOwed() }
        guard session.isEstablished else { return .wouldBlock }
        let head = unsafe UnsafeRawBufferPointer(rebasing: first.prefix(Self.writtenBytes))
        let tail = unsafe UnsafeRawBufferPointer(
            rebasing: second.prefix(Self.writtenBytes - head.count)
        )
        guard unsafe session.send(head), unsafe session.send(tail), sendOutput() else {
            return .failed
        }
        // Taken here; what the peer has not taken of it, the next call sends.
        return .octets(head.count + tail.count)
    }

    /// What the peer takes now of what it has not taken: progress, though none of the text.
    private func sendOwed() -> TransportResult {
        let result = unsafe owed.withUnsafeBytes { octets in
            unsafe plain.write(
                UnsafeRawBufferPointer(rebasing: octets[owedStart...]),
                UnsafeRawBufferPointer(start: nil, count: 0)
            )
        }
        guard case .octets(let count) = result else { return result }
        owedStart += count
        if !owes {
            owed = []
            owedStart = 0
        }
        return .octets(0)
    }

    /// Sends what stands in the pipe, behind what is owed already, as much as goes; false when the
    /// connection is broken.
    private func sendOutput() -> Bool {
        unsafe session.takeOutput { octets in
            guard unsafe !octets.isEmpty else { return true }
            var sent = 0
            if !owes {
                let none = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
                switch unsafe plain.write(octets, none) {
                case .octets(let count): sent = count
                case .wouldBlock: break
                case .ended, .lastOctets, .failed: return false
                }
            }
            if sent < octets.count { unsafe owed.append(contentsOf: octets[sent...]) }
            return true
        }
    }

    func endOutput() {
        sayGoodbye()
        plain.endOutput()
    }

    func close(cutting: Bool) {
        if !cutting { sayGoodbye() }
        plain.close(cutting: cutting)
    }

    /// An end without it could be somebody else's doing.
    private func sayGoodbye() {
        guard !hasEndedOutput, !owes else { return }
        hasEndedOutput = true
        session.endOutput()
        _ = sendOutput()
    }
}
