import Basics
import HTTP
import ServiceKit

/// The parameters of an endpoint that asks for nothing but who it is about.
struct OpenidInput: EndpointInput {
    let openid: ExternalID

    init(_ fields: FieldReader) throws(ParameterProblem) {
        openid = try fields.read(PointsFields.openid)
    }
}
