public import Basics
public import HTTPClient
public import Loops

extension WeChatPayClient {
    /// The real calls.
    ///
    /// With a `publicKey` answers are asked to be signed with it, without one by a certificate.
    /// Whatever is asked for, callbacks and answers are taken with a certificate and with any of
    /// the public keys that are known: a merchant changes over within days. Certificates are
    /// downloaded as they are needed and kept. `clock` is the real one; private-key work goes to
    /// the `workers`.
    public static func live(
        origin: Origin,
        credentials: PayCredentials,
        publicKey: PayPublicKey? = nil,
        otherPublicKeys: [PayPublicKey] = [],
        clock: Clock = .system,
        random: RandomSource,
        workers: WorkerPool,
        transport: @escaping Transport
    ) -> WeChatPayClient {
        let exchange = PayExchange(
            origin: origin,
            credentials: credentials,
            publicKeyID: publicKey?.id,
            clock: clock,
            random: random,
            workers: workers,
            transport: transport
        )
        let verifier = PayVerifier(clock: clock)
        let calls = PayCalls(
            exchange: exchange,
            verifier: verifier,
            keyring: PlatformKeyring(
                exchange,
                verifier,
                (publicKey.map { [$0] } ?? []) + otherPublicKeys
            )
        )
        return WeChatPayClient(calls)
    }

    private init(_ calls: PayCalls) {
        self.init(
            placeOrder: { order throws(PayFailure) in try await calls.place(order) },
            payment: { number throws(PayFailure) in try await calls.payment(number) },
            closeOrder: { number throws(PayFailure) in try await calls.close(number) },
            refund: { order throws(PayFailure) in try await calls.refund(order) },
            refundState: { number throws(PayFailure) in try await calls.refundState(number) },
            transfer: { order throws(PayFailure) in try await calls.transfer(order) },
            transferState: { number throws(PayFailure) in try await calls.transferState(number) },
            cancelTransfer: { number throws(PayFailure) in try await calls.cancel(number) },
            tradeBill: { day throws(PayFailure) in
                try await calls.bill("/v3/bill/tradebill?bill_date=\(day.text)&bill_type=ALL")
            },
            fundFlowBill: { day throws(PayFailure) in
                try await calls.bill("/v3/bill/fundflowbill?bill_date=\(day.text)")
            },
            paymentArguments: { appid, prepayID throws(PayFailure) in
                try await calls.arguments(appid, prepayID)
            },
            event: { headers, body throws(PayFailure) in try await calls.event(headers, body) }
        )
    }
}
