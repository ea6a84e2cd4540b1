extension HeaderFields {
    /// The first value of this name; octets that are no UTF-8 are shown as U+FFFD.
    public subscript(_ name: String) -> String? {
        octets(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first value of this name, as octets.
    public func octets(_ name: String) -> ArraySlice<UInt8>? {
        var name = name
        let index = name.withUTF8 { asked in
            fields.firstIndex { unsafe matches($0, asked) }
        }
        return index.map { value(fields[$0]) }
    }

    /// Every value of this name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { matches($0, name) }.map { String(decoding: value($0), as: UTF8.self) }
    }

    /// Whether a field of this name is there.
    public func contains(_ name: String) -> Bool {
        fields.contains { matches($0, name) }
    }

    /// The number of fields of this name.
    public func count(of name: String) -> Int {
        fields.reduce(0) { $0 + (matches($1, name) ? 1 : 0) }
    }

    /// Every field as octets, in order: how a proxy passes fields on unchanged.
    public var octetPairs: OctetPairs { OctetPairs(headers: self) }

    /// Whether one of the comma-separated elements of the fields of this name is `element`,
    /// without ASCII case (RFC 9110, 5.6.1).
    public func list(_ name: String, contains element: String) -> Bool {
        fields.contains { field in
            matches(field, name)
                && value(field).split(separator: UInt8(ascii: ",")).contains { part in
                    HeaderFields.equal(part.trimmingBlanks, element.utf8)
                }
        }
    }

    func name(_ field: Field) -> ArraySlice<UInt8> {
        storage[Int(field.nameStart)..<Int(field.nameEnd)]
    }

    func value(_ field: Field) -> ArraySlice<UInt8> {
        storage[Int(field.valueStart)..<Int(field.valueEnd)]
    }

    private func matches(_ field: Field, _ name: String) -> Bool {
        var name = name
        return name.withUTF8 { unsafe matches(field, $0) }
    }

    private func matches(_ field: Field, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(field.nameEnd &- field.nameStart) == name.count else { return false }
        let octets = storage.span.extracting(Int(field.nameStart)..<Int(field.nameEnd))
        let asked = unsafe name.span
        // From the end: what differs in names of one length mostly differs there.
        var index = asked.count - 1
        while index >= 0 {
            let (one, other) = (octets[index], asked[index])
            if one != other, one.lowercasedASCII != other.lowercasedASCII { return false }
            index -= 1
        }
        return true
    }

    /// Equality without ASCII case, octet by octet.
    static func equal(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at both ends (`OWS`).
    var trimmingBlanks: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first == .space || first == .tab { slice.removeFirst() }
        while let last = slice.last, last == .space || last == .tab { slice.removeLast() }
        return slice
    }
}
