import Basics
import HTTP
import PointsDomain
import ServiceKit

/// The parameters of an endpoint that lists something of the caller's.
struct PageInput: WireInput {
    let openid: ExternalID
    let page: Page

    init(_ wire: Parameters) throws(ParameterProblem) {
        openid = ExternalID(try wire.text("openid"))
        page = try Page(wire)
    }
}

extension Page {
    /// `index` and `num`, as the contract names them.
    init(_ wire: Parameters) throws(ParameterProblem) {
        let index = try wire.optionalInteger("index") ?? 0
        let size = try wire.optionalInteger("num") ?? Page.usualSize
        guard let page = Page(index: index, size: size) else {
            throw .malformed(index < 0 ? "index" : "num")
        }
        self = page
    }
}
