import CLinux
import Glibc
import Synchronization

/// One thread with its own epoll, timers and queue of work. As a `TaskExecutor` it runs the tasks
/// that prefer it, so that a request is read, handled and answered without leaving the thread.
///
/// Unchecked: every stored `var` is touched by the loop's own thread only, once it runs; what
/// other threads hand over goes through `inbox`, and `lagNanoseconds` is atomic.
public final class EventLoop: TaskExecutor, @unchecked Sendable {
    /// Its number in its group, from 0.
    public let index: Int
    let inbox: Inbox
    private let lagNanoseconds = Atomic<UInt64>(0)
    private var watches: WatchTable
    private var timers = TimerHeap()
    private var clock = LoopClock()
    // Atomic although only this thread writes it: a read then costs no exclusivity check.
    private let turnBegan = Atomic<UInt64>(LoopClock.monotonic())
    private var locals: [AnyObject?] = []
    private var queue: [Work] = []
    private var batch: [Work] = []
    private var turnEnds: [() -> Void] = []
    private var ending: [() -> Void] = []
    private var isStopped = false
    private var whenStopped: (() -> Void)?

    /// So many steps of work are done before sockets and timers are looked at again.
    private static let stepsPerTurn = 1024
    private static let eventsPerTurn: Int32 = 256

    init(index: Int) throws(LoopError) {
        self.index = index
        inbox = try Inbox()
        watches = try WatchTable()
    }

    deinit {
        close(watches.poll)
    }

    // MARK: Work

    /// Runs a step of a task soon, on this loop. From any thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent { queue.append(.job(job)) } else { inbox.put(job) }
    }

    /// Runs a closure soon, on this loop, after what is already queued. From any thread.
    public func execute(_ work: @escaping @Sendable () -> Void) {
        if isCurrent { queue.append(.call(work)) } else { inbox.put(work) }
    }

    /// Does something once at the end of this turn: after the work that is ready, before the loop
    /// looks at its sockets again. On the loop only.
    ///
    /// What comes from sockets and from other threads comes at the beginning of a turn. So what is
    /// held from the first need of it to here is as good as had anew for every step in between.
    public func atEndOfTurn(_ work: @escaping () -> Void) {
        assertCurrent()
        turnEnds.append(work)
    }

    /// Starts a task that prefers this loop: it begins there and comes back to it after every
    /// `await`. The only way a request's task starts. From any thread.
    @discardableResult
    public func start(_ operation: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task(executorPreference: self, operation: operation)
    }

    private func work() {
        var steps = 0
        while !queue.isEmpty, steps < Self.stepsPerTurn {
            swap(&queue, &batch)
            let executor = unsafe asUnownedTaskExecutor()
            for work in batch {
                switch work {
                case .job(let job): unsafe job.runSynchronously(on: executor)
                case .call(let call): call()
                }
            }
            steps += batch.count
            batch.removeAll(keepingCapacity: true)
        }
    }

    private func endTurn() {
        guard !turnEnds.isEmpty else { return }
        swap(&turnEnds, &ending)
        for end in ending { end() }
        ending.removeAll(keepingCapacity: true)
    }

    // MARK: Descriptors, on the loop only

    /// Watches a descriptor, level-triggered; the handler is kept until `unwatch`.
    public func watch(
        _ descriptor: Int32,
        _ interest: Interest,
        _ handler: any DescriptorHandler
    ) throws(LoopError) {
        assertCurrent()
        try watches.add(descriptor, interest, handler)
    }

    /// Changes what a watched descriptor is waited for. With an empty interest nothing is
    /// reported, not even a hang-up.
    public func change(_ descriptor: Int32, _ interest: Interest) {
        assertCurrent()
        watches.change(descriptor, interest)
    }

    /// Ends a watch. Call it before the descriptor is closed.
    public func unwatch(_ descriptor: Int32) {
        assertCurrent()
        watches.remove(descriptor)
    }

    // MARK: Time, on the loop only

    /// Does something later, at the earliest after so many milliseconds of the monotonic clock.
    @discardableResult
    public func schedule(
        afterMilliseconds milliseconds: Int,
        _ work: @escaping () -> Void
    ) -> LoopTimer {
        assertCurrent()
        let delay = UInt64(min(max(milliseconds, 0), 1 << 40)) * 1_000_000
        let timer = LoopTimer(deadline: LoopClock.monotonic() + delay, work: work)
        timers.insert(timer)
        return timer
    }

    /// Takes a timer back; nothing happens when it already ran.
    public func cancel(_ timer: LoopTimer) {
        assertCurrent()
        timers.remove(timer)
        timer.work = nil
    }

    /// Monotonic nanoseconds when this turn of the loop began.
    public var now: UInt64 { turnBegan.load(ordering: .relaxed) }

    /// The present date as HTTP writes it: "Sun, 06 Nov 1994 08:49:37 GMT".
    public var dateHeader: [UInt8] { clock.dateHeader(now: now) }

    // MARK: The thread

    /// The loop that the calling thread runs, if it runs one.
    public static var current: EventLoop? {
        guard let loop = unsafe kumquat_loop_get() else { return nil }
        return unsafe Unmanaged<EventLoop>.fromOpaque(loop).takeUnretainedValue()
    }

    /// Whether the calling thread is this loop's.
    public var isCurrent: Bool {
        unsafe kumquat_loop_get() == Unmanaged.passUnretained(self).toOpaque()
    }

    /// The longest time since the last call that something ready had to wait for its turn, in
    /// nanoseconds. From any thread.
    public func takeLag() -> UInt64 {
        lagNanoseconds.exchange(0, ordering: .relaxed)
    }

    /// The loop's own value for a key, made on first use. On the loop only.
    public func local<Value: AnyObject>(_ key: LoopLocal<Value>, make: () -> Value) -> Value {
        assertCurrent()
        if key.number < locals.count, let value = locals[key.number] {
            return unsafe unsafeDowncast(value, to: Value.self)
        }
        let value = make()
        while locals.count <= key.number { locals.append(nil) }
        locals[key.number] = value
        return value
    }

    private func assertCurrent() {
        assert(isCurrent, "called from a thread that is not the loop's")
    }

    func launch() throws(LoopError) {
        try Thread.start("loop-\(index)") { [self] in run() }
    }

    /// Ends the loop after its present turn; what is still queued is not run. Then calls `done`.
    func stop(_ done: @escaping @Sendable () -> Void) {
        execute { [self] in
            isStopped = true
            whenStopped = done
        }
    }

    private func run() {
        unsafe kumquat_loop_set(Unmanaged.passUnretained(self).toOpaque())
        try? watches.add(inbox.descriptor, .read, InboxMark.shared)
        let events = UnsafeMutablePointer<epoll_event>.allocate(
            capacity: Int(Self.eventsPerTurn)
        )
        while !isStopped {
            let count = unsafe epoll_wait(watches.poll, events, Self.eventsPerTurn, patience())
            turnBegan.store(LoopClock.monotonic(), ordering: .relaxed)
            for index in 0..<Int(max(count, 0)) {
                unsafe dispatch(events[index])
            }
            fireTimers()
            work()
            endTurn()
            measureLag()
        }
        unsafe events.deallocate()
        endTurn()
        letGo()
        kumquat_loop_set(nil)
        whenStopped?()
    }

    /// What waits here may hold what holds this loop.
    private func letGo() {
        locals = []
        timers = TimerHeap()
        watches.removeAll()
        queue = []
    }

    private func dispatch(_ event: epoll_event) {
        guard let handler = unsafe watches.handler(of: event.data.u64) else { return }
        if handler === InboxMark.shared {
            inbox.take(into: &queue)
        } else {
            unsafe handler.ready(Readiness(events: event.events))
        }
    }

    private func fireTimers() {
        while let timer = timers.popDue(at: now) {
            let work = timer.work
            timer.work = nil
            work?()
        }
    }

    /// How long epoll may wait, in milliseconds.
    private func patience() -> Int32 {
        guard queue.isEmpty else { return 0 }
        guard let deadline = timers.earliest else { return -1 }
        let now = LoopClock.monotonic()
        guard deadline > now else { return 0 }
        return Int32(clamping: (deadline - now + 999_999) / 1_000_000)
    }

    private func measureLag() {
        let lag = LoopClock.monotonic() - now
        if lag > lagNanoseconds.load(ordering: .relaxed) {
            lagNanoseconds.store(lag, ordering: .relaxed)
        }
    }
}

/// Stands in the watch table for the loop's own inbox.
private final class InboxMark: DescriptorHandler, Sendable {
    static let shared = InboxMark()

    func ready(_ readiness: Readiness) {}
}
