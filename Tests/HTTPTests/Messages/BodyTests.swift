import Basics
import HTTP
import Synchronization
import Testing

@Suite struct BodyTests {
    private final class Pieces: BodySource {
        let rest: Mutex<[Bytes]>
        let isCancelled = Mutex(false)

        init(_ pieces: [Bytes]) { rest = Mutex(pieces) }

        func next() async throws(BodyFailure) -> Bytes? {
            rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }

        func cancel() { isCancelled.withLock { $0 = true } }
    }

    private func collect(_ body: Body, upTo limit: Int) async -> Result<Bytes, BodyFailure> {
        do throws(BodyFailure) {
            return .success(try await body.collect(upTo: limit))
        } catch {
            return .failure(error)
        }
    }

    @Test func collects() async {
        #expect(await collect(.empty, upTo: 0) == .success([]))
        #expect(await collect(.bytes([1, 2]), upTo: 2) == .success([1, 2]))
        #expect(await collect(.bytes([1, 2]), upTo: 1) == .failure(.tooLarge))
        let whole = Pieces([[1], [2, 3]])
        #expect(await collect(.stream(length: nil, whole), upTo: 3) == .success([1, 2, 3]))
        #expect(!whole.isCancelled.withLock { $0 })
    }

    @Test(arguments: [nil, 3] as [Int?])
    func cancelsWhatIsTooLong(_ length: Int?) async {
        let source = Pieces([[1], [2, 3], [4]])
        #expect(await collect(.stream(length: length, source), upTo: 2) == .failure(.tooLarge))
        #expect(source.isCancelled.withLock { $0 })
    }
}
