import Basics
import Glibc
import HTTP
import JSON
import Processes
import TestKit
import Testing

extension Contracts {
    /// `make run` on an empty home, in a small size: what it plays is there, adds up, and is played once.
    @Suite
    struct DemoTests {
        @Test(
            "the demo is played to its end, adds up, and is played once",
            .timeLimit(.minutes(10))
        )
        func demo() async throws {
            let home = try TemporaryDirectory()
            let first = try await runner(at: home)
            try await first.waitForLine(containing: "demo: all is in", within: 400)
            let said = first.process.output.split(separator: "\n").filter { $0.hasPrefix("demo:") }
            // A catalogue, seven days, the way back to the present, ten tasks, and the end.
            #expect(said.count == 20, "\(said)")
            #expect(said.first?.contains("20 merchants with 100 goods in 10 cities") == true)
            let stage = try DemoAudience(first)
            try await stage.expectThePresent()
            let days = try await stage.expectOrders()
            try await stage.expectMerchants()
            try await stage.expectTasks()
            try await stage.expectNoDifferences(of: days)
            try await stage.expectSound()
            let before = try await stage.everything()
            first.process.send(SIGINT)
            #expect(try await first.process.exit(within: 30) == .code(0))

            let second = try await runner(at: home)
            try await second.waitForLine(containing: "api/query_balance")
            try await eventually(within: 30, "the demo sees that it was played") {
                try second.child(named: "kumquat-demo") == nil
            }
            #expect(!second.process.output.contains("demo:"), "\(second.process.output)")
            let again = try DemoAudience(second)
            try await again.expectThePresent()
            #expect(try await again.everything() == before)
            try await again.expectSound()
            second.process.send(SIGINT)
            #expect(try await second.process.exit(within: 30) == .code(0))
        }

        private func runner(at home: TemporaryDirectory) async throws -> Runner {
            try await Runner(
                home: home,
                port: FreePorts.block(),
                arguments: ["--demo"],
                settings: ["KUMQUAT_DEMO_SIZE": "small"]
            )
        }
    }
}

/// Who looks at what a demo has left behind.
private struct DemoAudience {
    private let runner: Runner
    private let gateway: TestClient
    private let sandbox: TestClient
    private let key: String

    init(_ runner: Runner) throws {
        self.runner = runner
        gateway = TestClient(port: runner.firstPort)
        sandbox = TestClient(port: runner.firstPort + 10)
        key = try TextFile.read(runner.home.file("var/admin.key")).filter { !$0.isWhitespace }
    }

    private func office(_ target: String) async throws -> JSONValue {
        let answer = try await gateway.get("/admin/\(target)", token: key)
        try #require(answer.status == 200, "\(target) \(answer.text)")
        return answer.json ?? .null
    }

    private func rows(_ target: String) async throws -> [JSONValue] {
        try await office(target)["rows"]?.array ?? []
    }

    func expectThePresent() async throws {
        let status = try await sandbox.get("/sandbox/status").json
        #expect(status?["offset_milliseconds"]?.integer == 0)
    }

    /// Nine orders a day, of every fate one; their money by day. Gives the days.
    func expectOrders() async throws -> [String] {
        let expected = [2: 7, 3: 7, 4: 21, 6: 14, 7: 14, 1: 0]
        for (status, count) in expected {
            let orders = try await rows("commerce/orders?status=\(status)&limit=100")
            #expect(orders.count == count, "\(status)")
        }
        let today = CivilZone.china.day(at: Clock.system.now())
        let figures = try await rows(
            "commerce/figures?from=\(today.adding(days: -10).text)&to=\(today.text)&by=day&limit=100"
        )
        let played = figures.filter { $0["placed"]?.integer != 0 }
        #expect(played.count == 7, "\(figures)")
        for day in played {
            #expect(day["placed"]?.integer == 9 && day["paid"]?.integer == 7, "\(day)")
        }
        let orders = try await rows("commerce/orders?limit=100")
        for (figure, member) in [("paid_in", "amount"), ("refunded_amount", "refunded_amount")] {
            let byDay = figures.compactMap { $0[figure]?.integer }.reduce(0, +)
            let byOrder = orders.filter { ![2, 3].contains($0["status"]?.integer) }
                .compactMap { $0[member]?.integer }.reduce(0, +)
            #expect(byDay == byOrder, "\(figure) \(orders.first ?? .null)")
            #expect(byDay > 0)
        }
        let pieces = figures.compactMap { $0["redeemed"]?.integer }.reduce(0, +)
        #expect(pieces >= 3 * 7)
        return played.compactMap { $0["day"]?.string }
    }

    /// Two in each of the ten cities, as somebody finds them, with pictures that are there.
    func expectMerchants() async throws {
        #expect(try await office("commerce/export/merchants?format=json").array?.count == 20)
        #expect(try await office("commerce/export/goods?format=json").array?.count == 100)
        #expect(try await rows("commerce/categories?limit=100").count == 28)
        let code = try await sandbox.post("/sandbox/code", json: ["user": "shopper0"])
        let login = try await gateway.post(
            "/api/user/wxLogin",
            form: ["code": try #require(code.json?["code"]?.string, "\(code.text)")]
        )
        let token = try #require(login.data?["token"]?.string, "\(login.text)")
        #expect(login.data?["userInfo"]?["mobile"]?.string == "13900001000")
        let cities = [
            110_100, 310_100, 440_100, 440_300, 330_100, 510_100, 500_100, 420_100, 610_100,
            320_100,
        ]
        var pictures: Set<String> = []
        for city in cities {
            let list = try await gateway.get(
                "/api/user/merchants?city_id=\(city)",
                token: token
            )
            #expect(list.data?["total"]?.integer == 2, "\(list.text)")
            for merchant in list.data?["list"]?.array ?? [] {
                // The address names the county that its place lies in.
                let area = try #require(merchant["area"]?.string)
                #expect(merchant["address"]?.string?.hasPrefix(area) == true, "\(merchant)")
                #expect(merchant["lowestAmount"]?.string != "0.00")
                if let logo = merchant["logo"]?.string { pictures.insert(logo) }
            }
        }
        #expect((1...8).contains(pictures.count))
        for picture in pictures {
            let path = picture.split(separator: "/", maxSplits: 2).last.map { "/\($0)" }
            let answer = try await gateway.get(try #require(path))
            #expect(answer.status == 200 && answer.headers["Content-Type"] == "image/jpeg")
        }
        let found = try await gateway.get(
            "/api/user/merchants?keyword=hg&lng=116.4074&lat=39.9142",
            token: token
        )
        #expect(found.data?["list"]?.array?.first?["city_id"]?.integer == 110_100, "\(found.text)")
    }

    func expectTasks() async throws {
        let tasks = try await rows("treasure/tasks?limit=100")
        #expect(tasks.count == 10, "\(tasks.count)")
        let states = Set(tasks.compactMap { $0["state"]?.string })
        #expect(states.isSuperset(of: ["open", "settled"]), "\(states)")
    }

    /// The bills of each day say what our books say.
    func expectNoDifferences(of days: [String]) async throws {
        for mchid in ["1660000109", "1660000217"] {
            for day in days {
                let answer = try await gateway.post(
                    "/admin/commerce/reconcile",
                    form: ["day": day, "mchid": mchid],
                    token: key
                )
                #expect(answer.status == 200, "\(answer.text)")
            }
        }
        #expect(try await rows("commerce/differences?all=1").isEmpty)
    }

    /// The commands that prove it.
    func expectSound() async throws {
        for service in ["treasure", "commerce"] {
            let verify = try await TestProcess.start(
                "kumquat-\(service)",
                arguments: ["verify"],
                environment: runner.environment.merging(["KUMQUAT_ENV": "sandbox"]) { $1 },
                output: runner.home.file("verify-\(service)-\(runner.firstPort).out")
            )
            #expect(try await verify.exit(within: 60) == .code(0), "\(verify.output)")
        }
    }

    /// What a second play would change; what time alone changes is left out.
    func everything() async throws -> [String] {
        let orders = try await rows("commerce/orders?limit=100").map { order in
            "\(order["order_no"]?.string ?? "") \(order["status"] ?? .null)"
        }
        let tasks = try await rows("treasure/tasks?limit=100").map { "\($0["code"] ?? .null)" }
        return [
            "\(orders)", "\(tasks)", "\(try await office("commerce/trail?limit=100"))",
            "\(try await office("commerce/export/goods?format=json"))",
        ]
    }
}
