public import Basics

/// Writes JSON lines. A message is a literal, so nothing of a request gets into it; inside a
/// request the line carries its id by itself.
public struct Logger: Sendable {
    /// The process, as its lines name it.
    public let service: String
    /// The least level that is written.
    public let level: LogLevel
    private let clock: Clock
    private let write: @Sendable (Bytes) -> Void

    /// A logger that gives each finished line, with its line end, to `write`, which must not wait.
    /// `clock` is the real one.
    public init(
        service: String,
        level: LogLevel,
        clock: Clock = .system,
        write: @escaping @Sendable (Bytes) -> Void
    ) {
        self.service = service
        self.level = level
        self.clock = clock
        self.write = write
    }

    /// Writes nothing.
    public static let silent = Logger(service: "", level: .error, write: { _ in })

    /// Whether lines of this level are written: worth asking before costly fields are made.
    public func isEnabled(_ level: LogLevel) -> Bool { level >= self.level }

    /// For looking closely.
    public func debug(_ message: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
        log(.debug, message, fields)
    }

    /// Daily business: a line a request.
    public func info(_ message: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
        log(.info, message, fields)
    }

    /// Start, stop and the like.
    public func notice(_ message: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
        log(.notice, message, fields)
    }

    /// Works, but somebody should look.
    public func warning(_ message: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
        log(.warning, message, fields)
    }

    /// A fault of ours.
    public func error(_ message: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
        log(.error, message, fields)
    }

    private func log(_ level: LogLevel, _ message: StaticString, _ fields: () -> LogFields) {
        guard isEnabled(level) else { return }
        var line = LogLine(clock.now(), level, service: service, message)
        if let id = RequestScope.requestID { line.add("request_id", id) }
        for member in fields().members { line.add(member.name, member.value) }
        write(line.finished())
    }
}
