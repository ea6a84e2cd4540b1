import Basics
import Images
import JSON
import Loops

/// Where plays are performed: the stack, and the people who have come so far.
final class DemoStage: Sendable {
    let gateway: DemoClient
    let sandbox: DemoClient
    let adminKey: String
    private let people = Locked<[Int: DemoPerson]>([:])

    init(gateway: DemoClient, sandbox: DemoClient, adminKey: String) {
        self.gateway = gateway
        self.sandbox = sandbox
        self.adminKey = adminKey
    }

    /// Publishes the play's task and does all of its acts.
    func perform(_ play: DemoPlay, number: Int) async throws(DemoProblem) {
        let publisher = try await person(number)
        // Nil where WeChat was faster with its verdict on the picture.
        guard let code = try await publish(play, number, by: publisher) else { return }
        var show = DemoShow(code: code, publisher: publisher, number: number)
        // A red packet is looked at as well, but opens only once it is paid.
        for act in play.acts {
            if case .pay = act {
                try await pay(play, show)
            } else {
                if !show.isOpen, play.opens { try await awaitOpening(&show) }
                try await perform(act, in: &show)
            }
        }
        if !show.isOpen, play.opens { try await awaitOpening(&show) }
    }

    /// The person with this number; they come in when they are needed first.
    func person(_ number: Int) async throws(DemoProblem) -> DemoPerson {
        let number = number % DemoPerson.count
        if let known = people.withLock({ $0[number] }) { return known }
        let person = try await DemoPerson(number, gateway: gateway, sandbox: sandbox)
        people.withLock { $0[number] = person }
        return person
    }

    /// What the contract says to a call that has to succeed.
    func done(_ answer: JSONValue, _ what: String) throws(DemoProblem) -> JSONValue {
        guard answer["status"]?.integer == 0 else {
            throw DemoProblem("\(what): \(answer["msg"]?.string ?? "no answer")")
        }
        return answer
    }

    // MARK: The beginning

    private func publish(
        _ play: DemoPlay,
        _ number: Int,
        by publisher: DemoPerson
    ) async throws(DemoProblem) -> String? {
        let picture: Bytes
        do throws(ImageFailure) {
            picture = try await ImageWorker.shared.run { () throws(ImageFailure) in
                try DemoPicture.draw(play.motif, number: number)
            }
        } catch {
            throw DemoProblem("a picture cannot be drawn: \(error)")
        }
        let kept = try done(
            await gateway.upload(picture, to: "/api/treasure/uploadFile", token: publisher.token),
            "uploadFile"
        )
        guard let url = kept["url"]?.string else { throw DemoProblem("uploadFile gives no url") }
        let (kind, money, handover) =
            switch play.prize {
            case .packet(let yuan): ("1", "\(yuan)", "")
            case .onSite: ("2", "", "1")
            case .byPost: ("2", "", "2")
            }
        let answer = try await gateway.post(
            "/api/treasure/publishTask",
            [
                "goods_type": kind, "url": url, "name": play.title, "synopsis": play.synopsis,
                "prize_num": "\(play.prizes)", "forecast_num": "\(play.forecast)",
                "money": money, "draw_type": handover,
                "interval": play.interval.map { "\($0)" } ?? "",
                "fluctuation": play.fluctuation.map { "\($0)" } ?? "",
                "is_public": play.isPublic ? "1" : "0",
            ],
            token: publisher.token
        )
        if case .forbidden = play.motif, answer["status"]?.integer != 0 { return nil }
        guard let code = try done(answer, "publishTask")["code"]?.string else {
            throw DemoProblem("publishTask gives no code")
        }
        return code
    }

    private func pay(_ play: DemoPlay, _ show: DemoShow) async throws(DemoProblem) {
        guard case .packet(let yuan) = play.prize else { return }
        let answer = try await gateway.post(
            "/api/treasure/payTask",
            ["code": show.code, "money": "\(yuan * play.prizes)"],
            token: show.publisher.token
        )
        // WeChat may have looked at the picture before.
        if !play.opens, answer["status"]?.integer != 0 { return }
        guard let package = try done(answer, "payTask")["package"]?.string else {
            throw DemoProblem("payTask gives no package")
        }
        try await sandbox.post(
            "/sandbox/pay",
            json: .object(
                JSONObject(present: [
                    ("user", .string(show.publisher.name)),
                    ("prepay_id", .string(String(package.dropFirst("prepay_id=".count)))),
                ])
            )
        )
    }

    /// WeChat looks at the picture, and auth tells us: that takes a moment.
    private func awaitOpening(_ show: inout DemoShow) async throws(DemoProblem) {
        for _ in 0..<120 {
            let details = try await gateway.get(
                "/api/treasure/getTaskDetails",
                ["code": show.code],
                token: show.publisher.token
            )
            if details["state"]?.string == "open" {
                show.isOpen = true
                return
            }
            try await DemoPause.seconds(0.25)
        }
        throw DemoProblem("a task does not open: \(show.code)")
    }
}

/// How far a task has come.
struct DemoShow: Sendable {
    let code: String
    let publisher: DemoPerson
    /// The play's.
    let number: Int
    var isOpen = false
    /// The next who digs.
    var next = 1
    var winners: [Winner] = []

    struct Winner: Sendable {
        let person: DemoPerson
        /// What they show on site.
        var verifyCode: String?
    }
}
