import Admin
import HTTP
import ServiceKit

/// The parameters of a step that the back office takes with a payout or a refund.
struct MoneyStepInput: EndpointInput {
    private static let id = Field.pathNumber("id", "Its number.")
    private static let step = Field<PayoutDesk.Step>.choice("step", "What is done with it.").inPath

    let id: Int64
    let step: PayoutDesk.Step
    let reason: String

    init(_ fields: FieldReader) throws(ParameterProblem) {
        id = try fields.read(Self.id)
        step = try fields.read(Self.step)
        reason = try fields.read(AdminFields.reason)
    }
}
