import Basics

/// `name=value&…`, as in queries and `application/x-www-form-urlencoded` bodies.
enum FormFields {
    /// Adds every field to `source`; empty ones between two `&` are none.
    static func read(
        _ text: ArraySlice<UInt8>,
        into source: inout ParametersSource
    ) throws(ParametersFailure) {
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: UInt8(ascii: "&")) ?? text.endIndex
            if end > start { try source.add(field: text[start..<end]) }
            start = end + 1
        }
    }
}

extension ParametersSource {
    fileprivate mutating func add(field: ArraySlice<UInt8>) throws(ParametersFailure) {
        let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
        guard let name = FormText.decoded(field[..<equals]),
            let value = FormText.decoded(field[equals...].dropFirst())
        else { throw .unreadable }
        try add(name, .text(value))
    }
}
