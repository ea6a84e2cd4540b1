import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/redeem {iid, point, reason, ref}`: takes points that somebody spends; once for each `ref`.
    enum Redeem: InternalEndpoint {
        static let route = Route.post("/internal/points/redeem")

        struct Input: WireInput {
            let adjustment: Adjustment

            init(_ wire: Parameters) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofService(.redeem, wire)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Adjustment.Refusal>) -> AdjustmentWire.Output {
            AdjustmentWire.Output(try await points.execute(input.adjustment))
        }

        static func code(for refusal: Adjustment.Refusal) -> Code {
            AdjustmentWire.code(for: refusal)
        }
    }
}
