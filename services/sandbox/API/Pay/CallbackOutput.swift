import Basics
import JSON

/// What is posted to a merchant, in WeChat Pay's order.
struct CallbackOutput: Encodable {
    let id: String
    let create_time: String
    let resource_type = "encrypt-resource"
    let event_type: String
    let summary: String
    let resource: SealedResource
}

/// Something encrypted under the merchant's APIv3 key.
struct SealedResource: Encodable {
    let original_type: String
    let algorithm = "AEAD_AES_256_GCM"
    let ciphertext: String
    let associated_data: String
    let nonce: String
}

/// The content of a callback with one fen more than was paid.
enum WrongAmount {
    private static let names = [
        "total", "payer_total", "refund", "payer_refund", "transfer_amount",
    ]

    static func of(_ content: Bytes) throws -> Bytes {
        try JSONOutput.encode(more(try JSON.parse(content)))
    }

    private static func more(_ value: JSONValue) -> JSONValue {
        guard let object = value.object else { return value }
        return .object(
            JSONObject(
                object.members.map { member in
                    guard names.contains(member.name), let fen = member.value.integer else {
                        return (member.name, more(member.value))
                    }
                    return (member.name, .integer(fen + 1))
                }
            )
        )
    }
}

extension Encodable {
    /// The value as JSON.
    var text: String {
        get throws { String(decoding: try JSONOutput.encode(self), as: UTF8.self) }
    }
}
