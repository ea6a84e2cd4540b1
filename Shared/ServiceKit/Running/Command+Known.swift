import Contracts
import HTTP
import HTTPClient
import Loops
import Storage

extension Command {
    /// What an executable does: its own `commands`, and those that all have, or all with a
    /// database.
    static func known(to peer: ServiceName, besides commands: [Command]) -> [Command] {
        let general = peer == .gateway ? [healthcheck] : [backup, verify, healthcheck]
        let names = Set(commands.map(\.name))
        return commands + general.filter { !names.contains($0.name) }
    }

    /// Asks the process that runs with these settings whether it is alive: 0, or 1.
    static let healthcheck = Command("healthcheck", "asks the running process whether it is alive")
    {
        process in
        let settings = process.environment
        // Where TLS may be spoken the certificate is for another name.
        let addresses =
            try settings.opsAddresses(of: process.service)
            + settings.listenAddresses(of: process.service)
        guard let address = addresses.first else { return 1 }
        var request = ClientRequest(address: address, target: HealthRoutes.alive)
        request.totalMilliseconds = 3000
        let answer = try? await process.http.send(request)
        return answer?.status == 200 ? 0 : 1
    }

    /// `kumquat-points backup FILE`: copies the process's database, also while it runs, and proves
    /// the copy. It brings no schema up to date, so any release may make it.
    static let backup = Command(
        "backup",
        "copies the database to a new file, checks the copy",
        usage: { "usage: \($0) backup FILE" }
    ) { process, arguments in
        guard arguments.count == 1, let copy = arguments.first else {
            OwnProcess.complain("usage: kumquat-\(process.name) backup FILE\n")
            return 2
        }
        try await Database.backUp(process.databasePath, to: copy)
        let problems = try await Database.integrityProblems(of: copy)
        for problem in problems { OwnProcess.complain("\(copy): \(problem)\n") }
        guard problems.isEmpty else { return 1 }
        OwnProcess.say("\(copy) is complete and sound\n")
        return 0
    }

    /// `kumquat-auth verify`: proves that the process's database is sound, also while it runs.
    static let verify = Command("verify", "proves that the database is sound") { process in
        let problems = try await process.databaseProblems()
        OwnProcess.say("\(problems.first ?? "clean")\n")
        return problems.isEmpty ? 0 : 1
    }

    /// These need no setting, and are answered before any is read.
    private static let withoutSettings = [
        Command("describe", "prints its endpoints as JSON") { _ in 0 },
        Command("--version", "says which release it is") { _ in 0 },
        Command("--help", "says this") { _ in 0 },
    ]

    static func usage(_ peer: ServiceName, _ commands: [Command]) -> String {
        let all = commands + withoutSettings
        let lines = all.map { "  kumquat-\(peer.rawValue) \($0.name)  \($0.summary)\n" }
        return "usage:\n  kumquat-\(peer.rawValue)  serves\n\(lines.joined())"
    }
}
