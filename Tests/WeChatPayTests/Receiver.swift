import Basics
import HTTP
import HTTPServer
import JSON
import Loops
import Testing

@testable import WeChatPay

/// A merchant's address for callbacks: verifies, compares what was ordered, applies once, then
/// answers.
final class Receiver: Sendable {
    /// What came, in its order.
    struct Heard: Sendable {
        let event: PayEvent?
        let failure: PayFailure?
        let status: Int

        var number: String {
            switch event?.kind {
            case .payment(let payment): payment.outTradeNo
            case .refund(let refund): refund.outRefundNo
            case .transfer(let transfer): transfer.outBillNo
            case .other, nil: ""
            }
        }
    }

    private struct State {
        var heard: [Heard] = []
        /// Answered before anything is looked at.
        var refusals = 0
        var amounts: [String: Int64] = [:]
    }

    let url: String
    private let state: Locked<State>
    private let server: HTTPServer

    init(_ group: LoopGroup, _ client: WeChatPayClient) throws {
        let state = Locked(State())
        self.state = state
        server = HTTPServer(
            ServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)]),
            group: group
        ) { request in await Self.answer(request, client, state) }
        try server.start()
        guard case .tcp(_, let port)? = server.addresses.first else {
            throw PayFailure.ourFault(nil)
        }
        url = "http://127.0.0.1:\(port)/callbacks"
    }

    func stop() async {
        await server.drain()
    }

    var heard: [Heard] { state.withLock { $0.heard } }

    func heard(about number: String) -> [Heard] { heard.filter { $0.number == number } }

    /// The next callbacks are answered with 500.
    func refuse(_ count: Int) {
        state.withLock { $0.refusals = count }
    }

    /// What an order has to be about; anything else is refused.
    func expect(_ fen: Int64, for number: String) {
        state.withLock { $0.amounts[number] = fen }
    }

    private static func answer(
        _ request: Request,
        _ client: WeChatPayClient,
        _ state: Locked<State>
    ) async -> Response {
        let body = (try? await request.body.collect(upTo: 1 << 20)) ?? []
        let isRefused = state.withLock { state -> Bool in
            defer { state.refusals = max(state.refusals - 1, 0) }
            return state.refusals > 0
        }
        guard !isRefused else {
            return note(Heard(event: nil, failure: nil, status: 500), state)
        }
        do throws(PayFailure) {
            let event = try await client.event(request.headers, body)
            let amounts = state.withLock { $0.amounts }
            let status = isRight(event, amounts) ? 204 : 400
            return note(Heard(event: event, failure: nil, status: status), state)
        } catch {
            return note(Heard(event: nil, failure: error, status: 401), state)
        }
    }

    private static func isRight(_ event: PayEvent, _ amounts: [String: Int64]) -> Bool {
        guard case .payment(let payment) = event.kind else { return true }
        guard let fen = amounts[payment.outTradeNo] else { return true }
        return payment.total == Money(fen: fen)
    }

    private static func note(_ heard: Heard, _ state: Locked<State>) -> Response {
        state.withLock { $0.heard.append(heard) }
        return Response(Status(code: heard.status))
    }
}
