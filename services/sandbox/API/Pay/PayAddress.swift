import Basics
import HTTPClient

/// Where callbacks may go, and which characters numbers are made of.
enum PayAddress {
    static func isGood(_ url: String) -> Bool {
        guard let request = ClientRequest(url: url) else { return false }
        return !request.target.utf8.contains(UInt8(ascii: "?"))
    }
}

/// The characters of numbers.
enum PayCharacters {
    static func isAlphanumeric(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// Of an order's.
    static func isOrderNumber(_ octet: UInt8) -> Bool {
        isAlphanumeric(octet) || Bytes("_-|*".utf8).contains(octet)
    }

    /// Of a refund's.
    static func isRefundNumber(_ octet: UInt8) -> Bool {
        isOrderNumber(octet) || octet == UInt8(ascii: "@")
    }
}
