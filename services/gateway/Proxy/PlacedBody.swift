import Basics
import HTTP
import Synchronization

/// A large answer on its way to a client, which keeps its place among them until it has come to an
/// end: how long that takes is up to the client.
final class PlacedBody: BodySource {
    private let source: any BodySource
    private let answers: LargeAnswers
    private let address: ClientAddress
    private let hasLeft = Atomic<Bool>(false)

    /// The place has been taken.
    init(_ source: any BodySource, to address: ClientAddress, among answers: LargeAnswers) {
        self.source = source
        self.address = address
        self.answers = answers
    }

    deinit {
        leave()
    }

    func next() async throws(BodyFailure) -> Bytes? {
        do throws(BodyFailure) {
            if let piece = try await source.next() { return piece }
        } catch {
            leave()
            throw error
        }
        leave()
        return nil
    }

    func cancel() {
        source.cancel()
        leave()
    }

    private func leave() {
        guard !hasLeft.exchange(true, ordering: .relaxed) else { return }
        answers.leave(address)
    }
}
