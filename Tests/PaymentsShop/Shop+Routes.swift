import Basics
import HTTP
import JSON
import Jobs
import Loops
import Payments
import ServiceKit
import Storage
import WeChatPay

extension Shop {
    func addRoutes(to definition: inout ServiceDefinition) throws {
        try definition.add([PayCallback<Shop>.self], by: self)
        control("orders", in: &definition, addOrder)
        control("pay", in: &definition, pay)
        control("cancel", in: &definition, cancel)
        control("refund", in: &definition, refund)
        control("prize", in: &definition, prize)
        control("take-back", in: &definition, takeBack)
        control("stop", in: &definition, stop)
        control("refuse", in: &definition, refuse)
        control("retry", in: &definition, retry)
        control("book", in: &definition, book)
        control("bill", in: &definition, bill)
    }

    /// `POST /shop/<name>` with a JSON object.
    private func control(
        _ name: String,
        in definition: inout ServiceDefinition,
        _ action: @escaping @Sendable (JSONValue) async throws -> JSONValue
    ) {
        definition.handle(.post("/shop/\(name)")) { call in
            do {
                let body = try await call.request.body.collect(upTo: 64 * 1024)
                let answer = try await action(body.isEmpty ? .null : try JSON.parse(body))
                return .json(try JSONOutput.encode(answer))
            } catch {
                return .text("\(error)", status: .internalServerError)
            }
        }
    }

    private func id(_ input: JSONValue) -> ID<ShopOrder> { ID(input["order"]?.integer ?? 0) }

    // MARK: Buying

    private func addOrder(_ input: JSONValue) async throws -> JSONValue {
        let order = try await database.write { unit in
            try ShopStore(unit.connection).add(
                mchid: input["mchid"]?.string ?? "",
                fen: input["fen"]?.integer ?? 0,
                expiresAt: unit.now.adding(seconds: input["seconds"]?.integer ?? 1800)
            )
        }
        return .object(JSONObject([("order", .integer(order.id.rawValue))]))
    }

    private func pay(_ input: JSONValue) async throws -> JSONValue {
        let id = id(input)
        let arguments = try await payments.pay(refusing: { $0 }) { unit in
            guard let order = try ShopStore(unit.connection).order(id), order.state == .unpaid
            else {
                throw PaymentRefusal.closed
            }
            return PaymentRequest(
                ref: order.ref,
                mchid: order.mchid,
                appid: input["appid"]?.string ?? "",
                openid: input["openid"]?.string ?? "",
                description: "金桔一斤",
                amount: Money(fen: order.fen),
                expiresAt: order.expiresAt
            )
        }
        return .object(JSONObject([("package", .string(arguments.package))]))
    }

    /// The buyer does not want it any more: at once here, and money that comes goes back.
    private func cancel(_ input: JSONValue) async throws -> JSONValue {
        let id = id(input)
        let closing = try await database.write { unit in
            let store = ShopStore(unit.connection)
            guard let order = try store.order(id) else { throw Refused() }
            _ = try store.set(.cancelled, of: id, from: .unpaid)
            return try payments.close(order.ref, in: unit)
        }
        return .string("\(closing)")
    }

    private func refund(_ input: JSONValue) async throws -> JSONValue {
        let id = id(input)
        let opening = try await database.write { unit in
            guard let order = try ShopStore(unit.connection).order(id) else { throw Refused() }
            return try payments.refund(
                RefundRequest(
                    ref: order.refundRef,
                    payment: order.ref,
                    amount: Money(fen: input["fen"]?.integer ?? order.fen),
                    reason: "不要了"
                ),
                in: unit
            )
        }
        switch opening {
        case .written(let row), .known(let row):
            let state = try await payments.push(refund: row.id)?.state ?? row.state
            return .object(JSONObject([("state", .string(state.rawValue))]))
        case .refused(let refusal):
            return .object(JSONObject([("refused", .string("\(refusal)"))]))
        }
    }

    // MARK: Winning

    private func prize(_ input: JSONValue) async throws -> JSONValue {
        let id = id(input)
        let opening = try await database.write { unit in
            guard let order = try ShopStore(unit.connection).order(id) else { throw Refused() }
            return try payments.transfer(
                TransferRequest(
                    ref: order.prizeRef,
                    fund: order.ref,
                    appid: input["appid"]?.string ?? "",
                    openid: input["openid"]?.string ?? "",
                    amount: Money(fen: input["fen"]?.integer ?? 0),
                    terms: TransferTerms(
                        sceneID: "1000",
                        remark: "挖宝红包",
                        reports: [
                            TransferOrder.Report("活动名称", "挖宝"),
                            TransferOrder.Report("奖励说明", "红包"),
                        ],
                        style: .redPacket
                    )
                ),
                in: unit
            )
        }
        switch opening {
        case .written(let row), .known(let row):
            let present = try await payments.push(transfer: row.id) ?? row
            return .object(
                JSONObject([
                    ("number", .string(present.number)),
                    ("state", .string(present.state.rawValue)),
                    ("package", .string(present.phoneArguments?.package ?? "")),
                ])
            )
        case .refused(let refusal):
            return .object(JSONObject([("refused", .string("\(refusal)"))]))
        }
    }

    private func takeBack(_ input: JSONValue) async throws -> JSONValue {
        let id = id(input)
        let state = try await database.write { unit -> String in
            guard let order = try ShopStore(unit.connection).order(id),
                let row = try payments.transfer(of: order.prizeRef, in: unit.connection)
            else { throw Refused() }
            return try office.cancel(transfer: row.id, in: unit).state.rawValue
        }
        return .string(state)
    }

    private func stop(_ input: JSONValue) async throws -> JSONValue {
        let mchid = input["mchid"]?.string ?? ""
        let isStopped = input["is_stopped"]?.bool ?? true
        try await database.write { unit in
            try office.setStopped(isStopped, account: mchid, in: unit)
        }
        return .null
    }

    private func refuse(_ input: JSONValue) async throws -> JSONValue {
        refusals.withLock { $0 = Int(input["times"]?.integer ?? 1) }
        return .null
    }

    /// Everything that is stuck is tried at once.
    private func retry(_ input: JSONValue) async throws -> JSONValue {
        try await database.write { unit in
            for row in try office.stuckRefunds(limit: 100, in: unit.connection) {
                _ = try office.retry(refund: row.id, in: unit)
            }
            for row in try office.stuckTransfers(limit: 100, in: unit.connection) {
                _ = try office.retry(transfer: row.id, in: unit)
            }
        }
        return .null
    }
}
