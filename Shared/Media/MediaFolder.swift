public import Basics
public import HTTP
public import Loops
public import ServiceKit

/// The folder of a service's pictures: `$KUMQUAT_HOME/media/<service>`. Blocking work is done on
/// the workers.
public struct MediaFolder: FileSpool {
    private let path: String
    private let random: RandomSource
    private let log: Logger
    private let workers: WorkerPool

    /// The folder at this path, made where it is missing.
    public init(
        _ path: String,
        random: RandomSource,
        log: Logger,
        workers: WorkerPool = .shared
    ) throws(SmallFileError) {
        try SmallFile.makeDirectory(path)
        self.path = path
        self.random = random
        self.log = log
        self.workers = workers
    }

    /// Writes files that last a loss of power once this returns.
    public func save(_ files: [(name: String, octets: Bytes)]) async throws {
        try await workers.run { [path] in
            for file in files { try StoredFile.write(file.octets, to: "\(path)/\(file.name)") }
            try StoredFile.settle(path)
        }
    }

    /// Removes files; those that are not there are none.
    public func remove(_ names: [String]) async throws {
        try await workers.run { [path] in
            for name in names { try StoredFile.remove("\(path)/\(name)") }
        }
    }

    /// The names of files that nobody has written to for so long.
    public func names(olderThanSeconds age: Int) async throws -> [String] {
        try await workers.run { [path] in
            try StoredFile.names(in: path, olderThanSeconds: age)
        }
    }

    /// The body of an answer that gives a file away piece by piece; nil if there is none.
    public func body(_ name: String) async throws -> Body? {
        do {
            let file = try await workers.run { [path] in try ReadableFile("\(path)/\(name)") }
            return .stream(length: file.count, FileSource(file, workers))
        } catch let error as SmallFileError where error.isMissing {
            return nil
        }
    }

    /// A place for a file that is coming in; it has no name and is gone with its holder.
    public func open() async throws(SpoolFailure) -> any SpooledFile {
        let name = "\(Hex.encode(random.bytes(16))).scratch"
        do {
            let file = try await workers.run { [path] in try ScratchFile(in: path, name: name) }
            return Scratch(file, workers, log)
        } catch {
            log.error("no place for an upload", ["cause": .text("\(error)")])
            throw SpoolFailure()
        }
    }
}

/// A file that is coming in.
private final class Scratch: SpooledFile {
    private let file: ScratchFile
    private let workers: WorkerPool
    private let log: Logger

    init(_ file: ScratchFile, _ workers: WorkerPool, _ log: Logger) {
        self.file = file
        self.workers = workers
        self.log = log
    }

    func append(_ octets: Bytes) async throws(SpoolFailure) {
        do {
            try await workers.run { [file] in try file.append(octets) }
        } catch {
            throw failure(error)
        }
    }

    func read(limit: Int) throws(SpoolFailure) -> Bytes {
        do {
            return try file.read(limit: limit)
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> SpoolFailure {
        log.error("an upload cannot be put down", ["cause": .text("\(error)")])
        return SpoolFailure()
    }
}
