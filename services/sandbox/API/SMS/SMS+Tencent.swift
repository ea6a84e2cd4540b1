import ServiceKit
import Basics
import Crypto
import HTTP
import JSON
import SMS
import Storage

extension SMSAPI {
    /// Tencent Cloud's `SendSms` of 2021-01-11: `POST /` with `X-TC-Action`, signed with
    /// TC3-HMAC-SHA256.
    enum Tencent {
        /// A signature is good for that long, by the real time.
        private static let freshSeconds: Int64 = 300
        private static let maximumNumbers = 200

        struct Status: Encodable {
            let SerialNo: String
            let PhoneNumber: String
            let Fee: Int64
            let SessionContext: String
            let Code: String
            let Message: String
            let IsoCode: String
        }

        struct Output: Encodable {
            struct Response: Encodable {
                struct Failure: Encodable {
                    let Code: String
                    let Message: String
                }

                var SendStatusSet: [Status]?
                var Error: Failure?
                let RequestId: String
            }

            let Response: Response
        }

        static func answer(_ request: SMSRequest, by sandbox: Sandbox) async throws -> Output {
            let id = sandbox.requestID()
            do {
                try check(request, at: sandbox.clock.real.now())
                let statuses = try await send(try Order(request.body), by: sandbox)
                return Output(Response: Output.Response(SendStatusSet: statuses, RequestId: id))
            } catch let error as CloudError {
                return Output(Response: failure(error, id))
            }
        }

        static func failure(_ error: CloudError, _ id: String) -> Output.Response {
            Output.Response(
                Error: Output.Response.Failure(Code: error.code, Message: error.message),
                RequestId: id
            )
        }

        /// Who calls, and that it is they: the signature over what they said they signed.
        private static func check(_ request: SMSRequest, at now: UnixTime) throws {
            guard
                let claim = CloudAuthorization(
                    request.header("Authorization"),
                    algorithm: TC3.algorithm
                ),
                let slash = claim.credential.firstIndex(of: "/")
            else { throw CloudError.tencentAuthorization }
            guard request.header("X-TC-Action") == "SendSms" else { throw CloudError.action }
            guard request.header("X-TC-Version") == "2021-01-11" else { throw CloudError.version }
            guard !request.header("X-TC-Region").isEmpty else {
                throw CloudError.missing("X-TC-Region")
            }
            guard let timestamp = Int64(request.header("X-TC-Timestamp")) else {
                throw CloudError.missing("X-TC-Timestamp")
            }
            guard (now.seconds - freshSeconds...now.seconds + freshSeconds).contains(timestamp)
            else { throw CloudError.signatureExpired }
            guard claim.credential[..<slash] == SMSDemoAccount.keyID else {
                throw CloudError.secretIDUnknown
            }
            let scope = claim.credential[claim.credential.index(after: slash)...]
            try check(request, claim, scope: String(scope), timestamp)
        }

        private static func check(
            _ request: SMSRequest,
            _ claim: CloudAuthorization,
            scope: String,
            _ timestamp: Int64
        ) throws {
            guard let headers = request.signed(claim.signedHeaders) else {
                throw CloudError.signatureWrong
            }
            let names = Set(headers.map(\.name))
            let signing = TC3(service: "sms", timestamp: timestamp, headers: headers)
            let expected = signing.signature(request.body, secret: SMSDemoAccount.secret)
            guard
                names.isSuperset(of: ["content-type", "host"]),
                request.target.query.isEmpty,
                scope == signing.scope,
                ConstantTime.equal(Bytes(expected.utf8), Bytes(claim.signature.utf8))
            else {
                RequestTrace.current?.refuse(
                    CloudSignatureAdvice.tencent(request, claim, signing, scope: scope)
                )
                throw CloudError.signatureWrong
            }
        }

        /// What is to be sent.
        private struct Order: Sendable {
            let numbers: [String]
            let sign: String
            let template: String
            let values: [TextMessage.Value]
            let context: String

            init(_ body: Bytes) throws {
                guard let json = try? JSON.parse(body), json.object != nil else {
                    throw CloudError.tencentBody
                }
                guard let numbers = json["PhoneNumberSet"]?.array, !numbers.isEmpty else {
                    throw CloudError.missing("PhoneNumberSet")
                }
                guard let appID = json["SmsSdkAppId"]?.string else {
                    throw CloudError.missing("SmsSdkAppId")
                }
                guard let template = json["TemplateId"]?.string else {
                    throw CloudError.missing("TemplateId")
                }
                let values = json["TemplateParamSet"]?.array ?? []
                self.numbers = numbers.compactMap(\.string)
                guard self.numbers.count == numbers.count, numbers.count <= maximumNumbers,
                    values.allSatisfy({ $0.string != nil })
                else { throw CloudError.tencentBody }
                guard appID == SMSDemoAccount.sdkAppID else { throw CloudError.sdkAppIDUnknown }
                self.template = template
                self.values = values.compactMap(\.string).map { .init(name: "", text: $0) }
                sign = json["SignName"]?.string ?? ""
                context = json["SessionContext"]?.string ?? ""
            }
        }

        private static func send(_ order: Order, by sandbox: Sandbox) async throws -> [Status] {
            try await sandbox.database.write { connection in
                try order.numbers.map { number in
                    let mobile = MobileNumber.normal(number)
                    let problem = try problem(order, mobile, sandbox, connection)
                    let (code, message) = problem?.tencent ?? ("Ok", "send success")
                    let serial = "2640:\(sandbox.random.integer(below: 1 << 50))"
                    return Status(
                        SerialNo: problem == nil ? serial : "",
                        PhoneNumber: number,
                        Fee: problem == nil ? 1 : 0,
                        SessionContext: order.context,
                        Code: code,
                        Message: message,
                        IsoCode: mobile?.hasPrefix("+") == false ? "CN" : ""
                    )
                }
            }
        }

        private static func problem(
            _ order: Order,
            _ mobile: String?,
            _ sandbox: Sandbox,
            _ connection: Connection
        ) throws -> SMSProblem? {
            guard let mobile else { return .numberIllegal }
            let message = TextMessage(
                provider: .tencent,
                mobile: mobile,
                sign: order.sign,
                template: order.template,
                values: order.values
            )
            do {
                try sandbox.send(message, connection)
                return nil
            } catch let problem as SMSProblem {
                return problem
            }
        }
    }
}

extension CloudError {
    fileprivate static let tencentAuthorization = CloudError(
        code: "AuthFailure.InvalidAuthorization",
        message: "The request header `Authorization` is invalid."
    )
    fileprivate static let signatureWrong = CloudError(
        code: "AuthFailure.SignatureFailure",
        message: "The provided credentials could not be validated. Please check your signature is "
            + "correct."
    )
    fileprivate static let signatureExpired = CloudError(
        code: "AuthFailure.SignatureExpire",
        message: "The provided credentials could not be validated because of exceeding request "
            + "timestamp."
    )
    fileprivate static let secretIDUnknown = CloudError(
        code: "AuthFailure.SecretIdNotFound",
        message: "The SecretId is not found, please ensure that your SecretId is correct."
    )
    fileprivate static let action = CloudError(
        code: "InvalidAction",
        message: "The interface does not exist."
    )
    fileprivate static let version = CloudError(
        code: "NoSuchVersion",
        message: "The version of the interface does not exist."
    )
    fileprivate static let tencentBody = CloudError(
        code: "InvalidParameter",
        message: "The parameters cannot be read."
    )
    fileprivate static let sdkAppIDUnknown = CloudError(
        code: "InvalidParameterValue.SdkAppIdNotExist",
        message: "The SdkAppId does not exist."
    )

    fileprivate static func missing(_ name: String) -> CloudError {
        CloudError(
            code: "MissingParameter",
            message: "The request is missing a required parameter `\(name)`."
        )
    }
}

extension SMSProblem {
    /// Code and message for one number.
    fileprivate var tencent: (code: String, message: String) {
        switch self {
        case .numberIllegal:
            ("InvalidParameterValue.IncorrectPhoneNumber", "incorrect phone number")
        case .signIllegal:
            (
                "FailedOperation.SignatureIncorrectOrUnapproved",
                "signature is incorrect or unapproved"
            )
        case .templateIllegal:
            ("FailedOperation.TemplateIncorrectOrUnapproved", "template is incorrect or unapproved")
        case .valuesMissing:
            (
                "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
                "the parameters do not match the template"
            )
        case .contentIllegal:
            ("FailedOperation.ContainSensitiveWord", "the content has a sensitive word")
        case .tooSoon:
            (
                "LimitExceeded.PhoneNumberThirtySecondLimit",
                "the number of sms messages sent to a number in 30 seconds exceeds the limit"
            )
        case .tooManyThisHour:
            (
                "LimitExceeded.PhoneNumberOneHourLimit",
                "the number of sms messages sent to a number in an hour exceeds the limit"
            )
        case .tooManyToday:
            (
                "LimitExceeded.PhoneNumberDailyLimit",
                "the number of sms messages sent to a number in a day exceeds the limit"
            )
        }
    }
}
