import CLinux
import Glibc

/// Work that other threads hand to a loop. Wakes the loop only when the inbox was empty: one
/// write to the eventfd then covers everything until the loop has emptied it.
final class Inbox: Sendable {
    /// Readable when there is something in the inbox.
    let descriptor: Int32
    // `Work` is not Sendable because it holds plain closures; the lock hands each item from
    // exactly one thread to exactly one other.
    private let items = Locked<Items>(Items())

    private struct Items: @unchecked Sendable {
        var list: [Work] = []
    }

    init() throws(LoopError) {
        descriptor = kumquat_eventfd()
        guard descriptor >= 0 else { throw LoopError(call: .eventDescriptor, code: errno) }
    }

    deinit {
        close(descriptor)
    }

    func put(_ job: UnownedJob) {
        append(Items(list: [.job(job)]))
    }

    func put(_ work: @escaping @Sendable () -> Void) {
        append(Items(list: [.call(work)]))
    }

    private func append(_ new: Items) {
        let wasEmpty = items.withLock { items in
            let wasEmpty = items.list.isEmpty
            items.list += new.list
            return wasEmpty
        }
        if wasEmpty { eventfd_write(descriptor, 1) }
    }

    /// On the loop, after the descriptor became readable: moves everything over.
    func take(into queue: inout [Work]) {
        var count: eventfd_t = 0
        unsafe _ = eventfd_read(descriptor, &count)
        queue +=
            items.withLock { items in
                let taken = items
                items.list = []
                return taken
            }.list
    }
}
