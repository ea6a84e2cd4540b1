import Basics

/// Text out of octets from outside.
enum FormText {
    /// The text, if it is UTF-8 without NUL; nil otherwise.
    static func strict(_ octets: ArraySlice<UInt8>) -> String? {
        let span = octets.span
        for index in span.indices where span[index] == 0 { return nil }
        guard let valid = try? UTF8Span(validating: span) else { return nil }
        return String(copying: valid)
    }

    /// The text that a piece of a form or query stands for; nil where it is no valid coding.
    static func decoded(_ octets: ArraySlice<UInt8>) -> String? {
        let isCoded = octets.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
        guard isCoded else { return strict(octets) }
        guard let decoded = PercentCoding.decode(octets, plusIsSpace: true) else { return nil }
        return strict(decoded[...])
    }
}
