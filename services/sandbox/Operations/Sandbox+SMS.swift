import ServiceKit
import Basics
import Storage

extension Sandbox {
    /// Sends a message, or says why not. Numbers have their limits by the domain's time.
    func send(_ message: TextMessage, _ connection: Connection) throws {
        let store = SMSStore(connection)
        guard !message.sign.isEmpty || message.mobile.hasPrefix("+") else {
            throw SMSProblem.signIllegal
        }
        guard isTemplate(message.template, of: message.provider) else {
            throw SMSProblem.templateIllegal
        }
        let template = try store.template(message.template, of: message.provider)
        guard let text = message.text(by: template) else { throw SMSProblem.valuesMissing }
        guard Verdict([text]) != .risky else { throw SMSProblem.contentIllegal }
        try checkLimits(of: message, store)
        try store.add(message, text, at: clock.now)
    }

    private func checkLimits(of message: TextMessage, _ store: SMSStore) throws {
        let now = clock.now
        let pause = now.adding(seconds: -message.provider.pauseSeconds)
        guard try store.count(message, since: pause) == 0 else { throw SMSProblem.tooSoon }
        let hour = now.adding(seconds: -3600)
        guard try store.count(message, since: hour) < SMSProvider.perHour else {
            throw SMSProblem.tooManyThisHour
        }
        let day = CivilZone.china.start(of: CivilZone.china.day(at: now))
        guard try store.count(message, since: day) < SMSProvider.perDay else {
            throw SMSProblem.tooManyToday
        }
    }

    /// Any number is a template; what it says is known only when it was described.
    private func isTemplate(_ text: String, of provider: SMSProvider) -> Bool {
        let digits =
            switch provider {
            case .tencent: text[...]
            case .aliyun: text.hasPrefix("SMS_") ? text.dropFirst(4) : ""
            }
        return (1...20).contains(digits.utf8.count)
            && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// A number as both clouds give every request: five groups of hexadecimal digits.
    func requestID() -> String {
        let digits = Array(Hex.encode(random.bytes(16)))
        return [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
            .map { String($0) }
            .joined(separator: "-")
    }
}
