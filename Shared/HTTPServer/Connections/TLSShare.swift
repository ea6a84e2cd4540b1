import Loops
import TLS

/// What one loop has of TLS: the pipe that all its connections use, and how many handshakes it may
/// still look at in this turn.
///
/// Touched on the loop's thread only.
final class TLSShare {
    let server: TLSServer
    let pipe = TLSPipe()
    private unowned let loop: EventLoop
    private var turn: UInt64 = 0
    private var handshakes = 0

    /// A step of a handshake may cost as much as a hundred requests. With so many a turn others wait
    /// for a few milliseconds at most, however many want to shake hands.
    private static let handshakesPerTurn = 4

    init(_ server: TLSServer, _ loop: EventLoop) {
        self.server = server
        self.loop = loop
    }

    /// Whether there is time for one more step of a handshake in this turn.
    func takesHandshake() -> Bool {
        if turn != loop.now {
            turn = loop.now
            handshakes = 0
        }
        handshakes += 1
        return handshakes <= Self.handshakesPerTurn
    }
}
