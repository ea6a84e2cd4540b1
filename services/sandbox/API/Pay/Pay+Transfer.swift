import Basics
import Crypto
import JSON
import Loops
import ServiceKit
import Storage

extension PayAPI {
    /// `POST /v3/fund-app/mch-transfer/transfer-bills`: money for a user, who has a day to accept it.
    enum Transfer: PayEndpoint {
        static let route = RawRoute.post("/v3/fund-app/mch-transfer/transfer-bills")

        struct Output: Encodable {
            let out_bill_no: String
            let transfer_bill_no: String
            let create_time: String
            let state: String
            let fail_reason: String?
            /// For `wx.requestMerchantTransfer`, while it waits for the user.
            let package_info: String?

            init(_ transfer: PayTransfer) {
                out_bill_no = transfer.terms.outBillNo
                transfer_bill_no = transfer.transferBillNo
                create_time = CivilZone.china.rfc3339(
                    at: transfer.createdAt,
                    milliseconds: true
                )
                state = transfer.state.rawValue
                fail_reason = transfer.failReason.isEmpty ? nil : transfer.failReason
                package_info = transfer.state == .waiting ? transfer.packageInfo : nil
            }
        }

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let fields = try PayFields(call.body)
            var order = try terms(fields, call.keys.mchid, call.body, call.keyKind)
            try TransferScene.check(fields, order.scene)
            try checkStyle(fields, order.amount)
            order.userName = try await name(order, call, sandbox)
            let terms = order
            guard PayTransfer.bounds.contains(terms.amount.fen) else {
                throw PayError.transferOutOfBounds
            }
            let transfer = try await sandbox.database.write { connection in
                try sandbox.transfer(terms, connection)
            }
            return try .json(Output(transfer))
        }

        private static func terms(
            _ fields: PayFields,
            _ mchid: String,
            _ body: JSONValue,
            _ keyKind: PayKeyKind
        ) throws -> PayTransfer.Terms {
            PayTransfer.Terms(
                outBillNo: try fields.text(
                    "out_bill_no",
                    "商户单号",
                    1...32,
                    of: PayCharacters.isAlphanumeric
                ),
                mchid: mchid,
                appid: try fields.text("appid", "商户AppID", 1...32),
                openid: try fields.text("openid", "收款用户OpenID", 1...64),
                amount: try fields.amount("transfer_amount", "转账金额"),
                scene: try fields.text("transfer_scene_id", "转账场景ID", 1...36),
                remark: try fields.text("transfer_remark", "转账备注", 1...32),
                userName: try fields.optionalText("user_name", "收款用户姓名", 1...1024) ?? "",
                notifyURL: try fields.optionalAddress("notify_url", "通知地址") ?? "",
                fingerprint: PayFingerprint.of(body, leavingOut: ["user_name"]),
                keyKind: keyKind
            )
        }

        private static func checkStyle(_ fields: PayFields, _ amount: Money) throws {
            guard
                let style = try fields.optionalObject("user_recv_style", "用户收款样式"),
                let type = try style.optionalText("type", "样式类型", 1...32)
            else { return }
            guard ["CONFIRM_PAGE", "RED_PACKET"].contains(type) else {
                throw style.wrong("type", "样式类型", "枚举值不合法")
            }
            guard type != "RED_PACKET" || amount.fen <= PayTransfer.redPacketFen else {
                throw PayError.transferOutOfBounds
            }
        }

        /// A name has to be encrypted with the key that the request names.
        private static func name(
            _ terms: PayTransfer.Terms,
            _ call: PayCall,
            _ sandbox: Sandbox
        ) async throws -> String {
            let sealed = terms.userName
            guard !sealed.isEmpty else {
                guard terms.amount.fen < PayTransfer.namedFen else {
                    throw PayError.invalid("转账金额大于等于2000元时，收款用户姓名必填")
                }
                return ""
            }
            let key = call.keys.key(named: call.platformSerial, or: .certificate).key
            let opened = try? await sandbox.workers.run {
                try Base64.decode(sealed).map { try key.decryptOAEP($0) }
            }
            guard call.platformSerial != nil, let name = opened.flatMap({ $0 }) else {
                throw PayError.parameter("敏感信息解密失败", "/user_name")
            }
            return String(decoding: name, as: UTF8.self)
        }
    }
}
