import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/digTask`: digs once. The same as `postTask` with a code.
    enum DigTask: TreasureEndpoint {
        static let route = TreasureRoutes.digTask

        static func answer(
            _ input: TaskInput,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Dig.Refusal>) -> DigWire {
            let player = try TreasureAPI.player(input.unionid, of: caller, Dig.Refusal.init)
            return DigWire(try await service.dig(input.code, by: player))
        }

        static func code(for refusal: Dig.Refusal) -> Code { DigWire.code(for: refusal) }
    }
}
