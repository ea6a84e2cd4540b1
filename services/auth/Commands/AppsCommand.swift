import Basics
import ServiceKit

/// `kumquat-auth apps …`: the mini-programs.
enum AppsCommand {
    private static let usage = """
        usage:
          kumquat-auth apps list
          kumquat-auth apps add --app-id N --appid ID --oper N --name NAME [--mchid M]
            [--secret-file F]
          kumquat-auth apps rename --app-id N --name NAME
          kumquat-auth apps remove --app-id N
          kumquat-auth apps merchant --app-id N --mchid M [--takes-payments 1|0]
          kumquat-auth apps rotate-secret --app-id N [--secret-file F]
          kumquat-auth apps disable --app-id N
          kumquat-auth apps enable --app-id N
          kumquat-auth apps message-push --app-id N [--key-file F] [--secret-file F]
        Secrets are one line: of the file, or of standard input. message-push takes the token as
        the secret, and the EncodingAESKey from its file.
        """

    static let command = OfficeCommand.make(
        "apps",
        "lists, adds and changes mini-programs",
        usage: usage
    ) { auth, words in
        switch words.words {
        case ["list"]: try await list(auth)
        case ["add"]: try await add(auth, words)
        case ["merchant"]: try await setMerchant(auth, words)
        case ["rename"]: try await rename(auth, words)
        case ["remove"]: try await remove(auth, words)
        case ["rotate-secret"]: try await rotate(auth, words)
        case ["disable"]: try await enable(false, auth, words)
        case ["enable"]: try await enable(true, auth, words)
        case ["message-push"]: try await push(auth, words)
        default: throw OfficeCommand.Misused()
        }
    }

    private static func list(_ auth: AuthService) async throws {
        for line in try await auth.allApps() {
            let app = line.app
            var text = "\(app.id)  \(app.appid)  oper \(app.oper)  \(app.name)"
            if let mchid = app.mchid { text += "  merchant \(mchid)" }
            if line.takesPayments { text += "  (takes payments)" }
            if !app.isEnabled { text += "  (disabled)" }
            print(text)
        }
    }

    private static func add(_ auth: AuthService, _ words: Words) async throws {
        guard
            words.has(
                only: ["--app-id", "--appid", "--oper", "--name", "--mchid", "--secret-file"]
            ),
            let id = words.number("--app-id"), let appid = words.text("--appid"),
            let oper = words.number("--oper"), let name = words.text("--name")
        else { throw OfficeCommand.Misused() }
        let app = OfferedApp(
            id: ID(id),
            appid: appid,
            oper: oper,
            name: name,
            secret: try OfficeCommand.secret(words),
            mchid: words.text("--mchid")
        )
        try await auth.addApp(app, by: OfficeCommand.who)
        print("\(appid) is app \(id)")
    }

    private static func setMerchant(_ auth: AuthService, _ words: Words) async throws {
        guard words.has(only: ["--app-id", "--mchid", "--takes-payments"]),
            let id = words.number("--app-id"), let mchid = words.text("--mchid")
        else { throw OfficeCommand.Misused() }
        let change = AuthService.AppChange(
            mchid: mchid,
            isPayer: words.number("--takes-payments").map { $0 != 0 }
        )
        _ = try await auth.change(ID(id), change, by: OfficeCommand.who)
        print("payments in app \(id) go to \(mchid)")
    }

    private static func rename(_ auth: AuthService, _ words: Words) async throws {
        guard words.has(only: ["--app-id", "--name"]), let id = words.number("--app-id"),
            let name = words.text("--name")
        else { throw OfficeCommand.Misused() }
        try await auth.rename(ID(id), name, by: OfficeCommand.who)
        print("app \(id) is called \(name)")
    }

    private static func remove(_ auth: AuthService, _ words: Words) async throws {
        guard words.has(only: ["--app-id"]), let id = words.number("--app-id")
        else { throw OfficeCommand.Misused() }
        try await auth.removeApp(ID(id), by: OfficeCommand.who)
        print("app \(id) is gone")
    }

    private static func rotate(_ auth: AuthService, _ words: Words) async throws {
        guard words.has(only: ["--app-id", "--secret-file"]), let id = words.number("--app-id")
        else { throw OfficeCommand.Misused() }
        let secret = try OfficeCommand.secret(words)
        try await auth.rotateSecret(of: ID(id), secret, by: OfficeCommand.who)
        print("app \(id) has another secret")
    }

    private static func enable(
        _ isEnabled: Bool,
        _ auth: AuthService,
        _ words: Words
    ) async throws {
        guard words.has(only: ["--app-id"]), let id = words.number("--app-id")
        else { throw OfficeCommand.Misused() }
        let change = AuthService.AppChange(isEnabled: isEnabled)
        _ = try await auth.change(ID(id), change, by: OfficeCommand.who)
        print("app \(id) is \(isEnabled ? "in" : "out of") service")
    }

    private static func push(_ auth: AuthService, _ words: Words) async throws {
        guard words.has(only: ["--app-id", "--key-file", "--secret-file"]),
            let id = words.number("--app-id")
        else { throw OfficeCommand.Misused() }
        let token = try OfficeCommand.secret(words)
        let key = try words.text("--key-file").map { try OfficeCommand.line(ofFile: $0) }
        try await auth.setPush(
            of: ID(id),
            PushSecrets(token: token.reveal(), key: key),
            by: OfficeCommand.who
        )
        print("messages of WeChat for app \(id) are verified with this")
    }
}
