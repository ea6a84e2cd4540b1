import Contracts
import HTTP
import JSON
import ServiceKit

/// A page that a phone may have kept: the whole of it, or that it has not changed.
protocol KeptPage: EndpointOutput, UnchangedAnswer {
    var page: AreaPages.Page { get }
    /// What the phone has kept, as `If-None-Match` says it.
    var known: String? { get }
}

extension KeptPage {
    func response<Wire: Contract>(_ success: Code, in contract: Wire.Type) throws -> Response {
        let tags = known?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
        // A proxy that has pressed the answer says that its tag is a weak one.
        let isKnown = tags.contains { $0 == page.tag || $0 == "W/\(page.tag)" || $0 == "*" }
        var response = isKnown ? Response(.notModified) : .json(page.body)
        response.headers.set("ETag", page.tag)
        response.headers.set("Cache-Control", "private, max-age=3600")
        return response
    }
}
