import Basics
import HTTP
import ServiceKit
import TreasureDomain

/// The parameters of an endpoint about one task.
struct TaskInput: EndpointInput {
    let unionid: ExternalID?
    let code: TaskCode?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
        code = try fields.read(TreasureFields.code)
    }
}
