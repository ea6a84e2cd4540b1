import JSON

/// Somebody who buys in a mini-program of a centre, with a mobile that they have proved.
struct DemoShopper: Sendable {
    /// As the sandbox knows them.
    let name: String
    let oper: Int64
    let token: String
    private let gateway: DemoClient
    private let sandbox: DemoClient

    private static let nicknames = [
        "吃货小分队", "周末去哪儿", "Grace", "阿杰", "小胖", "一碗面", "豆浆油条", "慢生活", "糖糖", "老李",
        "南瓜", "Leo", "小雨", "团购达人", "晚风", "圆圆",
    ]
    static var count: Int { nicknames.count }

    /// Those who buy in the mini-program of a centre.
    static func isAt(_ oper: Int64, _ number: Int) -> Bool { (number % 3 == 2 ? 2 : 1) == oper }

    /// The person with this number comes in; the first time with a code on their mobile.
    init(_ number: Int, gateway: DemoClient, sandbox: DemoClient) async throws(DemoProblem) {
        self.gateway = gateway
        self.sandbox = sandbox
        name = "shopper\(number)"
        oper = Self.isAt(2, number) ? 2 : 1
        let appid = oper == 2 ? "wx6b756d7175617403" : "wx6b756d7175617401"
        try await sandbox.post(
            "/sandbox/users",
            json: .object(
                JSONObject(present: [
                    ("name", .string(name)), ("nickname", .string(Self.nicknames[number])),
                ])
            )
        )
        let code = try await sandbox.post(
            "/sandbox/code",
            json: .object(
                JSONObject(present: [("user", .string(name)), ("appid", .string(appid))])
            )
        )
        guard let code = code["code"]?.string else { throw DemoProblem("no code for a log-in") }
        let login = try await gateway.post("/api/user/wxLogin", ["code": code, "appid": appid])
        guard let token = login["data"]?["token"]?.string else {
            throw DemoProblem("wxLogin: \(login["message"]?.string ?? "")")
        }
        self.token = token
        if login["data"]?["userInfo"]?["mobile"] == nil { try await prove(number) }
    }

    private func prove(_ number: Int) async throws(DemoProblem) {
        let mobile = "1390000\(1000 + number)"
        let sent = try await post("sms/verify_code", ["mobile": mobile])
        guard let code = sent["verify_code"]?.string else { throw DemoProblem("no SMS code") }
        _ = try await post("login", ["mobile": mobile, "verify_code": code])
    }

    // MARK: Calls

    private func data(_ answer: JSONValue, _ path: String) throws(DemoProblem) -> JSONValue {
        guard answer["code"]?.integer == 0, let data = answer["data"] else {
            throw DemoProblem("\(path): \(answer["message"]?.string ?? "no answer")")
        }
        return data
    }

    @discardableResult
    private func post(
        _ path: String,
        _ parameters: KeyValuePairs<String, String>
    ) async throws(DemoProblem) -> JSONValue {
        try data(await gateway.post("/api/user/\(path)", parameters, token: token), path)
    }

    private func get(
        _ path: String,
        _ parameters: KeyValuePairs<String, String>
    ) async throws(DemoProblem) -> JSONValue {
        try data(await gateway.get("/api/user/\(path)", parameters, token: token), path)
    }

    /// The county that a shop lies in, by the interface that phones ask.
    func area(of shop: DemoCatalogue.Shop) async throws(DemoProblem) -> String {
        let place = try await get(
            "area/getByGps",
            ["lng": "\(Double(shop.lng) / 1e6)", "lat": "\(Double(shop.lat) / 1e6)"]
        )
        guard place["city_id"]?.integer == shop.city.code, let area = place["area"]?.string else {
            throw DemoProblem("\(shop.ref) does not lie in \(shop.city.name)")
        }
        return area
    }

    /// Places an order: its number, and what opens the payment.
    func buy(_ goods: Int64, _ pieces: Int) async throws(DemoProblem) -> (
        number: String, pay: String
    ) {
        let placed = try await post(
            "order/buy",
            ["goods_id": "\(goods)", "number": "\(pieces)", "notify_mobile": "13800000000"]
        )
        guard let number = placed["order_no"]?.string,
            let package = placed["sdk_config"]?["package"]?.string
        else { throw DemoProblem("order/buy gives nothing to pay with") }
        return (number, String(package.dropFirst("prepay_id=".count)))
    }

    /// The phone pays, and the order is paid a moment later.
    func pay(_ prepayID: String, for number: String) async throws(DemoProblem) {
        try await sandbox.post(
            "/sandbox/pay",
            json: .object(
                JSONObject(present: [
                    ("user", .string(name)), ("prepay_id", .string(prepayID)),
                ])
            )
        )
        try await awaitState(4, of: number)
    }

    func cancel(_ number: String) async throws(DemoProblem) {
        try await post("order/cancel", ["order_no": number])
    }

    func giveBack(_ number: String) async throws(DemoProblem) {
        try await post("order/refund", ["order_no": number])
    }

    /// The numbers that are shown at the counter.
    func vouchers(of number: String) async throws(DemoProblem) -> [String] {
        let order = try await get("order/detail", ["order_no": number])
        return order["items"]?.array?.compactMap { $0["verify_code"]?.string } ?? []
    }

    /// Waits for what others do to an order.
    func awaitState(_ state: Int64, of number: String) async throws(DemoProblem) {
        var last: Int64 = 0
        for _ in 0..<240 {
            last = try await get("order/detail", ["order_no": number])["status"]?.integer ?? 0
            if last == state { return }
            try await DemoPause.seconds(0.25)
        }
        throw DemoProblem("order \(number) is in state \(last), not in \(state)")
    }
}
