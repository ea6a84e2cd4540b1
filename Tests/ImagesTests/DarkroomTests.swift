import Images
import Loops
import Testing

@Suite struct DarkroomTests {
    @Test func oneAtATime() async throws {
        let inside = Locked((now: 0, most: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await Darkroom.shared.run {
                        inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        _ = try? Picture.decode(Samples.plainGIF)
                        inside.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.withLock { $0.most } == 1)
    }

    @Test func failuresComeBack() async throws {
        await #expect(throws: ImageFailure.unknownKind) {
            try await Darkroom.shared.run { () throws(ImageFailure) in try ImageHead([]).width }
        }
    }
}
