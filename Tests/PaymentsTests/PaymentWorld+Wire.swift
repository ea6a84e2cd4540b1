import Contracts
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit

@testable import Payments

/// Sums of the sandbox's ledger.
struct Ledger {
    let paid: Int64
    let refunded: Int64
    let transferred: Int64

    init(_ json: JSONValue) {
        func sum(_ list: String, _ isCounted: (JSONValue) -> Bool, _ fen: (JSONValue) -> Int64?)
            -> Int64
        {
            (json[list]?.array ?? []).filter(isCounted).compactMap(fen).reduce(0, +)
        }
        paid = sum("payments", { $0["transaction_id"] != nil }) { $0["amount"]?["total"]?.integer }
        refunded = sum("refunds", { $0["status"]?.string == "SUCCESS" }) {
            $0["amount"]?["refund"]?.integer
        }
        transferred = sum("transfers", { $0["state"]?.string == "SUCCESS" }) {
            $0["transfer_amount"]?.integer
        }
    }
}

/// Where the sandbox's callbacks arrive.
final class Ear: Sendable {
    private let held = Locked<ServiceHarness?>(nil)

    var callbacks: ServiceHarness? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }

    func hear(_ request: ClientRequest) async throws(ClientFailure) -> ClientResponse {
        guard let callbacks else { throw .unreachable }
        return try await callbacks.exchange(request)
    }
}

/// The service whose address the callbacks go to.
struct CallbackOwner: PaymentOwner {
    static let payCallbacks = PayCallbackRoutes.treasure

    let payments: PaymentService
}

extension ServiceHarness {
    /// A call as it would go over the wire; what breaks off there breaks off here.
    func exchange(
        _ request: ClientRequest
    ) async throws(ClientFailure) -> ClientResponse {
        guard let target = RequestTarget(request.target) else { throw .malformedRequest }
        let response = await respond(
            to: Request(
                method: request.method,
                target: target,
                headers: request.headers,
                body: request.body
            )
        )
        do {
            return ClientResponse(
                status: response.status.code,
                headers: response.headers,
                body: .bytes(try await response.body.collect(upTo: 64 << 20))
            )
        } catch {
            throw .disconnected
        }
    }
}
