import Basics

/// A message to a phone.
struct TextMessage: Sendable {
    /// One value of a template.
    struct Value: Sendable {
        /// Empty where values go by their order.
        let name: String
        let text: String
    }

    let provider: SMSProvider
    /// Eleven digits in mainland China, else with `+`.
    let mobile: String
    let sign: String
    let template: String
    let values: [Value]

    /// What the phone shows; nil where the template has places that no value is for. A template
    /// that nobody described shows the values alone.
    func text(by template: String?) -> String? {
        guard let template else {
            return "【\(sign)】" + values.map(\.text).joined(separator: "，")
        }
        var text = template
        for (place, value) in values.enumerated() {
            let mark = provider.placeholder(place + 1, value.name)
            text = text.replacing(mark, with: value.text)
        }
        guard !text.contains(provider.placeholderStart) else { return nil }
        return "【\(sign)】\(text)"
    }
}

/// A number that a message can go to.
enum MobileNumber {
    /// Without +86, 0086 or 86 where it is of mainland China; nil where it is none.
    static func normal(_ text: String) -> String? {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "+") }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count <= 20 else {
            return nil
        }
        for prefix in ["+86", "0086", "86", ""] where text.hasPrefix(prefix) {
            let rest = text.dropFirst(prefix.count)
            if isMainland(rest) { return String(rest) }
        }
        let isForeign =
            text.hasPrefix("+") && !text.hasPrefix("+86") && (6...15).contains(digits.count)
        return isForeign ? text : nil
    }

    private static func isMainland(_ text: Substring) -> Bool {
        let octets = Array(text.utf8)
        return octets.count == 11 && octets[0] == UInt8(ascii: "1")
            && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(octets[1])
    }
}
