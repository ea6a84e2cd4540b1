import Basics
import HTTPClient
import Loops

/// `kumquat-demo`: fills an empty stack of the sandbox environment with what merchants, a week of
/// their orders, thirty tasks and all the people behind them leave behind, through the gateway and the
/// sandbox as phones and operators would.
enum DemoCommand {
    private static let usage = """
        usage: kumquat-demo
        Fills an empty stack of the sandbox environment; kumquat-stack --demo starts it.

        """

    /// The code to exit with.
    static func run(_ arguments: [String], _ environment: [String: String]) async -> Int32 {
        if let text = Release.answer(to: arguments, of: "kumquat-demo", usage: usage) {
            OwnProcess.say(text)
            return 0
        }
        guard arguments.isEmpty else {
            OwnProcess.complain(usage)
            return 2
        }
        do throws(DemoProblem) {
            let settings = try DemoSettings(environment)
            let group = LoopGroup(count: 1)
            group.start()
            let http = HTTPClient(group: group)
            let stage = DemoStage(
                gateway: DemoClient(http: http, address: settings.gateway),
                sandbox: DemoClient(http: http, address: settings.sandbox),
                adminKey: try Self.adminKey(settings)
            )
            var program = DemoProgram(on: stage, settings)
            try await program.perform()
            return 0
        } catch {
            OwnProcess.say("demo: \(error)\n")
            return 1
        }
    }

    private static func adminKey(_ settings: DemoSettings) throws(DemoProblem) -> String {
        let path = "\(settings.home)/admin.key"
        do {
            let octets = try SmallFile.read(path)
            return String(decoding: octets, as: UTF8.self).filter { !$0.isWhitespace }
        } catch {
            throw DemoProblem("\(error)")
        }
    }
}
