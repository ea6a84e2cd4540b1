import CLinux

/// Memory that was needed once and is not any more. glibc keeps what is freed for the next time,
/// which after a storm of clients may never come.
public struct SpareMemory: Sendable {
    /// So much more than is in use is nothing to speak of.
    static let usualOctets = 16 << 20

    private var floor = 0

    public init() {}

    /// Gives back what has come together since the last time. Takes milliseconds: not for a loop.
    public mutating func giveBack() {
        let held = OwnProcess.anonymousOctets()
        floor = min(floor, held)
        let spare = held - max(Int(kumquat_memory_in_use()), floor)
        guard spare > Self.usualOctets else { return }
        kumquat_memory_give_back()
        floor = OwnProcess.anonymousOctets()
    }
}
