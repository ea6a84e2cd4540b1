/// Something to be done later on one loop. Belongs to that loop's thread.
public final class LoopTimer {
    /// Monotonic nanoseconds.
    let deadline: UInt64
    var work: (() -> Void)?
    /// Its place in the heap, or -1 when it waits no longer.
    var place = -1

    init(deadline: UInt64, work: @escaping () -> Void) {
        self.deadline = deadline
        self.work = work
    }
}
