import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/blacklist/{uid}/remove {reason}`: an account may publish and dig again.
    enum TakeOffBlacklist: AdminEndpoint {
        static let route = TreasureAdminRoutes.takeOffBlacklist

        struct Input: EndpointInput {
            let uid: ID<User>
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = try fields.read(AdminAPI.uid)
                reason = try fields.read(AdminFields.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.BlacklistRefusal>) -> NoData {
            let action = AdminAction(caller, reason: input.reason)
            try await treasure.setListed(false, input.uid, by: action)
            return NoData()
        }

        static func code(for refusal: TreasureService.BlacklistRefusal) -> Code {
            switch refusal {
            case .unchanged: unchanged
            }
        }
    }
}
