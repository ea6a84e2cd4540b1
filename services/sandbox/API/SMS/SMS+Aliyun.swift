import ServiceKit
import Basics
import Crypto
import HTTP
import JSON
import SMS
import Storage

extension SMSAPI {
    /// Aliyun's `SendSms` of 2017-05-25: `POST /?…` with `x-acs-action`, signed with
    /// ACS3-HMAC-SHA256; and, as older SDKs ask, with all of it as parameters, signed with HMAC-SHA1.
    enum Aliyun {
        private static let freshSeconds: Int64 = 900
        private static let maximumNumbers = 1000
        /// Has to be signed beside all that begins with `x-acs-`.
        private static let signed = ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date"]

        struct Output: Encodable {
            let Code: String
            let Message: String
            var BizId: String?
            let RequestId: String
        }

        static func answer(
            _ request: SMSRequest,
            by sandbox: Sandbox
        ) async throws -> (Output, HTTP.Status) {
            let id = sandbox.requestID()
            do {
                guard var query = request.query, let form = request.form else {
                    throw CloudError.aliyunQuery
                }
                if isRPC(request) {
                    query += form
                    try check(query, at: sandbox.clock.real.now())
                } else {
                    try check(request, query, at: sandbox.clock.real.now())
                }
                try await send(query, by: sandbox)
                let number = sandbox.random.integer(below: 1 << 50)
                return (Output(Code: "OK", Message: "OK", BizId: "\(number)^0", RequestId: id), .ok)
            } catch let error as CloudError {
                return (
                    Output(Code: error.code, Message: error.message, RequestId: id), error.status
                )
            } catch let problem as SMSProblem {
                let (code, message) = problem.aliyun
                return (Output(Code: code, Message: message, RequestId: id), .ok)
            }
        }

        private static func check(
            _ request: SMSRequest,
            _ query: [(name: String, value: String)],
            at now: UnixTime
        ) throws {
            guard
                let claim = CloudAuthorization(
                    request.header("Authorization"),
                    algorithm: ACS3.algorithm
                )
            else { throw CloudError.aliyunAuthorization }
            guard request.header("x-acs-action") == "SendSms",
                request.header("x-acs-version") == "2017-05-25"
            else { throw CloudError.aliyunAction }
            guard let date = UnixTime(rfc3339: request.header("x-acs-date")),
                (now.adding(seconds: -freshSeconds)...now.adding(seconds: freshSeconds))
                    .contains(date)
            else { throw CloudError.aliyunExpired }
            guard claim.credential == SMSDemoAccount.keyID else {
                throw CloudError.accessKeyUnknown
            }
            let expected = request.signed(claim.signedHeaders).map {
                ACS3(query: query, headers: $0)
                    .signature(request.body, secret: SMSDemoAccount.secret)
            }
            let names = Set(claim.signedHeaders.split(separator: ";").map(String.init))
            guard
                let expected,
                names.isSuperset(of: signed),
                request.header("x-acs-content-sha256") == Hex.encode(SHA256.hash(request.body)),
                ConstantTime.equal(Bytes(expected.utf8), Bytes(claim.signature.utf8))
            else {
                RequestTrace.current?.refuse(
                    CloudSignatureAdvice.aliyun(request, claim, query, needed: signed)
                )
                throw CloudError.aliyunSignature
            }
        }

        /// Whether everything stands in the parameters, the signature, too.
        static func isRPC(_ request: SMSRequest) -> Bool {
            !request.headers.contains("x-acs-action")
                && ((request.query ?? []) + (request.form ?? [])).contains { $0.name == "Action" }
        }

        /// Signature version 1.0: over the method, the path and the parameters in order, under the
        /// secret and a `&`.
        private static func check(
            _ parameters: [(name: String, value: String)],
            at now: UnixTime
        ) throws {
            let fields = Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in first }
            guard fields["Action"] == "SendSms", fields["Version"] == "2017-05-25" else {
                throw CloudError.aliyunAction
            }
            guard let date = fields["Timestamp"].flatMap({ UnixTime(rfc3339: $0) }),
                (now.adding(seconds: -freshSeconds)...now.adding(seconds: freshSeconds))
                    .contains(date)
            else { throw CloudError.aliyunExpired }
            guard fields["AccessKeyId"] == SMSDemoAccount.keyID else {
                throw CloudError.accessKeyUnknown
            }
            let canonical = parameters.filter { $0.name != "Signature" }
                .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
                .map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
                .joined(separator: "&")
            let text = "POST&%2F&" + PercentCoding.encode(canonical)
            let key = Bytes((SMSDemoAccount.secret + "&").utf8)
            let expected = HMAC.sha1(key: key, Bytes(text.utf8))
            guard fields["SignatureMethod"] == "HMAC-SHA1", fields["SignatureVersion"] == "1.0",
                fields["SignatureNonce"]?.isEmpty == false,
                let claimed = fields["Signature"].flatMap({ Base64.decode($0) }),
                ConstantTime.equal(expected, claimed)
            else {
                RequestTrace.current?.refuse(
                    CloudSignatureAdvice.aliyun(canonical, claimed: fields["Signature"])
                )
                throw CloudError.aliyunSignature
            }
        }

        /// To all the numbers or to none.
        private static func send(
            _ query: [(name: String, value: String)],
            by sandbox: Sandbox
        ) async throws {
            let fields = Dictionary(query.map { ($0.name, $0.value) }) { first, _ in first }
            guard let numbers = fields["PhoneNumbers"], !numbers.isEmpty else {
                throw CloudError.aliyunMissing("PhoneNumbers")
            }
            guard let template = fields["TemplateCode"] else {
                throw CloudError.aliyunMissing("TemplateCode")
            }
            let list = numbers.split(separator: ",", omittingEmptySubsequences: false)
            let mobiles = list.compactMap { normal(String($0)) }
            guard mobiles.count == list.count, list.count <= maximumNumbers else {
                throw SMSProblem.numberIllegal
            }
            let values = try values(fields["TemplateParam"])
            try await sandbox.database.write { connection in
                for mobile in mobiles {
                    let message = TextMessage(
                        provider: .aliyun,
                        mobile: mobile,
                        sign: fields["SignName"] ?? "",
                        template: template,
                        values: values
                    )
                    try sandbox.send(message, connection)
                }
            }
        }

        /// Foreign numbers come with their country's code and without a `+`.
        private static func normal(_ number: String) -> String? {
            MobileNumber.normal(number) ?? MobileNumber.normal("+" + number)
        }

        /// A JSON object of texts and numbers.
        private static func values(_ text: String?) throws -> [TextMessage.Value] {
            guard let text, !text.isEmpty else { return [] }
            guard let members = (try? JSON.parse(Bytes(text.utf8)))?.object?.members else {
                throw CloudError.jsonIllegal
            }
            return members.map { name, value in
                let text = value.string ?? value.integer.map(String.init) ?? ""
                return TextMessage.Value(name: name, text: text)
            }
        }
    }
}

extension CloudError {
    fileprivate static let aliyunQuery = CloudError(
        code: "InvalidParameter",
        message: "The query is not coded as one."
    )
    fileprivate static let aliyunAuthorization = CloudError(
        code: "MissingAuthorization",
        message: "Authorization is mandatory for this action."
    )
    fileprivate static let aliyunAction = CloudError(
        code: "InvalidAction.NotFound",
        message: "Specified api is not found, please check your url and method.",
        status: .notFound
    )
    fileprivate static let aliyunExpired = CloudError(
        code: "InvalidTimeStamp.Expired",
        message: "Specified time stamp or date value is expired."
    )
    fileprivate static let accessKeyUnknown = CloudError(
        code: "InvalidAccessKeyId.NotFound",
        message: "Specified access key is not found.",
        status: .notFound
    )
    fileprivate static let aliyunSignature = CloudError(
        code: "SignatureDoesNotMatch",
        message: "Specified signature is not matched with our calculation."
    )
    fileprivate static let jsonIllegal = CloudError(
        code: "isv.INVALID_JSON_PARAM",
        message: "参数格式错误，请修改为字符串值",
        status: .ok
    )

    fileprivate static func aliyunMissing(_ name: String) -> CloudError {
        CloudError(code: "Missing\(name)", message: "\(name) is mandatory for this action.")
    }
}

extension SMSProblem {
    /// Code and message for all the numbers.
    fileprivate var aliyun: (code: String, message: String) {
        switch self {
        case .numberIllegal: ("isv.MOBILE_NUMBER_ILLEGAL", "非法手机号")
        case .signIllegal: ("isv.SMS_SIGNATURE_ILLEGAL", "短信签名不合法")
        case .templateIllegal: ("isv.SMS_TEMPLATE_ILLEGAL", "短信模板不合法")
        case .valuesMissing: ("isv.TEMPLATE_MISSING_PARAMETERS", "模板变量缺少参数")
        case .contentIllegal: ("isv.BLACK_KEY_CONTROL_LIMIT", "模板变量存在黑名单管控")
        case .tooSoon: ("isv.BUSINESS_LIMIT_CONTROL", "触发分钟级流控Permits:1")
        case .tooManyThisHour: ("isv.BUSINESS_LIMIT_CONTROL", "触发小时级流控Permits:5")
        case .tooManyToday: ("isv.BUSINESS_LIMIT_CONTROL", "触发天级流控Permits:10")
        }
    }
}
