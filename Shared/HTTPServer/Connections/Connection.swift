import Basics
import HTTP
import Loops

/// One connection. The protocol (`ConnectionState`) says what is to be done with the octets; this
/// class does it: reads, gives requests to the handler one at a time, writes the answers in order.
///
/// One task a connection, begun with its first request, runs the handler; what happens on the
/// socket meanwhile comes through `ready`. Both are on the loop's thread.
///
/// Unchecked: touched on the loop's thread only.
@safe
final class Connection: DescriptorHandler, @unchecked Sendable {
    enum Phase {
        /// Requests are read and answered.
        case open
        /// The last answer is being written.
        case finishing
        /// Everything is written; the peer gets a moment to read it before the descriptor goes.
        case lingering
        case closed
    }

    let share: LoopShare
    let transport: ConnectionTransport
    private let seat: AddressTally.ConnectionPermit?
    var state: ConnectionState
    var input = InputBuffer()
    var output = OutputBuffer()
    var phase = Phase.open
    /// Its place among the connections of the loop.
    var place = 0
    /// When it last began or ended a request, in monotonic milliseconds.
    var lastUse: Int
    /// The peer has ended its side.
    var isInputEnded = false
    var interest: Interest = .read
    /// When writing without progress, or lingering, has lasted long enough; 0 for never.
    var patienceEnds = 0

    /// Where a refused request was going.
    var refusedTarget: RequestTarget?
    /// The request to be handled next.
    var request: Request?
    /// A request is with the handler, or its answer is being written.
    var isAnswering = false
    /// The body that is being read by the handler.
    var body: RequestBody?
    /// The body that is being written.
    var answerBody: (any BodySource)?
    /// Runs the handler, from the first request on.
    var task: Task<Void, Never>?
    /// What it has to say is written at the end of this turn.
    var isFlushQueued = false
    /// The task waits until there is room to write.
    var waitsForRoom = false
    /// The task, waiting for a request or for room to write.
    var waiter: UnsafeContinuation<Void, Never>?

    init(_ accepted: AcceptedSocket, _ transport: ConnectionTransport, share: LoopShare) {
        self.share = share
        self.transport = transport
        seat = accepted.seat
        lastUse = share.now
        state = ConnectionState(
            limits: share.configuration.limits,
            remote: accepted.remote,
            isSecure: accepted.isSecure,
            now: share.now
        )
    }

    func ready(_ readiness: Readiness) {
        if readiness.contains(.write) { flush() }
        if !readiness.isDisjoint(with: [.read, .hangUp, .error]), phase != .closed { readInput() }
        // Ended on both sides: nobody is left to read the answer.
        if readiness.contains(.hangUp), isInputEnded, isAnswering { close() }
    }

    /// Changes what the loop waits for, only when it differs.
    func setInterest(_ part: Interest, _ isOn: Bool) {
        guard interest.contains(part) != isOn, phase != .closed else { return }
        if isOn { interest.insert(part) } else { interest.remove(part) }
        share.loop.change(transport.descriptor, interest)
    }

    /// Lets the task go on, at most once for each time that it waits.
    func wake() {
        guard let waiter = unsafe waiter else { return }
        unsafe self.waiter = nil
        unsafe waiter.resume()
    }

    /// Called twice a second.
    func checkTime(_ now: Int) {
        if patienceEnds > 0, now >= patienceEnds {
            if phase != .lingering { share.counters.addStalled() }
            close(cutting: phase != .lingering)
        } else if transport.isHandshakeLate(now) {
            close(cutting: true)
        } else if phase == .open, let deadline = state.deadline, now >= deadline {
            if !state.isIdle { share.counters.addTooSlow() }
            _ = obey(state.expired(now: now))
        }
    }

    // MARK: End

    /// No further request after the present one.
    func drain() {
        state.drain()
    }

    /// Closes a connection on which nothing is going on, unless a request has just come in.
    func closeIfIdle() {
        guard isIdle else { return }
        readInput()
        if isIdle { close() }
    }

    private var isIdle: Bool {
        phase == .open && !isAnswering && request == nil && state.isIdle && input.isEmpty
            && output.isEmpty && !transport.owes
    }

    /// The answer is out: ends our side and waits for the peer to end its own. Closing at once
    /// would reset the connection when octets of the peer are still on their way, and the reset
    /// can overtake the answer.
    func linger() {
        guard phase != .closed, phase != .lingering else { return }
        guard !isInputEnded else { return close() }
        phase = .lingering
        input.removeAll()
        transport.endOutput()
        patienceEnds = share.now + 1000
        setInterest(.write, false)
        setInterest(.read, true)
    }

    /// Gives everything back, and cancels the handler. With `cutting` the peer sees that its answer
    /// is not complete.
    func close(cutting: Bool = false) {
        guard phase != .closed else { return }
        phase = .closed
        task?.cancel()
        share.loop.unwatch(transport.descriptor)
        transport.close(cutting: cutting)
        request = nil
        input.removeAll()
        output.removeAll()
        body?.end(.disconnected)
        body = nil
        answerBody?.cancel()
        answerBody = nil
        wake()
        share.remove(self)
    }
}
