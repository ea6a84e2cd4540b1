import Basics
import CommerceDomain
import Media
import ServiceKit

/// What it takes to show merchants and goods to a caller at a moment: of the service no more than that,
/// since all of it would be copied for each line of a list.
struct CatalogueShowing {
    let links: MediaLinks
    let areas: AreaBook
    let now: UnixTime
    /// The centre of the mini-program that they are shown in.
    let oper: Int64

    init(_ commerce: CommerceService, to caller: Identity) {
        links = commerce.uploads.links
        areas = commerce.areas
        now = commerce.clock.now
        oper = caller.oper
    }
}
