import TestKit
import Testing

@testable import Storage

@Suite struct LogKeeperTests {
    /// `/proc` has no room at all.
    @Test(arguments: [(nil, 64), ("/proc/version", 4)] as [(String?, Int32)])
    func theLogIsShorterWhereThereIsLittleRoom(_ path: String?, _ due: Int32) throws {
        let scratch = try Scratch()
        var options = DatabaseOptions()
        options.checkpointPages = 64
        var keeper = WALCheckpointer(DatabaseFile(path: path ?? scratch.path, options: options))
        let first = (1...100).first { keeper.isDue($0) }
        keeper.note((pages: 64, moved: 64), of: 64)
        let second = (1...100).first { keeper.isDue($0) }
        #expect(first == due && second == due)
    }

    @Test func whatIsHeldBackOrFailsIsTriedAgainLater() throws {
        var options = DatabaseOptions()
        options.checkpointPages = 64
        let scratch = try Scratch()
        var keeper = WALCheckpointer(DatabaseFile(path: scratch.path, options: options))
        for result in [(pages: 70 as Int32, moved: 12 as Int32), nil] {
            keeper.note(result, of: 70)
            let next = (70...100).first { keeper.isDue($0) }
            #expect(next == 86)
        }
        let tries = (1...2).map { _ in keeper.isWorthATry() }
        #expect(tries == [true, false])
    }
}
