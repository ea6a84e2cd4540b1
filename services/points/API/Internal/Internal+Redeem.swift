import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/redeem {iid, point, reason, ref}`: takes points that somebody spends. Once for
    /// each `ref`.
    enum Redeem: InternalEndpoint {
        static let route = InternalRoutes.redeemPoints

        struct Input: EndpointInput {
            let adjustment: Adjustment

            init(_ fields: FieldReader) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofService(.redeem, fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by points: PointsService
        ) async throws(Failure<Adjustment.Refusal>) -> AdjustmentWire.Output {
            AdjustmentWire.Output(try await points.execute(input.adjustment))
        }

        static func code(for refusal: Adjustment.Refusal) -> Code {
            AdjustmentWire.code(for: refusal)
        }
    }
}
