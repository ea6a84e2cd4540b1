import Basics
import HTTP
import ServiceKit

/// The parameters of an interface that asks for nothing but who it is about.
struct OpenidInput: WireInput {
    let openid: Octets

    init(_ wire: Parameters) throws(ParameterProblem) {
        openid = Octets(try wire.text("openid"))
    }
}
