import Basics
import HTTP
import ServiceKit

/// The parameters of an endpoint that asks for nothing but who it is about.
struct OpenidInput: WireInput {
    let openid: ExternalID

    init(_ wire: Parameters) throws(ParameterProblem) {
        openid = ExternalID(try wire.text("openid"))
    }
}
