import HTTP
import JSON
import Loops
import ServiceKit

extension Command {
    /// `kumquat-sandbox trigger payment.success`: makes something happen that a merchant is told of.
    static let trigger = Command(
        "trigger",
        "has the running sandbox make an event: a payment, a refund, a transfer",
        usage: { "usage: \($0) \(TriggerWish.usage)" }
    ) { process, arguments in
        guard let wish = TriggerWish(arguments) else {
            OwnProcess.complain("usage: kumquat-sandbox \(TriggerWish.usage)\n")
            return 2
        }
        let made = try await RunningSandbox(process).post("/sandbox/trigger", wish.body)
        let callback = made["callback"]
        let status = callback?["status"]?.integer.map(String.init) ?? "no answer"
        let told = callback?["sent"] == .bool(true) ? status : "not sent"
        let (event, number) = (made["event"]?.string ?? "", made["number"]?.string ?? "")
        OwnProcess.say("\(event) \(number) → \(made["notify_url"]?.string ?? ""): \(told)\n")
        return 0
    }
}

/// What was asked for behind `trigger`.
struct TriggerWish {
    static let usage =
        "trigger EVENT [--notify-url URL] [--user NAME] [--appid APPID] [--amount FEN]\nevents: "
        + TriggeredEvent.allCases.map(\.rawValue).joined(separator: " ")

    private static let options = [
        "--notify-url": "notify_url", "--user": "user", "--appid": "appid", "--amount": "amount",
    ]

    let body: JSONValue

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        guard let event = rest.popFirst(), TriggeredEvent(rawValue: event) != nil else {
            return nil
        }
        var members: [(String, JSONValue)] = [("event", .string(event))]
        while let option = rest.popFirst() {
            guard let name = Self.options[option], let value = rest.popFirst() else { return nil }
            if name == "amount" {
                guard let number = Int64(value) else { return nil }
                members.append((name, .integer(number)))
            } else {
                members.append((name, .string(value)))
            }
        }
        body = .object(JSONObject(members))
    }
}
