import JSON

extension DemoStage {
    /// Does one act.
    func perform(_ act: DemoPlay.Act, in show: inout DemoShow) async throws(DemoProblem) {
        switch act {
        case .pay: break
        case .dig(let count):
            for _ in 0..<count where try await !dig(in: &show) { return }
        case .digOut:
            while try await dig(in: &show) {}
        case .claim(let count):
            for index in show.winners.indices.prefix(count) {
                try await claim(index, in: &show)
            }
        case .accept(let count):
            for winner in show.winners.prefix(count) { try await accept(winner.person) }
        case .redeem(let count):
            for winner in show.winners.prefix(count) { try await redeem(winner, in: show) }
        case .share:
            let sharer = try await person(show.number + 20)
            _ = try done(
                await gateway.post(
                    "/api/treasure/getSharePic",
                    ["code": show.code],
                    token: sharer.token
                ),
                "getSharePic"
            )
        case .end:
            let answer = try await gateway.post(
                "/api/treasure/endTask",
                ["code": show.code],
                token: show.publisher.token
            )
            // Diggers may have been lucky: with its last prize a task ends by itself.
            if answer["msg"]?.string != "任务已结束" { _ = try done(answer, "endTask") }
        case .office(let step):
            try await gateway.post(
                "/admin/treasure/tasks/\(show.code)/\(step)",
                ["reason": "demo"],
                token: adminKey
            )
        }
    }

    /// The next person digs, once: nobody waits for a cool-down. False when it has ended, or
    /// everybody has dug.
    private func dig(in show: inout DemoShow) async throws(DemoProblem) -> Bool {
        guard show.next < DemoPerson.count else { return false }
        let digger = try await person(show.number + show.next)
        show.next += 1
        let answer = try await gateway.post(
            "/api/treasure/digTask",
            ["code": show.code],
            token: digger.token
        )
        guard answer["status"]?.integer == 0 else { return false }
        if answer["is_prize"]?.integer == 1 { show.winners.append(.init(person: digger)) }
        return true
    }

    private func claim(_ index: Int, in show: inout DemoShow) async throws(DemoProblem) {
        let answer = try await gateway.post(
            "/api/treasure/drawPrize",
            [
                "code": show.code, "name": "张三", "phone": "13800000000",
                "address": "江西省赣州市章贡区金桔路 1 号",
            ],
            token: show.winners[index].person.token
        )
        show.winners[index].verifyCode = try done(answer, "drawPrize")["verify_code"]?.string
    }

    /// On the phone, as `wx.requestMerchantTransfer` asks.
    private func accept(_ winner: DemoPerson) async throws(DemoProblem) {
        for _ in 0..<40 {
            let ledger = try await sandbox.get("/sandbox/ledger", ["limit": "200"])
            let waiting = ledger["transfers"]?.array?
                .first {
                    $0["openid"]?.string == winner.openid
                        && $0["state"]?.string == "WAIT_USER_CONFIRM"
                }
            if let number = waiting?["out_bill_no"]?.string {
                try await sandbox.post("/sandbox/transfers/\(number)/confirm")
                return
            }
            try await DemoPause.seconds(0.25)
        }
        throw DemoProblem("no red packet waits for \(winner.name)")
    }

    private func redeem(
        _ winner: DemoShow.Winner,
        in show: DemoShow
    ) async throws(DemoProblem) {
        guard let code = winner.verifyCode else { throw DemoProblem("no code to be redeemed") }
        _ = try done(
            await gateway.post(
                "/api/treasure/verifyPrize",
                ["code": show.code, "verify_code": code],
                token: show.publisher.token
            ),
            "verifyPrize"
        )
    }
}
