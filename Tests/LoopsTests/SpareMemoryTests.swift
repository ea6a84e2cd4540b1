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
        var blocks = (0..<Self.count).map { _ in
            let block = UnsafeMutableRawPointer.allocate(byteCount: Self.size, alignment: 16)
            unsafe block.initializeMemory(as: UInt8.self, repeating: 1, count: Self.size)
            return unsafe block
        }
        // The last one is still in use, so that the allocator cannot give back the end by itself.
        let last = unsafe blocks.removeLast()
        for block in unsafe blocks { unsafe block.deallocate() }
        let whole = Self.count * Self.size
        #expect(OwnProcess.anonymousOctets() > before + whole / 2)
        memory.giveBack()
        #expect(OwnProcess.anonymousOctets() < before + whole / 4)
        // Nothing has come together since.
        memory.giveBack()
        unsafe last.deallocate()
    }
}
