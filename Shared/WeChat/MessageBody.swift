import Basics

/// A subscribe message on the wire.
struct MessageBody: Encodable {
    let touser: String
    let template_id: String
    let page: String?
    let miniprogram_state: String
    let data: Values

    init(_ message: SubscribeMessage) {
        touser = message.openid.text
        template_id = message.template
        page = message.page
        miniprogram_state = message.version.rawValue
        data = Values(pairs: message.values)
    }

    struct Values: Encodable {
        let pairs: [(name: String, value: String)]

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Name.self)
            for pair in pairs {
                try members.encode(["value": pair.value], forKey: Name(stringValue: pair.name))
            }
        }
    }

    struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
