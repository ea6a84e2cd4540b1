import JSON

/// Somebody with a phone, logged in.
struct DemoPerson: Sendable {
    /// As the sandbox knows them.
    let name: String
    let openid: String
    let token: String

    private static let nicknames = [
        "老王", "小橘", "阿豪", "Linda", "会飞的鱼", "山里的猫", "周周", "大海", "向日葵", "Momo酱",
        "一只柚子", "程序员小李", "阿芳", "南山南", "夏天的风", "胖达", "Kevin", "木子", "糖炒栗子", "白日梦想家",
        "海边的曹操", "小满", "奶茶三分糖", "跑步的蜗牛", "Sunny", "青团", "北岛", "豆豆妈", "春风十里", "皮卡",
        "慢慢", "团子", "可乐加冰", "风筝", "知了", "Echo", "苏苏", "石头剪刀布", "小鹿", "阿May",
    ]
    static var count: Int { nicknames.count }

    /// The person with this number comes in.
    init(
        _ number: Int,
        gateway: DemoClient,
        sandbox: DemoClient
    ) async throws(DemoProblem) {
        name = "demo\(number)"
        let user: JSONObject = JSONObject(present: [
            ("name", .string(name)), ("nickname", .string(Self.nicknames[number])),
            ("gender", .integer(Int64(1 + number % 2))),
        ])
        try await sandbox.post("/sandbox/users", json: .object(user))
        let code = try await sandbox.post(
            "/sandbox/code",
            json: .object(JSONObject(present: [("user", .string(name))]))
        )
        let sealed = try await sandbox.post(
            "/sandbox/encrypt",
            json: .object(
                JSONObject(present: [("user", .string(name)), ("kind", .string("profile"))])
            )
        )
        guard let code = code["code"]?.string, let iv = sealed["iv"]?.string,
            let data = sealed["encryptedData"]?.string
        else { throw DemoProblem("the sandbox gives no code for a log-in") }
        let login = try await gateway.get(
            "/api/treasure/userLogin",
            ["code": code, "iv": iv, "encryptedData": data]
        )
        guard let openid = login["data"]?["openid"]?.string,
            let token = login["data"]?["token"]?.string
        else { throw DemoProblem("\(name) cannot log in: \(login["msg"]?.string ?? "")") }
        self.openid = openid
        self.token = token
    }
}
