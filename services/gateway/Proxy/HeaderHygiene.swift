import Basics
import HTTP

/// Which fields go through the gateway.
enum HeaderHygiene {
    /// Room for what is added to the fields of a request: who asks, and the proof of it.
    private static let addedFields = 6
    private static let addedOctets = 672

    /// The fields of a request that a service gets to see. Not the token, nothing that rules a
    /// connection, nothing that only the gateway may say, nothing with an underscore, which others may
    /// read as a hyphen, and nothing that would be one of these if another sign in it were a hyphen.
    static func forwarded(_ headers: HeaderFields) -> HeaderFields {
        let named = connectionOptions(headers)
        return headers.copy(withRoomFor: addedFields, octets: addedOctets) {
            if $0.contains(UInt8(ascii: "_")) { return true }
            let name = hyphened($0)
            return isOurs(name) || isFraming(name) || names(named, $0)
        }
    }

    /// The fields of an answer that a client gets to see.
    static func returned(_ headers: HeaderFields) -> HeaderFields {
        let named = connectionOptions(headers)
        // One more is the request's number.
        return headers.copy(withRoomFor: 1, octets: 128) {
            isInternal($0) || isFraming($0) || names(named, $0) || isServers($0)
        }
    }

    /// What `Connection` names is for one connection only (RFC 9110, 7.6.1).
    private static func connectionOptions(_ headers: HeaderFields) -> [ArraySlice<UInt8>] {
        guard headers.contains("connection") else { return [] }
        var options: [ArraySlice<UInt8>] = []
        for (name, value) in headers.octetPairs where equal(name, "connection") {
            for part in value.split(separator: UInt8(ascii: ",")) {
                options.append(part.filter { $0 != 0x20 && $0 != 0x09 }[...])
            }
        }
        return options
    }

    private static func names(_ options: [ArraySlice<UInt8>], _ name: ArraySlice<UInt8>) -> Bool {
        !options.isEmpty
            && options.contains { option in
                option.count == name.count
                    && zip(option, name).allSatisfy { lower($0) == lower($1) }
            }
    }

    /// The name with a hyphen for every other sign: RFC 9110, 5.1 allows many.
    private static func hyphened(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard !name.allSatisfy(isLetterDigitOrHyphen) else { return name }
        return name.map { isLetterDigitOrHyphen($0) ? $0 : UInt8(ascii: "-") }[...]
    }

    private static func isLetterDigitOrHyphen(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "-") || octet &- 0x30 < 10 || (octet | 0x20) &- 0x61 < 26
    }

    private static func isOurs(_ name: ArraySlice<UInt8>) -> Bool {
        if isInternal(name) { return true }
        switch name.count {
        case 4: return equal(name, "host")
        case 9: return equal(name, "forwarded") || equal(name, "x-real-ip")
        case 12: return equal(name, "x-request-id")
        case 13: return equal(name, "authorization")
        default: return begins(name, "x-forwarded-")
        }
    }

    private static func isInternal(_ name: ArraySlice<UInt8>) -> Bool { begins(name, "x-kumquat") }

    /// What our own server says by itself.
    private static func isServers(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 4: equal(name, "date")
        case 6: equal(name, "server")
        case 12: equal(name, "x-request-id")
        default: false
        }
    }

    private static func isFraming(_ name: ArraySlice<UInt8>) -> Bool {
        switch name.count {
        case 2: equal(name, "te")
        case 6: equal(name, "expect")
        case 7: equal(name, "trailer") || equal(name, "upgrade")
        case 10: equal(name, "connection") || equal(name, "keep-alive")
        case 14: equal(name, "content-length")
        case 16: equal(name, "proxy-connection")
        case 17: equal(name, "transfer-encoding")
        // Between us and whom we ask; our own proof goes the same way.
        case 18: equal(name, "proxy-authenticate")
        case 25: equal(name, "proxy-authentication-info")
        case 19: equal(name, "proxy-authorization")
        default: false
        }
    }

    private static func equal(_ name: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
        name.count == text.utf8CodeUnitCount && begins(name, text)
    }

    private static func begins(_ name: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
        guard name.count >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { letters in
            unsafe zip(name, letters).allSatisfy { lower($0) == $1 }
        }
    }

    private static func lower(_ octet: UInt8) -> UInt8 {
        octet &- 0x41 < 26 ? octet | 0x20 : octet
    }
}
