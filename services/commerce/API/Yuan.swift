import Basics

/// An amount as the contract has it: a text of yuan with two places.
struct Yuan: Codable {
    let money: Money

    init(_ money: Money) {
        self.money = money
    }

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        money = Money(yuan: text) ?? .zero
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(money.yuan)
    }
}
