import Basics
import HTTP
import Loops

/// The body of a request while it comes in. Pulled by the handler, filled by the connection;
/// when enough waits here the connection stops reading, and the peer stops sending.
///
/// Unchecked: its state is touched on the loop's thread only; calls from elsewhere go there.
final class RequestBody: BodySource, @unchecked Sendable {
    /// With so many octets waiting nothing more is taken in.
    private static let highWater = 64 * 1024

    private typealias Piece = Result<Bytes?, BodyFailure>

    private let loop: EventLoop
    private var connection: Connection?
    private var pieces: [Bytes] = []
    private var first = 0
    private var count = 0
    private var outcome: Piece?
    private var isCancelled = false
    private var isBegun = false
    private var reader: CheckedContinuation<Piece, Never>?

    init(_ connection: Connection) {
        self.connection = connection
        loop = connection.share.loop
    }

    var isFull: Bool { count >= Self.highWater }

    func next() async throws(BodyFailure) -> Bytes? {
        if loop.isCurrent, let piece = take() { return try piece.get() }
        let piece: Piece = await withCheckedContinuation { reader in
            onLoop { [self] in wait(reader) }
        }
        return try piece.get()
    }

    func cancel() {
        onLoop { [self] in
            isCancelled = true
            pieces = []
            first = 0
            count = 0
        }
    }

    // MARK: On the loop

    /// ExternalID from the connection.
    func give(_ piece: Bytes) {
        guard !isCancelled, !piece.isEmpty else { return }
        if let reader {
            self.reader = nil
            reader.resume(returning: .success(piece))
        } else {
            pieces.append(piece)
            count += piece.count
            if isFull { connection?.pauseBody() }
        }
    }

    /// Nothing more will come.
    func end(_ failure: BodyFailure?) {
        connection = nil
        let last: Piece = if let failure { .failure(failure) } else { .success(nil) }
        outcome = last
        reader?.resume(returning: last)
        reader = nil
    }

    private func wait(_ reader: CheckedContinuation<Piece, Never>) {
        if !isBegun {
            isBegun = true
            connection?.beginBody()
        }
        if let piece = take() { return reader.resume(returning: piece) }
        self.reader = reader
        connection?.pump()
    }

    private func take() -> Piece? {
        guard first < pieces.count else { return outcome }
        let wasFull = isFull
        let piece = pieces[first]
        first += 1
        count -= piece.count
        if first == pieces.count {
            pieces.removeAll(keepingCapacity: true)
            first = 0
        }
        if wasFull, !isFull { connection?.resumeBody() }
        return .success(piece)
    }

    private func onLoop(_ work: @escaping @Sendable () -> Void) {
        if loop.isCurrent { work() } else { loop.execute(work) }
    }
}
