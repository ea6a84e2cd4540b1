import Basics
import ConsoleDomain
import Crypto
import Loops
import ServiceKit
import Storage

extension Command {
    private static let ownerUsage = """
        usage:
          kumquat-console owner add NAME
          kumquat-console owner forget-authenticator NAME
        """

    /// The first owner, and whoever has locked themselves out: for those who may use the machine.
    static let owner = Command(
        "owner",
        "prints a link, good once and for a quarter of an hour, by which somebody becomes an owner",
        usage: { _ in ownerUsage }
    ) { process, arguments in
        guard arguments.count == 2, ["add", "forget-authenticator"].contains(arguments[0]) else {
            OwnProcess.complain("\(ownerUsage)\n")
            return 2
        }
        guard let name = OperatorName.canonical(arguments[1]) else {
            OwnProcess.complain("a name has 2 to 32 letters, digits and -_.\n")
            return 2
        }
        let links = try process.environment.consoleLinks
        let database = try process.database(migrations: ConsoleMigrations.all)
        let time = process.clock.real.now()
        let token = Base64.encodeURL(process.random.bytes(32))
        let isAdding = arguments[0] == "add"
        let call = TrailCall(
            operatorName: "command",
            method: "COMMAND",
            path: "owner \(arguments[0])",
            subject: name
        )
        let isKnown = try await database.write { connection in
            if isAdding {
                _ = try ConsoleService.invite(
                    name,
                    Appointment([.owner], merchants: []),
                    token: ConsoleService.hash(ofToken: token),
                    until: time.adding(seconds: ConsoleService.firstSeconds),
                    at: time,
                    in: connection
                )
            } else {
                let people = OperatorStore(connection)
                guard let person = try people.find(named: name) else { return false }
                try people.setTOTP(nil, step: nil, of: person.id)
                try people.setRecovery([], of: person.id)
                _ = try SessionStore(connection).endAll(of: person.id)
            }
            try TrailStore(connection).note(call, status: 200, at: time)
            return true
        }
        await database.close()
        guard isKnown else {
            OwnProcess.complain("nobody is called \(name)\n")
            return 1
        }
        OwnProcess.say(
            isAdding
                ? "\(links)/#/invite/\(token)\n" : "\(name) enrols anew at the next log-in\n"
        )
        return 0
    }

    /// Proves that the database is sound, and that no row of the trail was changed since.
    static let verifyTrail = Command(
        "verify",
        "proves that the database is sound, and the trail as it was written"
    ) { process in
        let problems = try await process.databaseProblems()
        for problem in problems { OwnProcess.say("\(problem)\n") }
        let database = try process.database(migrations: ConsoleMigrations.all)
        let proof = try await ConsoleService.proveTrail(database)
        await database.close()
        if let row = proof.brokenAt {
            OwnProcess.say("row \(row) of the trail is not what was written\n")
            return 1
        }
        let head = Hex.encode(proof.head)
        if problems.isEmpty { OwnProcess.say("clean: \(proof.rows) rows, the last is \(head)\n") }
        return problems.isEmpty ? 0 : 1
    }
}
