public import Basics
import HTTP
import HTTPClient
import JSON
import Loops

/// What the tests of a stack have sent and got that no process may log: tokens, codes, keys and
/// phone numbers, told by the names under which they go over the wire.
public final class SecretBook: Sendable {
    private let secrets = Locked<Set<ExternalID>>([])

    /// The shortest that is looked for: anything shorter is found by chance.
    private static let shortestBytes = 16
    private static let names: Set<String> = [
        "token", "_user_token", "code", "session_key", "secret", "access_token", "encrypteddata",
        "encrypted_data", "encrypted_phone", "sceneid", "scene", "private_key", "apiv3_key",
    ]
    /// Digits: looked for with no further digit beside them.
    private static let numbers: Set<String> = [
        "verify_code", "mobile", "phone", "phonenumber", "purephonenumber",
    ]

    init() {}

    /// Notes what stands in a request and in its answer.
    func note(_ request: ClientRequest, _ answer: Answer) {
        for header in request.headers.all("Authorization") {
            note("token", String(header.split(separator: " ").last ?? ""))
        }
        if let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first {
            noteForm(Bytes(query.utf8))
        }
        if case .bytes(let body) = request.body {
            if let json = try? JSON.parse(body) { note(json) } else { noteForm(body) }
        }
        if let json = answer.json { note(json) }
    }

    private func note(_ json: JSONValue) {
        for (name, value) in json.object?.members ?? [] {
            if let text = value.string {
                note(name, text)
            } else {
                note(value)
            }
        }
        for value in json.array ?? [] { note(value) }
    }

    private func noteForm(_ octets: Bytes) {
        for pair in octets.split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard halves.count == 2,
                let value = PercentCoding.decode(halves[1], plusIsSpace: true)
            else { continue }
            note(
                String(decoding: halves[0], as: UTF8.self),
                String(decoding: value, as: UTF8.self)
            )
        }
    }

    private func note(_ name: String, _ value: String) {
        let name = name.lowercased()
        let isNumber =
            Self.numbers.contains(name) && (6...15).contains(value.utf8.count)
            && value.utf8.allSatisfy(Self.isDigit)
        let isSecret = Self.names.contains(name) && value.utf8.count >= Self.shortestBytes
        guard isNumber || isSecret else { return }
        // Tokens begin alike; their ends tell them apart.
        secrets.withLock { _ = $0.insert(ExternalID(value.utf8.suffix(64))) }
    }

    /// Those that stand in a log, in one pass.
    public func found(in log: Bytes) -> [String] {
        let secrets = secrets.withLock { $0 }
        var places: [UInt16: [ExternalID]] = [:]
        var starts = [Bool](repeating: false, count: 1 << 16)
        for secret in secrets {
            let start = Self.pair(secret.bytes, 0)
            starts[Int(start)] = true
            places[start, default: []].append(secret)
        }
        var found: Set<ExternalID> = []
        for index in log.indices.dropLast() where starts[Int(Self.pair(log, index))] {
            for secret in places[Self.pair(log, index)] ?? []
            where log[index...].starts(with: secret.bytes)
                && Self.standsAlone(secret, in: log, at: index)
            {
                found.insert(secret)
            }
        }
        return found.map(\.text)
    }

    private static func pair(_ octets: Bytes, _ index: Int) -> UInt16 {
        UInt16(octets[index]) << 8 | UInt16(octets[index + 1])
    }

    /// A number is none in the middle of a longer one.
    private static func standsAlone(_ secret: ExternalID, in log: Bytes, at index: Int) -> Bool {
        guard secret.bytes.allSatisfy(isDigit) else { return true }
        let end = index + secret.bytes.count
        return !(index > 0 && isPartOfNumber(log[index - 1]))
            && !(end < log.count && isPartOfNumber(log[end]))
    }

    private static func isDigit(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }

    private static func isPartOfNumber(_ octet: UInt8) -> Bool {
        isDigit(octet) || octet == UInt8(ascii: ".")
    }
}
