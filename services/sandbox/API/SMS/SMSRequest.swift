import Basics
import HTTP

/// A call to one of the clouds, with its body at hand.
struct SMSRequest: Sendable {
    let headers: HeaderFields
    let target: RequestTarget
    let body: Bytes

    func header(_ name: String) -> String {
        headers[name] ?? ""
    }

    /// The headers that a client says it has signed, in its order; nil where one is missing.
    func signed(_ names: String) -> [(name: String, value: String)]? {
        let names = names.split(separator: ";").map(String.init)
        let found = names.compactMap { name in
            headers[name].map { (name: name, value: $0) }
        }
        return found.count == names.count && !names.isEmpty ? found : nil
    }

    /// Names and values of the query, decoded; nil where it is not coded as one.
    var query: [(name: String, value: String)]? { Self.pairs(Bytes(target.query)) }

    /// Those of a form in the body; none of any other body.
    var form: [(name: String, value: String)]? {
        header("Content-Type").hasPrefix("application/x-www-form-urlencoded")
            ? Self.pairs(body) : []
    }

    private static func pairs(_ text: Bytes) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for field in text.split(separator: UInt8(ascii: "&")) {
            let parts = field.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard
                let name = parts.first.flatMap({ PercentCoding.decode($0, plusIsSpace: true) }),
                let value = PercentCoding.decode(parts.dropFirst().first ?? [], plusIsSpace: true)
            else { return nil }
            pairs.append(
                (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
            )
        }
        return pairs
    }
}

/// `Authorization` of both clouds: `<algorithm> Credential=…, SignedHeaders=…, Signature=…`.
struct CloudAuthorization: Sendable {
    let credential: String
    let signedHeaders: String
    let signature: String

    /// Nil where it is not of this form.
    init?(_ text: String, algorithm: String) {
        guard text.hasPrefix(algorithm + " ") else { return nil }
        var fields: [String: String] = [:]
        for part in text.dropFirst(algorithm.count + 1).split(separator: ",") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            fields[String(pair[0])] = String(pair[1])
        }
        guard
            let credential = fields["Credential"],
            let signedHeaders = fields["SignedHeaders"],
            let signature = fields["Signature"]
        else { return nil }
        self.credential = credential
        self.signedHeaders = signedHeaders
        self.signature = signature
    }
}
