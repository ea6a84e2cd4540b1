import Basics
import Crypto
import Storage

extension Sandbox {
    static let maximumPeople: Int64 = 100_000

    /// Changes a person's profile, or makes a person of that name with an openid in every app.
    func save(
        _ name: String,
        _ connection: Connection,
        change: (inout Person.Profile) -> Void
    ) throws -> Person {
        let people = PersonStore(connection)
        if var known = try people.person(name) {
            change(&known.profile)
            try people.save(known)
            return known
        }
        guard try people.count() < Self.maximumPeople else { throw ControlRefusal.tooManyUsers }
        var made = Person(
            id: try connection.nextID(),
            name: name,
            profile: Person.Profile(),
            unionid: openid()
        )
        change(&made.profile)
        try people.save(made)
        for app in try AppStore(connection).all() {
            try people.add(made, to: app, openid: openid(), sessionKey: sessionKey())
        }
        return made
    }

    /// A person as control calls show them, with what they are called in each app.
    func show(_ person: Person, in apps: [DemoApp], _ connection: Connection) throws -> UserOutput {
        let people = PersonStore(connection)
        return UserOutput(person, try apps.compactMap { try people.place(of: person, in: $0) })
    }

    /// Back to what a new file has: apps and their secrets stay.
    func reset(_ connection: Connection) throws {
        try MessageStore(connection).removeAll()
        try PersonStore(connection).removeAll()
        try MiniCodeStore(connection).removeAll()
        try QuotaStore(connection).removeAll()
        try PushStore(connection).removeAll()
        try SMSStore(connection).removeAll()
        try ShipmentStore(connection).removeAll()
        try TokenStore(connection).removeAll()
        try FaultStore(connection).removeAll()
        try PayMerchantStore(connection).removeAll()
        for mchid in try PayMerchantStore(connection).accounts() {
            try plantPayMoney(mchid, connection)
        }
        try plantPeople(connection)
    }

    /// A name as WeChat makes them for openids and unionids: 28 characters.
    func openid() -> String {
        "o" + random.text(27, from: Self.nameAlphabet)
    }

    func sessionKey() -> String {
        Base64.encode(random.bytes(16))
    }

    static let nameAlphabet: StaticString =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
}
