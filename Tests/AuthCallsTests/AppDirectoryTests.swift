import AuthCalls
import Basics
import Loops
import ServiceKit
import Testing

/// How long what auth has said is good.
@Suite struct AppDirectoryTests {
    private struct Away: Error {}

    private let world = TestWorld(home: "")
    /// What auth says at present; nil while it is away.
    private let said = Locked<[DirectoryApp]?>([
        DirectoryApp(id: ID(1), appid: "wx1", oper: 1, name: "one", mchid: "1660000109")
    ])
    private let asked = Locked(0)

    private var directory: AppDirectory {
        AppDirectory(clock: world.clock.real, log: world.log) { [said, asked] in
            asked.withLock { $0 += 1 }
            guard let apps = said.withLock({ $0 }) else { throw Away() }
            return apps
        }
    }

    private func pass(seconds: Int64) { world.time.advance(seconds: seconds) }

    @Test func keptForHalfAMinute() async throws {
        let directory = directory
        #expect(try await directory.app(ID(1))?.mchid == "1660000109")
        said.withLock {
            $0 = [DirectoryApp(id: ID(1), appid: "wx1", oper: 1, name: "one", mchid: "1660000217")]
        }
        pass(seconds: 29)
        #expect(try await directory.app(ID(1))?.mchid == "1660000109")
        #expect(asked.withLock { $0 } == 1)
        pass(seconds: 1)
        #expect(try await directory.app(ID(1))?.mchid == "1660000217")
        #expect(asked.withLock { $0 } == 2)
    }

    @Test func goodForTenMinutesWithoutAuth() async throws {
        let directory = directory
        #expect(try await directory.all().map(\.appid) == ["wx1"])
        said.withLock { $0 = nil }
        pass(seconds: 599)
        #expect(try await directory.app(ID(1))?.oper == 1)
        pass(seconds: 1)
        await #expect(throws: Failure<Never>.unavailable(retryAfterSeconds: 2)) {
            try await directory.app(ID(1))
        }
    }

    @Test func anAppThatWasAddedIsFoundSoon() async throws {
        let directory = directory
        #expect(try await directory.app(ID(2)) == nil)
        said.withLock { $0?.append(DirectoryApp(id: ID(2), appid: "wx2", oper: 2, name: "two")) }
        pass(seconds: 1)
        #expect(try await directory.app(ID(2)) == nil)
        pass(seconds: 1)
        #expect(try await directory.app(ID(2))?.appid == "wx2")
    }
}
