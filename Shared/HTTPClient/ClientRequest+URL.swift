public import HTTP

extension ClientRequest {
    /// A request to an absolute `http` or `https` URL without user and fragment. Nil for any
    /// other text.
    public init?(
        url: String,
        method: Method = .get,
        headers: HeaderFields = HeaderFields(),
        body: Body = .empty
    ) {
        let octets = Array(url.utf8)
        let isSecure = octets.starts(with: "https://".utf8)
        guard isSecure || octets.starts(with: "http://".utf8) else { return nil }
        let rest = octets.dropFirst(isSecure ? 8 : 7)
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        let place = rest[..<(end ?? rest.endIndex)]
        var target = end.map { Array(rest[$0...]) } ?? []
        if target.first != UInt8(ascii: "/") { target.insert(UInt8(ascii: "/"), at: 0) }
        guard target.allSatisfy(Self.isTargetOctet) else { return nil }
        let hasPort = Self.hasPort(place)
        let text = String(decoding: place, as: UTF8.self)
        let port = hasPort ? "" : isSecure ? ":443" : ":80"
        guard let address = Address("tcp:\(text)\(port)") else { return nil }
        self.init(
            method: method,
            address: address,
            target: String(decoding: target, as: UTF8.self),
            headers: headers,
            body: body
        )
        tls = isSecure
    }

    private static func hasPort(_ place: ArraySlice<UInt8>) -> Bool {
        guard let colon = place.lastIndex(of: UInt8(ascii: ":")) else { return false }
        return !place[colon...].contains(UInt8(ascii: "]"))
    }

    /// What may stand in a request line: visible, and no `#`, which would begin a fragment.
    /// Whether the target is one that may stand in a request line.
    var hasSoundTarget: Bool {
        var target = target
        return target.withUTF8 { octets in
            let octets = unsafe octets.span
            guard !octets.isEmpty else { return false }
            guard octets[0] == UInt8(ascii: "/") || octets[0] == UInt8(ascii: "*") else {
                return false
            }
            for index in octets.indices where !Self.isTargetOctet(octets[index]) { return false }
            return true
        }
    }

    static func isTargetOctet(_ octet: UInt8) -> Bool {
        octet > 0x20 && octet != 0x7F && octet != UInt8(ascii: "#")
    }
}
