import Basics
import Processes

/// One process under the runner's care.
struct Supervised {
    enum State {
        case down
        case starting(id: Int32, since: UInt64)
        case ready(id: Int32)
        case waiting(until: UInt64)
    }

    let member: Member
    /// Where it is to accept, held here so that it outlives the process.
    private(set) var door: BoundSocket?
    private(set) var state = State.down
    private(set) var hasServed = false
    private var policy = RestartPolicy()
    private var logStart: UInt64 = 0

    init(_ member: Member, door: BoundSocket? = nil) {
        self.member = member
        self.door = door
        member.log.rotate()
    }

    /// The process id while there is one.
    var id: Int32? {
        switch state {
        case .starting(let id, _), .ready(let id): id
        case .down, .waiting: nil
        }
    }

    /// Starts the executable.
    mutating func start(at now: UInt64) throws(Problem) {
        logStart = member.log.size
        let command = Command(
            path: member.executable,
            environment: member.environment,
            output: member.log.path,
            socket: door?.descriptor
        )
        do throws(CannotStart) {
            state = .starting(id: try command.start(), since: now)
        } catch {
            throw Problem("cannot start \(error)")
        }
    }

    /// Asks one that is starting whether it can serve; the milliseconds it took when it now can.
    mutating func becameReady(at now: UInt64) -> UInt64? {
        guard case .starting(let id, let since) = state,
            Probe.isReady(socket: member.readinessSocket)
        else { return nil }
        state = .ready(id: id)
        hasServed = true
        return (now - since) / 1_000_000
    }

    /// Notes its end, and says when it will be started again, if at all.
    mutating func died(at now: UInt64) -> RestartPolicy.Verdict {
        let verdict = policy.died(at: now)
        if case .restart(let delay) = verdict {
            state = .waiting(until: now + delay * 1_000_000)
        } else {
            state = .down
        }
        return verdict
    }

    /// Who connects from now on is refused, as soon as the process has closed its own.
    mutating func closeDoor() {
        door?.close()
        door = nil
    }

    /// Notes its end when it was asked to end.
    mutating func ended() { state = .down }

    /// What it wrote last in this run of it.
    var lastWords: [String] { member.log.lastLines(10, after: logStart) }
}
