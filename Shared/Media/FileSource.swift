import Basics
import HTTP
import Loops

/// The octets of a file, read on the workers as the other side takes them.
final class FileSource: BodySource {
    private static let pieceBytes = 64 * 1024

    private let file: ReadableFile
    private let workers: WorkerPool
    private let position = Locked(0)

    init(_ file: ReadableFile, _ workers: WorkerPool) {
        self.file = file
        self.workers = workers
    }

    func next() async throws(BodyFailure) -> Bytes? {
        let start = position.withLock { $0 }
        // What was promised is what is given, though the file may have grown.
        let count = min(Self.pieceBytes, file.count - start)
        guard count > 0 else { return nil }
        let piece: Bytes
        do {
            piece = try await workers.run { [file] in try file.read(count, at: start) }
        } catch {
            throw .upstream
        }
        guard !piece.isEmpty else { throw .upstream }
        position.withLock { $0 += piece.count }
        return piece
    }

    func cancel() {
        position.withLock { $0 = file.count }
    }
}
