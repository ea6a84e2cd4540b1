import HTTP
import JSON
import Storage

/// `openid` and `scene` of what is to be checked.
struct ContentAuthor: Sendable {
    private let openid: String
    let scene: Int64

    init(_ call: WeChatCall) throws {
        guard Self.version(call) == 2 else { throw WeChatError.argumentInvalid }
        guard let scene = call.json["scene"].flatMap(Parameters.integer), (1...4).contains(scene)
        else {
            throw WeChatError.sceneNumberInvalid
        }
        self.scene = scene
        openid = call.json["openid"]?.string ?? ""
    }

    /// 2 in all that is written today, as a number or a text; 1 where nothing is said.
    static func version(_ call: WeChatCall) -> Int64? {
        guard let version = call.json["version"] else { return 1 }
        return Parameters.integer(version)
    }

    /// Has to be a user of this app, and has to have been in it: two hours ago at the most, says
    /// WeChat. The sandbox sees no visits but log-ins, so one of them is enough.
    func check(in app: DemoApp, _ connection: Connection) throws -> PersonInApp {
        let people = PersonStore(connection)
        guard let person = try people.person(openid: openid, in: app),
            let place = try people.place(of: person, in: app)
        else {
            throw try people.isElsewhere(openid: openid)
                ? WeChatError.otherApp : WeChatError.openidInvalid
        }
        guard try people.isVisitor(person.id, in: app.id) else { throw WeChatError.userInactive }
        return place
    }
}
