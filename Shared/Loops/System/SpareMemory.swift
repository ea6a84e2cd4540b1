import CLinux

/// Memory that was needed once and is not any more. glibc keeps what is freed for the next time,
/// which after a storm of clients may never come.
public struct SpareMemory: Sendable {
    /// So much more than is in use is nothing to speak of.
    static let usualOctets = 8 << 20

    /// What could not be given back, since something in use lies between it.
    private var rest = 0

    public init() {}

    /// Gives back what has come together since the last time. Takes milliseconds: not for a loop.
    public mutating func giveBack() {
        rest = min(rest, Self.spare())
        guard Self.spare() - rest > Self.usualOctets else { return }
        kumquat_memory_give_back()
        rest = Self.spare()
    }

    private static func spare() -> Int {
        max(0, OwnProcess.anonymousOctets() - Int(kumquat_memory_in_use()))
    }
}
