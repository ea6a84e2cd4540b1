import Basics
import HTTP
import HTTPClient
import SMS
import Testing

@Suite struct ClientTests {
    private static let tencent = SMSAccount(
        .tencent(sdkAppID: "1400006666", region: "ap-guangzhou"),
        keyID: "AKID",
        secret: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
    )
    private static let aliyun = SMSAccount(.aliyun, keyID: "AK", secret: "s3cret")
    private static let template = SMSTemplate(sign: "腾讯云", id: "1110")

    /// Asks and keeps what was sent.
    private static func send(
        _ account: SMSAccount,
        to mobile: String = "+8618501234444",
        answer: @escaping @Sendable (ClientRequest) throws(ClientFailure) -> ClientResponse
    ) async throws {
        let client = SMSClient.live(
            account,
            origin: try #require(Origin(account.usualOrigin)),
            clock: Clock { UnixTime(seconds: 1_551_113_065) },
            random: RandomSource { Bytes(repeating: 7, count: $0) }
        ) { request throws(ClientFailure) in try answer(request) }
        try await client.send(SMSMessage(to: mobile, template, [.init("code", "4370")]))
    }

    private static func answer(_ status: Int, _ body: String) -> ClientResponse {
        ClientResponse(status: status, body: .bytes(Bytes(body.utf8)))
    }

    /// The vector that was derived for this very message.
    @Test func tencentRequest() async throws {
        try await Self.send(Self.tencent) { request throws(ClientFailure) in
            guard case .bytes(let body) = request.body else { throw .brokenAnswer }
            #expect(
                String(decoding: body, as: UTF8.self)
                    == #"{"PhoneNumberSet":["+8618501234444"],"SmsSdkAppId":"1400006666","#
                    + #""SignName":"腾讯云","TemplateId":"1110","TemplateParamSet":["4370"]}"#
            )
            #expect(request.address == .tcp(host: "sms.tencentcloudapi.com", port: 443))
            #expect(request.tls)
            #expect(!request.repeatable)
            #expect(request.headers["X-TC-Version"] == "2021-01-11")
            #expect(request.headers["X-TC-Timestamp"] == "1551113065")
            #expect(
                request.headers["Authorization"]
                    == "TC3-HMAC-SHA256 Credential=AKID/2019-02-25/sms/tc3_request, "
                    + "SignedHeaders=content-type;host;x-tc-action, Signature="
                    + "b89ccc86f14a361e58f59dae8f0883417842ac58b977e8f4a0f483c9d5d38718"
            )
            return Self.answer(
                200,
                #"{"Response":{"SendStatusSet":[{"Code":"Ok","Message":"send success"}],"#
                    + #""RequestId":"r"}}"#
            )
        }
    }

    @Test(arguments: [
        ("13800138001", "13800138001"), ("+8613800138001", "13800138001"),
        ("+447700900123", "447700900123"),
    ])
    func aliyunRequest(_ mobile: String, _ number: String) async throws {
        try await Self.send(Self.aliyun, to: mobile) { request throws(ClientFailure) in
            #expect(
                request.target == "/?PhoneNumbers=\(number)&SignName=%E8%85%BE%E8%AE%AF%E4%BA%91"
                    + "&TemplateCode=1110&TemplateParam=%7B%22code%22%3A%224370%22%7D"
            )
            #expect(request.headers["x-acs-date"] == "2019-02-25T16:44:25Z")
            #expect(request.headers["Host"] == "dysmsapi.aliyuncs.com")
            #expect(request.headers["Authorization"]?.hasPrefix("ACS3-HMAC-SHA256 ") == true)
            return Self.answer(200, #"{"Code":"OK","Message":"OK","BizId":"1","RequestId":"r"}"#)
        }
    }

    private static func refusal(_ code: String) -> SMSFailure {
        .configuration(SMSRefusal(code: code, message: "m"))
    }

    @Test(
        arguments: [
            ("LimitExceeded.PhoneNumberThirtySecondLimit", .limitReached),
            ("LimitExceeded.PhoneNumberDailyLimit", .limitReached),
            ("LimitExceeded.DeliveryFrequencyLimit", .limitReached),
            ("InvalidParameterValue.IncorrectPhoneNumber", .badNumber),
            ("FailedOperation.PhoneNumberInBlacklist", .badNumber),
            ("InternalError", .busy), ("InternalError.SendAndRecvFail", .busy),
            ("RequestLimitExceeded", .busy),
            (
                "FailedOperation.InsufficientBalanceInSmsPackage",
                refusal("FailedOperation.InsufficientBalanceInSmsPackage")
            ),
            ("AuthFailure.SignatureFailure", refusal("AuthFailure.SignatureFailure")),
        ] as [(String, SMSFailure)]
    )
    func tencentFailures(_ code: String, _ failure: SMSFailure) async throws {
        for body in [
            #"{"Response":{"SendStatusSet":[{"Code":"\#(code)","Message":"m"}],"RequestId":"r"}}"#,
            #"{"Response":{"Error":{"Code":"\#(code)","Message":"m"},"RequestId":"r"}}"#,
        ] {
            await #expect(throws: failure) {
                try await Self.send(Self.tencent) { _ throws(ClientFailure) in
                    Self.answer(200, body)
                }
            }
        }
    }

    @Test(
        arguments: [
            ("isv.BUSINESS_LIMIT_CONTROL", .limitReached), ("isv.DAY_LIMIT_CONTROL", .limitReached),
            ("isv.MOBILE_NUMBER_ILLEGAL", .badNumber), ("isp.SYSTEM_ERROR", .busy),
            ("Throttling.User", .busy), ("isv.AMOUNT_NOT_ENOUGH", refusal("isv.AMOUNT_NOT_ENOUGH")),
            ("SignatureDoesNotMatch", refusal("SignatureDoesNotMatch")),
        ] as [(String, SMSFailure)]
    )
    func aliyunFailures(_ code: String, _ failure: SMSFailure) async throws {
        for status in [200, 400] {
            await #expect(throws: failure) {
                try await Self.send(Self.aliyun) { _ throws(ClientFailure) in
                    Self.answer(status, #"{"Code":"\#(code)","Message":"m","RequestId":"r"}"#)
                }
            }
        }
    }

    @Test func noAnswer() async throws {
        for account in [Self.tencent, Self.aliyun] {
            for (status, body) in [(200, ""), (200, "<html>"), (200, "{}"), (500, "x")] {
                await #expect(throws: SMSFailure.brokenAnswer) {
                    try await Self.send(account) { _ throws(ClientFailure) in
                        Self.answer(status, body)
                    }
                }
            }
            await #expect(throws: SMSFailure.busy) {
                try await Self.send(account) { _ throws(ClientFailure) in Self.answer(503, "") }
            }
            await #expect {
                try await Self.send(account) { _ throws(ClientFailure) in throw .timedOut }
            } throws: { error in
                guard case .unreachable(let unanswered) = error as? SMSFailure else { return false }
                return unanswered.failure == .timedOut && unanswered.peer.hasSuffix(":443")
            }
        }
        await #expect(throws: SMSFailure.unstubbed) {
            try await SMSClient.unstubbed.send(SMSMessage(to: "1", Self.template, []))
        }
    }

    @Test func secretsDoNotPrint() {
        let message = SMSMessage(to: "13800138001", Self.template, [.init("code", "4370")])
        var dumped = ""
        dump(message, to: &dumped)
        dump(Self.aliyun, to: &dumped)
        for text in ["\(message)", "\(Self.aliyun)", dumped] {
            #expect(!text.contains("4370"))
            #expect(!text.contains("138001"))
            #expect(!text.contains("s3cret"))
        }
    }
}
