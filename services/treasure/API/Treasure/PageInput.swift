import Basics
import HTTP
import ServiceKit
import TreasureDomain

/// The parameters of an endpoint that lists something.
struct PageInput: EndpointInput {
    let unionid: ExternalID?
    let page: PageNumber

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
        page = try fields.read(TreasureFields.page)
    }
}
