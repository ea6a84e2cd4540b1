import Glibc

/// Writes lines to a descriptor from a thread of its own, so that nobody waits for whoever reads
/// them. What does not fit into its buffer is dropped and counted.
///
/// Unchecked: every `var` is touched inside `condition.withLock` only.
public final class LineWriter: @unchecked Sendable {
    private let condition = Condition()
    private let descriptor: Int32
    private let limit: Int
    private var waiting: [UInt8] = []
    private var isWriting = false
    private var dropped = 0

    /// Starts the thread, which lives as long as the process. Writes to standard
    /// error by default; `limit` is in octets.
    /// - Throws: `LoopError` when there can be no further thread.
    public init(
        descriptor: Int32 = 2,
        limit: Int = 1 << 20
    ) throws(LoopError) {
        self.descriptor = descriptor
        self.limit = limit
        try Thread.start("lines") { [self] in run() }
    }

    /// Takes a line, which brings its own line end, or drops it. Never waits for the descriptor.
    public func write(_ line: [UInt8]) {
        let isFirst = condition.withLock {
            guard line.count <= limit - waiting.count else {
                dropped += 1
                return false
            }
            waiting.append(contentsOf: line)
            return waiting.count == line.count
        }
        if isFirst { condition.signal() }
    }

    /// So many lines were dropped since the process began.
    public var droppedLines: Int {
        condition.withLock { dropped }
    }

    /// Waits until everything is written, at most so long. Blocks; for the end of a process.
    public func flush(milliseconds: Int = 500) {
        for _ in 0..<max(milliseconds / 2, 1) {
            if condition.withLock({ waiting.isEmpty && !isWriting }) { return }
            usleep(2000)
        }
    }

    private func run() -> Never {
        while true {
            let lines = condition.withLock {
                isWriting = false
                while waiting.isEmpty { condition.wait() }
                isWriting = true
                let lines = waiting
                waiting = []
                return lines
            }
            FileDescriptor.write(lines, to: descriptor)
        }
    }
}
