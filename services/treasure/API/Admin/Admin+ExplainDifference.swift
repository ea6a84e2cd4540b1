import Admin
import Basics
import Contracts
import HTTP
import Payments
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/differences/{id}/explain {reason}`: somebody has found out why.
    enum ExplainDifference: AdminEndpoint {
        static let route = TreasureAdminRoutes.explainDifference

        struct Input: EndpointInput {
            private static let id = Field.pathNumber("id", "The difference.")

            let id: Int64
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = try fields.read(Self.id)
                reason = try fields.read(AdminFields.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<PaymentOfficeRefusal>) -> NoData {
            let action = AdminAction(caller, reason: input.reason)
            let office = treasure.redPackets.office
            try await treasure.database.write(refusing: PaymentOfficeRefusal.self) { unit in
                let id = ID<BillDifference>(input.id)
                let difference = try office.explain(
                    id,
                    by: action.operatorName,
                    action.reason,
                    in: unit
                )
                let entry = TrailEntry(
                    action,
                    "difference.explain",
                    on: "difference:\(id)",
                    before: difference.kind.rawValue
                )
                try unit.record(entry)
            }
            return NoData()
        }

        static let refusals: [PaymentOfficeRefusal] = [.unknown, .stateForbids]

        static func code(for refusal: PaymentOfficeRefusal) -> Code {
            switch refusal {
            case .unknown:
                Code(404, "There is no such difference.", name: "difference_unknown")
            case .stateForbids: stateForbids
            }
        }
    }
}
