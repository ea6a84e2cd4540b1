import Basics
import Glibc
import Processes

/// Starts the processes in order, keeps them running, and stops them. One thread: the kernel kills
/// the children when it ends, so nothing is left behind even when the runner itself is killed.
struct Supervisor {
    private let signals: StopSignals
    private let tour: Tour
    private var demo: Demo?
    private var processes: [Supervised]

    private static let readyWithinNanoseconds: UInt64 = 30_000_000_000

    private enum Ending: Error {
        case asked
        case failed(String, lastWords: [String])
    }

    /// `door` is the gateway's.
    init(
        _ members: [Member],
        door: BoundSocket,
        signals: StopSignals,
        tour: Tour,
        demo: Demo?
    ) {
        self.signals = signals
        self.tour = tour
        self.demo = demo
        processes = members.map { Supervised($0, door: $0.name == "gateway" ? door : nil) }
    }

    /// Returns the code to exit with when everything has stopped.
    mutating func run() -> Int32 {
        do throws(Ending) {
            for index in processes.indices { try bringUp(index) }
            say(tour.text)
            demo?.start()
            while true { try step(waitingAtMost: 1_000) }
        } catch {
            if case .failed(let line, let lastWords) = error {
                say("kumquat: \(line)")
                for line in lastWords { say("    \(line)") }
            }
            demo?.stop()
            var shutdown = Shutdown(signals: signals, processes: processes)
            shutdown.run()
            if case .asked = error { return 0 }
            return 1
        }
    }

    private mutating func bringUp(_ index: Int) throws(Ending) {
        let started = SystemTime.monotonicNanoseconds()
        try start(index)
        while !processes[index].hasServed {
            try step(waitingAtMost: 5)
            if SystemTime.monotonicNanoseconds() - started > Self.readyWithinNanoseconds {
                let process = processes[index]
                throw .failed("\(process.member.name) is not ready", lastWords: process.lastWords)
            }
        }
    }

    private mutating func start(_ index: Int) throws(Ending) {
        do throws(Problem) {
            try processes[index].start(at: SystemTime.monotonicNanoseconds())
        } catch {
            throw .failed(error.line, lastWords: [])
        }
    }

    /// Waits for a signal, then looks after every process once.
    private mutating func step(waitingAtMost milliseconds: UInt64) throws(Ending) {
        let isSettled = processes.allSatisfy {
            if case .ready = $0.state { true } else { false }
        }
        switch signals.next(within: isSettled ? milliseconds : min(milliseconds, 5)) {
        case .stop: throw .asked
        case .childEnded, .nothing: break
        }
        for death in Deaths.collect() { try note(death) }
        let now = SystemTime.monotonicNanoseconds()
        for index in processes.indices {
            switch processes[index].state {
            case .waiting(let until) where until <= now: try start(index)
            case .starting: announceIfReady(index)
            case .waiting, .ready, .down: break
            }
        }
    }

    private mutating func announceIfReady(_ index: Int) {
        let isFirstTime = !processes[index].hasServed
        let now = SystemTime.monotonicNanoseconds()
        guard let milliseconds = processes[index].becameReady(at: now) else { return }
        let member = processes[index].member
        let name = member.name.padding(to: 10)
        let address = member.address.padding(to: 24)
        say("\(name)\(address)ready \(isFirstTime ? "" : "again ")in \(milliseconds) ms")
    }

    private mutating func note(_ death: Deaths.Death) throws(Ending) {
        if demo?.noteEnd(of: death.id) == true { return }
        guard let index = processes.firstIndex(where: { $0.id == death.id }) else { return }
        let name = processes[index].member.name
        guard processes[index].hasServed else {
            let lastWords = processes[index].lastWords
            processes[index].ended()
            throw .failed("\(name) did not start (\(death.status))", lastWords: lastWords)
        }
        switch processes[index].died(at: SystemTime.monotonicNanoseconds()) {
        case .restart(let delay):
            say("\(name) died (\(death.status)), starting it again in \(delay) ms")
        case .giveUp:
            throw .failed(
                "\(name) died five times in a minute (\(death.status))",
                lastWords: processes[index].lastWords
            )
        }
    }
}

extension String {
    /// With spaces after it, up to `width` octets.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - utf8.count))
    }
}
