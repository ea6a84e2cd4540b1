package import Basics

/// Reads an identity as it is mostly written: its members in their order, no escapes, no grant. Half
/// of what a new caller's first request costs would be the tree of JSON for it.
package struct IdentityScanner {
    private let octets: Bytes
    private var position = 0

    package init(_ octets: Bytes) {
        self.octets = octets
    }

    /// Nil for what looks otherwise, which need not be wrong.
    package mutating func identity() -> Identity? {
        guard skip("{\"iid\":"), let iid = integer(),
            skip(",\"sid\":"), let sid = text(),
            skip(",\"app\":"), let app = integer(),
            skip(",\"oper\":"), let oper = integer(),
            skip(",\"openid\":"), let openid = text(),
            skip(",\"unionid\":"), let unionid = text()
        else { return nil }
        var (alias, uid): (String?, Int64?) = (nil, nil)
        if skip(",\"alias\":") {
            alias = text()
            guard alias != nil else { return nil }
        }
        if skip(",\"uid\":") {
            uid = integer()
            guard uid != nil else { return nil }
        }
        guard skip("}"), position == octets.count else { return nil }
        return Identity(
            iid: ID(iid),
            sid: sid,
            app: ID(app),
            oper: oper,
            openid: ExternalID(openid),
            unionid: ExternalID(unionid),
            alias: alias.map { ExternalID($0) },
            uid: uid.map { ID($0) }
        )
    }

    /// Whether these octets come next, which are behind us then.
    private mutating func skip(_ expected: StaticString) -> Bool {
        let count = expected.utf8CodeUnitCount
        guard position + count <= octets.count else { return false }
        let isThere = expected.withUTF8Buffer { expected in
            for index in 0..<count where unsafe octets[position + index] != expected[index] {
                return false
            }
            return true
        }
        if isThere { position += count }
        return isThere
    }

    /// Up to eighteen digits as JSON has them: without zeros before them.
    private mutating func integer() -> Int64? {
        let start = position
        while position < octets.count, (0x30...0x39).contains(octets[position]) { position += 1 }
        let digits = octets[start..<position]
        guard digits.first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        return DecimalDigits.value(of: digits)
    }

    /// Printable ASCII without a backslash, between quotes.
    private mutating func text() -> String? {
        guard position < octets.count, octets[position] == UInt8(ascii: "\"") else { return nil }
        let start = position + 1
        position = start
        while position < octets.count, octets[position] != UInt8(ascii: "\"") {
            let octet = octets[position]
            guard octet >= 0x20, octet < 0x7f, octet != UInt8(ascii: "\\") else { return nil }
            position += 1
        }
        guard position < octets.count else { return nil }
        position += 1
        return String(validUTF8: octets.span.extracting(start..<(position - 1)))
    }
}
