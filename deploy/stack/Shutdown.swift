import Basics
import Glibc
import Processes

/// Stops what runs: the door first, so that nobody comes in any more, then all the others; within
/// 25 seconds, or at once when told to stop a second time.
struct Shutdown {
    private let signals: StopSignals
    private var processes: [Supervised]
    private var isHurried = false

    private static let doorSeconds: UInt64 = 12
    private static let allSeconds: UInt64 = 25

    init(signals: StopSignals, processes: [Supervised]) {
        self.signals = signals
        self.processes = processes
    }

    mutating func run() {
        let started = SystemTime.monotonicNanoseconds()
        let doors = processes.indices.filter { processes[$0].member.name == "gateway" }
        for index in doors { processes[index].closeDoor() }
        end(doors, by: started + Self.doorSeconds * 1_000_000_000)
        end(Array(processes.indices), by: started + Self.allSeconds * 1_000_000_000)
        for process in processes {
            guard let id = process.id else { continue }
            say("\(process.member.name) does not stop: killed")
            kill(id, SIGKILL)
        }
        while !isDown(Array(processes.indices)) { collect(within: 1_000) }
        let milliseconds = (SystemTime.monotonicNanoseconds() - started) / 1_000_000
        say("stopped in \(milliseconds) ms")
    }

    private mutating func end(_ indices: [Int], by deadline: UInt64) {
        for index in indices {
            if let id = processes[index].id { kill(id, SIGTERM) }
        }
        while !isHurried, !isDown(indices), SystemTime.monotonicNanoseconds() < deadline {
            collect(within: 100)
        }
    }

    private func isDown(_ indices: [Int]) -> Bool {
        indices.allSatisfy { processes[$0].id == nil }
    }

    private mutating func collect(within milliseconds: UInt64) {
        if signals.next(within: milliseconds) == .stop { isHurried = true }
        for death in Deaths.collect() {
            guard let index = processes.firstIndex(where: { $0.id == death.id }) else { continue }
            let name = processes[index].member.name
            if death.status != .code(0) { say("\(name) ended with \(death.status)") }
            processes[index].ended()
        }
    }
}
