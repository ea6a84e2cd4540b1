import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import Payments
@testable import SandboxServer

extension PaymentWorld {
    func close(_ ref: String) async throws -> PaymentService.Closing {
        try await database.write { [payments] unit in
            try payments.close(ref, in: unit)
        }
    }

    /// As a restored file, or a mistake of ours, would have it.
    func forceClosed(_ ref: String) async throws {
        try await database.write { unit in
            try unit.connection.run("UPDATE pay_payment SET state = 'closed' WHERE ref = ?1", ref)
        }
    }

    /// xiaoming tries to pay, and cannot; nil where nothing stands in the way.
    func refusal(ofPaying prepayID: String) async -> ControlRefusal? {
        do {
            _ = try await pay.sandbox.database.read { connection in
                try pay.sandbox.payable(.prepay(id: prepayID), by: "xiaoming", connection)
            }
            return nil
        } catch {
            return error as? ControlRefusal
        }
    }

    /// WeChat Pay says everything once more.
    func resendCallbacks() async throws {
        let listed = try await control(.get, "/sandbox/callbacks")["callbacks"]?.array ?? []
        for callback in listed {
            guard let id = callback["id"]?.integer else { continue }
            try await control(.post, "/sandbox/callbacks/\(id)/resend")
        }
    }

    func refund(_ ref: String, of payment: String, fen: Int64) async throws -> RefundOpening {
        try await database.write { [payments] unit in
            try payments.refund(
                RefundRequest(
                    ref: ref,
                    payment: payment,
                    amount: Money(fen: fen),
                    reason: "不要了"
                ),
                in: unit
            )
        }
    }

    func refund(_ ref: String) async throws -> RefundRecord? {
        try await database.read { try payments.refund(of: ref, in: $0) }
    }

    func transfer(_ request: TransferRequest) async throws -> TransferOpening {
        try await database.write { [payments] unit in
            try payments.transfer(request, in: unit)
        }
    }

    func transfer(_ ref: String) async throws -> TransferRecord? {
        try await database.read { try payments.transfer(of: ref, in: $0) }
    }

    /// xiaoming accepts a transfer, or it fails.
    func confirm(_ number: String, failing reason: String? = nil) async throws {
        let body = reason.map { #"{"fail_reason":"\#($0)"}"# } ?? ""
        try await control(.post, "/sandbox/transfers/\(number)/confirm", body)
    }

    /// Does to the file what nobody should.
    func execute(_ sql: StaticString) async throws {
        try await database.write { unit in try unit.connection.run(sql) }
    }

    func write<Value: Sendable>(
        _ unit: @escaping @Sendable (UnitOfWork) throws -> Value
    ) async throws -> Value {
        try await database.write(unit)
    }
}

extension PaymentWorld {
    /// Has WeChat Pay treat merchants as those of before, who fetch certificates.
    static func giveCertificates(_ sandbox: Sandbox) async throws {
        // Whoever asks first has their keys made.
        for mchid in PayMerchant.known { _ = try await sandbox.payMerchant(mchid) }
        try await sandbox.database.write { connection in
            let store = PayMerchantStore(connection)
            for mchid in PayMerchant.known {
                var settings = try #require(try store.merchant(mchid)).settings
                settings.hasCertificates = true
                try store.set(settings, of: mchid)
            }
        }
    }
}
