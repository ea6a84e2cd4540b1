import Basics
import HTTP
import PointsDomain
import ServiceKit

/// The parameters of an endpoint that lists something of the caller's.
struct PageInput: EndpointInput {
    private static let index = Field.integer(
        "index",
        "Which page, counted from 0.",
        in: 0...Int64.max,
        default: 0
    )
    private static let size = Field.integer(
        "num",
        "How many rows a page has.",
        in: 1...Int64.max,
        default: Page.usualSize
    )

    let openid: ExternalID
    let page: Page

    init(_ fields: FieldReader) throws(ParameterProblem) {
        openid = try fields.read(PointsFields.openid)
        let index = try fields.read(Self.index)
        let size = try fields.read(Self.size)
        guard let page = Page(index: index, size: size) else { throw .malformed("num") }
        self.page = page
    }
}
