import CLinux
import Glibc

/// Who is told about which descriptor. A descriptor's number is given out again as soon as it is
/// closed, perhaps while events of its former life still wait in the batch being worked on; so
/// every watch has a generation, the event carries it, and what does not match is dropped.
struct WatchTable {
    private struct Watch {
        var handler: (any DescriptorHandler)?
        var generation: UInt32 = 0
        var interest: Interest = []
    }

    let poll: Int32
    private var watches: [Watch] = []

    init() throws(LoopError) {
        poll = kumquat_epoll()
        guard poll >= 0 else { throw LoopError(call: .epollCreate, code: errno) }
    }

    /// Whom an event is for, unless it is for a watch that is over.
    func handler(of data: UInt64) -> (any DescriptorHandler)? {
        let index = Int(data & 0xFFFF_FFFF)
        guard index < watches.count, watches[index].generation == UInt32(data >> 32) else {
            return nil
        }
        return watches[index].handler
    }

    mutating func add(
        _ descriptor: Int32,
        _ interest: Interest,
        _ handler: any DescriptorHandler
    ) throws(LoopError) {
        guard descriptor >= 0 else { throw LoopError(call: .epollControl, code: EBADF) }
        let index = Int(descriptor)
        while watches.count <= index { watches.append(Watch()) }
        watches[index].generation &+= 1
        watches[index].handler = handler
        watches[index].interest = []
        guard set(descriptor, interest) == 0 else {
            let code = errno
            watches[index].handler = nil
            throw LoopError(call: .epollControl, code: code)
        }
    }

    mutating func change(_ descriptor: Int32, _ interest: Interest) {
        guard isWatched(descriptor) else { return }
        _ = set(descriptor, interest)
    }

    mutating func remove(_ descriptor: Int32) {
        guard isWatched(descriptor) else { return }
        _ = set(descriptor, [])
        watches[Int(descriptor)].handler = nil
    }

    mutating func removeAll() {
        watches = []
    }

    private func isWatched(_ descriptor: Int32) -> Bool {
        let index = Int(descriptor)
        return index >= 0 && index < watches.count && watches[index].handler != nil
    }

    /// A descriptor without any interest is taken out of epoll: a hang-up would be reported on
    /// and on otherwise, whatever is asked for.
    private mutating func set(_ descriptor: Int32, _ interest: Interest) -> Int32 {
        let index = Int(descriptor)
        let old = watches[index].interest
        guard old != interest else { return 0 }
        watches[index].interest = interest
        var events: UInt32 = 0
        if interest.contains(.read) { events |= EPOLLIN.rawValue | EPOLLRDHUP.rawValue }
        if interest.contains(.write) { events |= EPOLLOUT.rawValue }
        let data = UInt64(watches[index].generation) << 32 | UInt64(UInt32(descriptor))
        let operation =
            interest.isEmpty ? EPOLL_CTL_DEL : old.isEmpty ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
        return kumquat_epoll_set(poll, operation, descriptor, events, data)
    }
}
