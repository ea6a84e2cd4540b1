import Basics
import HTTP
import ServiceKit

/// The parameters of an endpoint that asks for nothing but who it is about.
struct UnionidInput: EndpointInput {
    let unionid: ExternalID?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
    }
}
