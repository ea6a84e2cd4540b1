import Basics
import FoundationEssentials
import Glibc
public import Processes
import Loops

/// All processes of Kumquat, the real executables, on free ports and in a home of their own.
/// Everything goes when the test lets go of it.
public final class Stack: Sendable {
    /// `KUMQUAT_HOME`.
    public let home: TemporaryDirectory
    /// `KUMQUAT_PORT`.
    public let port: Int
    /// All that its processes are told.
    public let environment: [String: String]
    /// What was sent to it and came from it that none of its processes may log.
    private let secrets = SecretBook()
    private let running = Locked<[StackMember: TestProcess]>([:])

    /// A home and ports; nothing runs yet. `settings` are added to what every process is told.
    public init(settings: [String: String] = [:]) throws {
        home = try TemporaryDirectory()
        port = try FreePorts.block()
        var environment = [
            "KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": home.path, "KUMQUAT_PORT": "\(port)",
            "KUMQUAT_SANDBOX_TLS": "0",
        ]
        // A sanitizer that watches the tests watches the processes in the same way.
        for name in ["TSAN_OPTIONS", "ASAN_OPTIONS"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        self.environment = environment.merging(settings) { _, given in given }
    }

    /// A stack in which every process is ready.
    public static func start(settings: [String: String] = [:]) async throws -> Stack {
        let stack = try Stack(settings: settings)
        for member in StackMember.allCases { try await stack.start(member) }
        return stack
    }

    /// Starts one process, with further settings of its own, and waits until it is ready.
    @discardableResult
    public func start(
        _ member: StackMember,
        with settings: [String: String] = [:]
    ) async throws -> TestProcess {
        let process = try await TestProcess.start(
            member.executable,
            environment: environment.merging(settings) { _, given in given },
            output: logFile(of: member)
        )
        running.withLock { $0[member] = process }
        do {
            try await awaitReadiness(of: member)
        } catch {
            throw NeverHappened(description: "\(error); its log: \(process.output.suffix(2_000))")
        }
        return process
    }

    /// Waits until a process that was started answers 200 on `/readyz`.
    public func awaitReadiness(of member: StackMember) async throws {
        let operations = TestClient(port: port + member.operationsPortOffset)
        try await eventually(within: 30, "\(member.rawValue) is ready") {
            if let status = process(member)?.status {
                throw NeverHappened(description: "\(member.rawValue) ended with \(status)")
            }
            return (try? await operations.get("/readyz"))?.status == 200
        }
    }

    /// The process that runs as this member, or ran last.
    public func process(_ member: StackMember) -> TestProcess? {
        running.withLock { $0[member] }
    }

    /// Kills one with SIGKILL and returns when it has gone.
    public func kill(_ member: StackMember) async throws {
        guard let process = process(member) else { return }
        process.send(SIGKILL)
        try await process.exit()
    }

    /// Asks all to stop, the door first, and says how each one ended.
    public func stop() async throws -> [StackMember: ExitStatus] {
        var statuses: [StackMember: ExitStatus] = [:]
        for member in StackMember.allCases.reversed() {
            guard let process = process(member) else { continue }
            process.send(SIGTERM)
            statuses[member] = try await process.exit(within: 30)
        }
        return statuses
    }

    /// A client at the public address of one process.
    public func client(of member: StackMember) -> TestClient {
        TestClient(port: port + member.portOffset).noting(in: secrets)
    }

    /// A client at the door.
    public var gateway: TestClient { client(of: .gateway).watched() }

    /// What its processes have logged that they must not: a secret and the process, a line each.
    public func leaks() -> [String] {
        StackMember.allCases.flatMap { member -> [String] in
            guard let log = try? TextFile.read(logFile(of: member)) else { return [] }
            return secrets.found(in: Bytes(log.utf8)).map { "\(member.rawValue) logs \($0)" }
        }
    }

    deinit {
        let leaks = leaks()
        // Nobody could tell a test of it any more.
        if !leaks.isEmpty { fatalError("\(leaks)") }
    }

    /// The file in which the words of one process are collected.
    public func logFile(of member: StackMember) -> String {
        home.file("\(member.rawValue).stderr")
    }
}
