import Basics
import ServiceKit
import Storage

/// `kumquat-auth apps add --app-id 4 --appid wx… --oper 1 --name 金桔`: adds a mini-program, or
/// changes it. Its secret is one line on standard input, where no process list shows it.
enum AppsCommand {
    static let command = Command("apps", "adds a mini-program; its secret on standard input") {
        start,
        arguments in
        guard let app = offered(arguments) else {
            print(
                "usage: kumquat-auth apps add --app-id N --appid ID --oper N --name NAME < secret"
            )
            return 2
        }
        let settings = try AuthSettings(start)
        let database = try start.database(migrations: Migrations.all)
        let sealed = try settings.vault.known(app)
        let now = start.clock.now
        try await database.write { try AuthStore(connection: $0).put(sealed, at: now) }
        await database.close()
        print("\(app.appid) is app \(app.id)")
        return 0
    }

    private static func offered(_ arguments: [String]) -> OfferedApp? {
        guard arguments.count == 9, arguments[0] == "add" else { return nil }
        var values: [String: String] = [:]
        for index in stride(from: 1, to: arguments.count, by: 2) {
            values[arguments[index]] = arguments[index + 1]
        }
        guard let id = values["--app-id"].flatMap(Int64.init), id > 0,
            let appid = values["--appid"], !appid.isEmpty,
            let oper = values["--oper"].flatMap(Int64.init), oper > 0,
            let name = values["--name"], !name.isEmpty,
            let secret = readLine(), !secret.isEmpty
        else { return nil }
        return OfferedApp(id: ID(id), appid: appid, oper: oper, name: name, secret: Secret(secret))
    }
}
