import HTTP
import HTTPClient
import Loops
import Storage

extension Command {
    /// What every executable does, and those with a database.
    static func known(to peer: Peer) -> [Command] {
        peer == .gateway ? [healthcheck] : [backup, healthcheck]
    }

    /// Asks the process that runs with these settings whether it is alive: 0, or 1.
    static let healthcheck = Command("healthcheck", "asks the running process whether it is alive")
    {
        start in
        let addresses = try start.environment.listenAddresses(of: start.peer)
        guard let address = addresses.first else { return 1 }
        var request = ClientRequest(address: address, target: HealthRoutes.alive.pattern)
        request.totalMilliseconds = 3000
        let answer = try? await start.http.send(request)
        return answer?.status == 200 ? 0 : 1
    }

    /// `kumquat-points backup FILE`: copies the process's database, also while it runs, and proves
    /// the copy. It brings no schema up to date, so any release may make it.
    static let backup = Command("backup", "copies the database to a new file, checks the copy") {
        start,
        arguments in
        guard arguments.count == 1, let copy = arguments.first else {
            OwnProcess.complain("usage: kumquat-\(start.name) backup FILE\n")
            return 2
        }
        try await Database.backUp(start.databasePath, to: copy)
        let problems = try await Database.integrityProblems(of: copy)
        for problem in problems { OwnProcess.complain("\(copy): \(problem)\n") }
        guard problems.isEmpty else { return 1 }
        OwnProcess.say("\(copy) is complete and sound\n")
        return 0
    }

    static func usage(_ peer: Peer, _ commands: [Command]) -> String {
        let lines = commands.map { "  kumquat-\(peer.rawValue) \($0.name)  \($0.summary)\n" }
        return "usage:\n  kumquat-\(peer.rawValue)  serves\n\(lines.joined())"
    }
}
