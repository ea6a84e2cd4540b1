import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/blacklist {uid, reason}`: keeps an account from publishing and digging.
    enum AddToBlacklist: AdminEndpoint {
        static let route = TreasureAdminRoutes.addToBlacklist

        struct Input: EndpointInput {
            private static let uid = Field.integer("uid", "The account.", in: 1...Int64.max)

            let uid: ID<User>
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = ID(try fields.read(Self.uid))
                reason = try fields.read(AdminFields.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.BlacklistRefusal>) -> NoData {
            let action = AdminAction(caller, reason: input.reason)
            try await treasure.setListed(true, input.uid, by: action)
            return NoData()
        }

        static func code(for refusal: TreasureService.BlacklistRefusal) -> Code {
            switch refusal {
            case .unchanged: unchanged
            }
        }
    }
}
