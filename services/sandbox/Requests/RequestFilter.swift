/// Which of the logged requests are wanted.
struct RequestFilter: Sendable {
    var direction: LoggedExchange.Direction?
    var kind: LoggedExchange.Kind?
    /// `200`, `4xx`, or `bad` for all that went wrong.
    var status: StatusWish?
    /// How the path begins.
    var path: String?
    /// A text anywhere in it, in lower case.
    var text: String?

    enum StatusWish: Sendable, Equatable {
        case exactly(Int)
        case hundred(Int)
        case bad

        init?(_ text: String) {
            if text == "bad" {
                self = .bad
            } else if text.utf8.count == 3, text.hasSuffix("xx"),
                let digit = text.first?.wholeNumberValue, (1...5).contains(digit)
            {
                self = .hundred(digit)
            } else if let number = Int(text), (100...599).contains(number) {
                self = .exactly(number)
            } else {
                return nil
            }
        }
    }

    func wants(_ exchange: LoggedExchange) -> Bool {
        if let direction, exchange.direction != direction { return false }
        if let kind, exchange.kind != kind { return false }
        if let path, !exchange.path.hasPrefix(path) { return false }
        switch status {
        case nil: break
        case .exactly(let status): if exchange.status != status { return false }
        case .hundred(let digit): if (exchange.status ?? 0) / 100 != digit { return false }
        case .bad: if !exchange.isBad { return false }
        }
        return text.map(exchange.mentions) ?? true
    }
}
