import Basics
import SMS
import Testing

/// The vectors of Tencent Cloud's and Aliyun's documentation.
@Suite struct SigningTests {
    private static let body = Bytes(
        #"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#
            .utf8
    )
    private static let two = [
        ("content-type", "application/json; charset=utf-8"),
        ("host", "cvm.tencentcloudapi.com"),
    ]
    private static let stars = String(repeating: "*", count: 32)

    @Test(arguments: [
        (
            two, "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
            "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
        ),
        (
            two, "Gu5t9xGARNpq86cd98joQYCN3*******",
            "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c"
        ),
        (
            two + [("x-tc-action", " DescribeInstances ")], stars,
            "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
        ),
    ])
    func tc3(_ headers: [(String, String)], _ secret: String, _ signature: String) {
        let signing = TC3(
            service: "cvm",
            timestamp: 1_551_113_065,
            headers: headers.map { (name: $0.0, value: $0.1) }
        )
        #expect(signing.scope == "2019-02-25/cvm/tc3_request")
        #expect(signing.signature(Self.body, secret: secret) == signature)
        #expect(
            signing.authorization(Self.body, keyID: "AKID", secret: secret)
                == "TC3-HMAC-SHA256 Credential=AKID/2019-02-25/cvm/tc3_request, SignedHeaders="
                + headers.map { $0.0 }.joined(separator: ";") + ", Signature=\(signature)"
        )
    }

    @Test func acs3() {
        let signing = ACS3(
            query: [
                ("RegionId", "cn-shanghai"),
                ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
            ],
            headers: [
                ("host", "ecs.cn-shanghai.aliyuncs.com"),
                ("x-acs-action", "RunInstances"),
                (
                    "x-acs-content-sha256",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                ),
                ("x-acs-date", "2023-10-26T10:22:32Z"),
                ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                ("x-acs-version", "2014-05-26"),
            ]
        )
        #expect(
            signing.signature([], secret: "YourAccessKeySecret")
                == "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        )
    }
}
