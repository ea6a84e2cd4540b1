import Basics
import ServiceKit
import Storage

extension Sandbox {
    private static let peopleAtOnce: Int64 = 1000

    /// Changes an app, or makes one of that appid (then what is changed has no secret yet), in
    /// which everybody has an openid.
    func saveApp(
        _ appid: String,
        _ connection: Connection,
        change: (DemoApp) -> DemoApp
    ) throws -> DemoApp {
        let apps = AppStore(connection)
        if let known = try apps.app(appid) {
            let changed = change(known)
            try apps.change(changed)
            return changed
        }
        let all = try apps.all()
        guard all.count < AppStore.maximumCount else { throw ControlRefusal.tooManyApps }
        let made = change(
            DemoApp(
                id: ID((all.map(\.id.rawValue).max() ?? 0) + 1),
                appid: appid,
                secret: "",
                oper: 1,
                name: appid,
                mchid: PayMerchant.firstID,
                isBound: true
            )
        )
        try apps.add(made)
        try admitEverybody(to: made, connection)
        try plantPushes(connection)
        return made
    }

    private func admitEverybody(to app: DemoApp, _ connection: Connection) throws {
        let people = PersonStore(connection)
        var last: Int64?
        while true {
            let part = try people.all(after: last, limit: Self.peopleAtOnce)
            for person in part {
                try people.add(person, to: app, openid: openid(), sessionKey: sessionKey())
            }
            guard let end = part.last, part.count == Int(Self.peopleAtOnce) else { return }
            last = end.id.rawValue
        }
    }
}
