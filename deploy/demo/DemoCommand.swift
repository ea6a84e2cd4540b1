import Basics
import HTTPClient
import Loops

/// `kumquat-demo`: fills an empty stack of the sandbox environment with what thirty tasks, forty
/// people and their digs leave behind, through the gateway and the sandbox as phones would.
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
                gateway: DemoClient(http: http, port: settings.gateway),
                sandbox: DemoClient(http: http, port: settings.sandbox),
                adminKey: try Self.adminKey(settings)
            )
            try await play(on: stage, settings)
            return 0
        } catch {
            OwnProcess.say("demo: \(error)\n")
            return 1
        }
    }

    /// Goes on where it was broken off: a play that was half way through stays as it is. One that
    /// fails does not keep the others from being played.
    private static func play(
        on stage: DemoStage,
        _ settings: DemoSettings
    ) async throws(DemoProblem) {
        let plays = DemoPlays.all
        let first = progress(settings)
        guard first < plays.count else { return }
        var failed = 0
        for (index, play) in plays.enumerated().dropFirst(first) {
            try note(index + 1, of: plays.count, settings)
            do throws(DemoProblem) {
                try await stage.perform(play, number: index)
                OwnProcess.say("demo: \(index + 1)/\(plays.count) \(play.title)\n")
            } catch {
                OwnProcess.say("demo: \(index + 1)/\(plays.count) \(play.title): \(error)\n")
                failed += 1
                guard failed < mostFailures else { throw error }
            }
        }
        OwnProcess.say("demo: \(plays.count - failed) tasks are in; a new home is the reset\n")
        if failed > 0 { throw DemoProblem("\(failed) of \(plays.count) went wrong") }
    }

    private static let mostFailures = 3

    /// How many plays were begun.
    private static func progress(_ settings: DemoSettings) -> Int {
        guard let octets = try? SmallFile.read(settings.progressFile) else { return 0 }
        let digits = octets.prefix { $0 != UInt8(ascii: "/") }
        return Int(DecimalDigits.value(of: digits) ?? 0)
    }

    private static func note(
        _ begun: Int,
        of count: Int,
        _ settings: DemoSettings
    ) throws(DemoProblem) {
        do {
            try StoredFile.write(Bytes("\(begun)/\(count)\n".utf8), to: settings.progressFile)
        } catch {
            throw DemoProblem("\(error)")
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
