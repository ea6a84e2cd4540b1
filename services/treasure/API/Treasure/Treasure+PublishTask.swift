import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/publishTask`: publishes a task. The same as `postTask` without a code.
    enum PublishTask: TreasureEndpoint {
        static let route = TreasureRoutes.publishTask

        static func answer(
            _ input: PublicationWire.Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Publication.Refusal>) -> PublicationWire.Output {
            try await PublicationWire.answer(input, to: caller, by: service)
        }

        static func code(for refusal: Publication.Refusal) -> Code {
            PublicationWire.code(for: refusal)
        }
    }
}
