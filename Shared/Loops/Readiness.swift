import CLinux

/// What a watched descriptor is ready for.
public struct Readiness: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// There is something to read, or the end of it.
    public static let read = Readiness(rawValue: 1)
    /// There is room to write.
    public static let write = Readiness(rawValue: 2)
    /// Both directions are closed. What came before it can still be read.
    public static let hangUp = Readiness(rawValue: 4)
    /// The descriptor failed; the next read or write tells why.
    public static let error = Readiness(rawValue: 8)

    init(events: UInt32) {
        var value: UInt8 = 0
        if events & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue) != 0 { value |= 1 }
        if events & EPOLLOUT.rawValue != 0 { value |= 2 }
        if events & EPOLLHUP.rawValue != 0 { value |= 4 }
        if events & EPOLLERR.rawValue != 0 { value |= 8 }
        self.init(rawValue: value)
    }
}
