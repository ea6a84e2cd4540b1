import Basics
import HTTP
import ServiceKit
import TreasureDomain

/// The parameters of an endpoint that lists something of one task.
struct TaskPageInput: EndpointInput {
    let unionid: ExternalID?
    let code: TaskCode?
    let page: PageNumber

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
        code = try fields.read(TreasureFields.code)
        page = try fields.read(TreasureFields.page)
    }
}
