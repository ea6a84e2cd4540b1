import Basics
import HTTP
import ServiceKit
import Synchronization

/// The request id: the one that came, if it is well-formed, or a new one.
struct RequestNumber: Sendable {
    private final class Count: Sendable {
        let next = Atomic<UInt64>(0)
    }

    private static let maximumLength = 128
    /// Tells processes and starts apart.
    private let prefix: String
    private let count = Count()

    init(_ random: RandomSource) {
        prefix = Hex.encode(random.bytes(8)) + "-"
    }

    func of(_ request: Request) -> String {
        if let given = request.headers.octets(InternalHeader.requestID),
            (1...Self.maximumLength).contains(given.count), given.allSatisfy(Self.isLetter),
            request.headers.count(of: InternalHeader.requestID) == 1
        {
            return String(decoding: given, as: UTF8.self)
        }
        let number = count.next.wrappingAdd(1, ordering: .relaxed).oldValue
        return prefix + String(number, radix: 16)
    }

    private static func isLetter(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
