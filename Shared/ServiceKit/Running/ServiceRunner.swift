import Basics
import Contracts
import HTTP
import HTTPClient
import HTTPServer
import Loops
import Storage

/// One process, from its composition to its end.
struct ServiceRunner: Sendable {
    private let process: ProcessContext
    private let lines: LineWriter
    private let began: UInt64
    /// Parts get so long to come back after they were cancelled.
    private static let partMilliseconds = 2000
    private static let memoryMilliseconds = 15_000

    init(_ process: ProcessContext, lines: LineWriter, began: UInt64) {
        self.process = process
        self.lines = lines
        self.began = began
    }

    /// Comes back only by throwing: when the start fails.
    func run(
        _ compose: @Sendable (ProcessContext) async throws -> ServiceDefinition
    ) async throws -> Never {
        try SmallFile.makeDirectory("\(process.home)/run")
        warnOfOpenFiles()
        let time = try sandboxTime()
        await time?.learnAtStart()
        var definition = try await compose(process)
        if let time {
            definition.run("clock") { await time.run() }
            definition.ready("clock") { time.problem }
        }
        let listeners = try Listeners(definition, process)
        try listeners.start()
        await serve(definition, listeners)
    }

    /// The home has mode 0700 where we made it. One that is open to others shows them sockets and,
    /// with the database's own mode, people's data.
    private func warnOfOpenFiles() {
        for path in [process.home, process.databasePath]
        where (try? SmallFile.isOpenToOthers(path)) ?? false {
            // Nobody gets past a home that is closed.
            guard (try? SmallFile.isOpenToOthers(process.home)) ?? false else { return }
            process.log.warning("others may read our files", ["path": .text(path)])
        }
    }

    private func sandboxTime() throws -> SandboxTime? {
        guard process.environment.stage == .sandbox, process.service != .sandbox else { return nil }
        return SandboxTime(try process.client(.sandbox), process.clock)
    }

    private enum Event: Sendable {
        case signal(Int32)
        case ended(part: String, cause: String)
        case ready
        case late
        case kept
    }

    /// Runs the parts, waits for a signal or for one of them to end, and ends the process: from in
    /// here, so that a part that does not come back cannot hold up the end.
    private func serve(_ definition: ServiceDefinition, _ listeners: Listeners) async -> Never {
        await withTaskGroup(of: Event.self, returning: Void.self) { group in
            for part in definition.parts {
                group.addTask(executorPreference: process.group.next()) { await outcome(of: part) }
            }
            group.addTask { await untilReady(listeners) }
            group.addTask { await keepMemorySmall() }
            group.addTask { await untilSignal() }
            if let tls = listeners.tls {
                group.addTask { await follow(tls) }
                group.addTask { await renewTickets(of: tls) }
            }
            let status = await firstEnd(of: &group)
            for action in definition.draining { action() }
            await listeners.drain()
            group.cancelAll()
            group.addTask { await deadline() }
            await waitForParts(&group, definition.parts.count - Int(status))
            await end(definition, status)
        }
        OwnProcess.exit(0)
    }

    /// The exit status: 0 after a signal, 1 after a part that ended by itself.
    private func firstEnd(of group: inout TaskGroup<Event>) async -> Int32 {
        while let event = await group.next() {
            switch event {
            case .ready, .late, .kept: continue
            case .signal(let number):
                process.log.notice("stopping", ["signal": .integer(Int64(number))])
                return 0
            case .ended(let part, let cause):
                process.log.error("a part ended", ["part": .text(part), "cause": .text(cause)])
                return 1
            }
        }
        return 1
    }

    private func waitForParts(_ group: inout TaskGroup<Event>, _ count: Int) async {
        var running = count
        while running > 0, let event = await group.next() {
            switch event {
            case .ended: running -= 1
            case .late:
                process.log.warning("parts did not stop", ["count": .integer(Int64(running))])
                return
            case .ready, .signal, .kept: continue
            }
        }
    }

    private func end(_ definition: ServiceDefinition, _ status: Int32) async -> Never {
        await process.http.close()
        await definition.database?.close()
        process.log.notice("stopped", ["status": .integer(Int64(status))])
        lines.flush()
        OwnProcess.exit(status)
    }

    /// Not on a loop, where everybody would wait.
    private func keepMemorySmall() async -> Event {
        var memory = SpareMemory()
        while await Pause.milliseconds(Self.memoryMilliseconds) { memory.giveBack() }
        return .kept
    }

    // MARK: What is waited for

    private func outcome(of part: ServiceDefinition.Part) async -> Event {
        do {
            try await part.run()
            return .ended(part: part.name, cause: "it came to its end")
        } catch {
            return .ended(part: part.name, cause: "\(error)")
        }
    }

    private func untilReady(_ listeners: Listeners) async -> Event {
        var pause = 2
        while !listeners.readiness.problems.isEmpty {
            guard await Pause.milliseconds(pause) else { return .ready }
            pause = min(pause * 2, 100)
        }
        let nanoseconds = SystemTime.monotonicNanoseconds() - began
        process.log.notice(
            "ready",
            [
                "addresses": .text(listeners.addresses.map(\.description).joined(separator: ",")),
                "ms": .integer(Int64(nanoseconds / 1_000_000)),
            ]
        )
        return .ready
    }

    private func follow(_ tls: ProcessTLS) async -> Event {
        await tls.followHangUps(on: process.group.loops[0])
        return .ended(part: "hang-ups", cause: "signals cannot be waited for")
    }

    private func renewTickets(of tls: ProcessTLS) async -> Event {
        await tls.renewTicketKeys()
        return .kept
    }

    private func untilSignal() async -> Event {
        do {
            return .signal(
                try await Signals.next(of: Signals.termination, on: process.group.loops[0])
            )
        } catch {
            return .ended(part: "signals", cause: "\(error)")
        }
    }

    /// Lasts although the group around it is cancelled.
    private func deadline() async -> Event {
        let loop = process.group.next()
        await withCheckedContinuation { continuation in
            loop.execute {
                loop.schedule(afterMilliseconds: Self.partMilliseconds) { continuation.resume() }
            }
        }
        return .late
    }
}
