import CLinux
import Testing

@testable import Loops

@Suite struct SpareMemoryTests {
    private static let count = 2048
    private static let size = 32 << 10

    /// The sanitizers have allocators of their own, which say nothing of themselves.
    @Test(.enabled(if: kumquat_memory_in_use() > 0))
    func whatAStormHasLeftGoesBack() {
        var memory = SpareMemory()
        memory.giveBack()
        let before = OwnProcess.anonymousOctets()
        var blocks = (0..<Self.count).map { _ in [UInt8](repeating: 1, count: Self.size) }
        // In the middle of it there is nothing to give, and that is no measure for later.
        memory.giveBack()
        // The last one is still in use, so that the allocator cannot give back the end by itself.
        let last = blocks.removeLast()
        blocks = []
        let whole = Self.count * Self.size
        #expect(OwnProcess.anonymousOctets() > before + whole / 2)
        memory.giveBack()
        #expect(OwnProcess.anonymousOctets() < before + whole / 4)
        // Nothing has come together since.
        memory.giveBack()
        #expect(last.count == Self.size)
    }
}
