import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension InternalAPI {
    /// `POST /internal/points/adjust {iid, point, reason, ref}`: gives points, or takes them when negative, for a reason. Once for
    /// each `ref`.
    enum Adjust: InternalEndpoint {
        static let route = InternalRoutes.adjustPoints

        struct Input: EndpointInput {
            let adjustment: Adjustment

            init(_ fields: FieldReader) throws(ParameterProblem) {
                adjustment = try AdjustmentWire.ofService(.adjust, fields)
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
