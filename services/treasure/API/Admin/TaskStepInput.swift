import Admin
import HTTP
import ServiceKit
import TreasureDomain

/// The parameters of a step that the back office takes with a task.
struct TaskStepInput: EndpointInput {
    let code: TaskCode?
    let reason: String

    init(_ fields: FieldReader) throws(ParameterProblem) {
        code = try fields.read(AdminAPI.code)
        reason = try fields.read(AdminFields.reason)
    }
}
