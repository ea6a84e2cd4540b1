import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AdminAPI {
    /// `POST /admin/points/redeem {openid, app?, point, reason, ref?}`: takes points that somebody spends.
    enum Redeem: AdminEndpoint {
        static let route = Route.post("/admin/points/redeem")

        struct Input: WireInput {
            let adjustment: Adjustment

            init(_ wire: Parameters) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofOffice(.redeem, wire)
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
