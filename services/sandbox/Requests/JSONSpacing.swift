import Basics

/// Compact JSON as other languages write it when nothing else is said.
enum JSONSpacing {
    /// A blank behind each comma and colon, as Python has it.
    static func spaced(_ compact: Bytes) -> Bytes {
        var out: Bytes = []
        var isInText = false
        var isEscaped = false
        for octet in compact {
            out.append(octet)
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if octet == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if octet == UInt8(ascii: "\"") {
                    isInText = false
                }
            } else if octet == UInt8(ascii: "\"") {
                isInText = true
            } else if octet == UInt8(ascii: ",") || octet == UInt8(ascii: ":") {
                out.append(UInt8(ascii: " "))
            }
        }
        return out
    }

    /// What is beyond ASCII as `\uXXXX`, as Python and PHP have it.
    static func escaped(_ json: Bytes) -> Bytes {
        var out: Bytes = []
        for unit in String(decoding: json, as: UTF8.self).utf16 {
            guard unit > 0x7F else {
                out.append(UInt8(unit))
                continue
            }
            let digits = String(unit, radix: 16)
            let zeros = String(repeating: "0", count: 4 - digits.count)
            out.append(contentsOf: "\\u\(zeros)\(digits)".utf8)
        }
        return out
    }
}
