import Basics
import CommerceDomain
import Contracts
import Crypto
import JSON
import ServiceKit

/// What is always answered in the same way, made once: the trees of areas and the list of cities, each
/// with a tag by which a phone keeps it.
struct AreaPages: Sendable {
    /// A whole answer and its tag.
    struct Page: Sendable {
        let body: Bytes
        let tag: String

        init(_ list: WrittenJSON) throws {
            var buffer = OctetBuffer()
            try MerchantsContract.append(MerchantsContract.success, list, to: &buffer)
            body = buffer.bytes
            tag = "\"\(Hex.encode(SHA256.hash(body).prefix(12)))\""
        }
    }

    /// Provinces; with cities; with counties.
    let trees: [Page]
    let cities: Page

    /// Out of the areas, with these cities in front.
    init(_ areas: AreaBook, hot: [Area]) throws {
        trees = try Area.Level.allCases.map { try Page(AreaWire.tree(areas, downTo: $0)) }
        cities = try Page(AreaWire.cities(areas, hot: hot))
    }
}
