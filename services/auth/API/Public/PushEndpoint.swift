import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

/// What WeChat calls for one of our mini-programs. What is not signed with the app's token is
/// refused.
protocol PushEndpoint: PublicEndpoint where Refusal == PushRefusal {}

/// Why something of WeChat's is not taken.
enum PushRefusal: Error, CaseIterable {
    /// There is no such mini-program, or nothing is set to verify its messages with.
    case appUnknown
    /// It is not from WeChat, or not for this mini-program.
    case forged
    /// It is no message.
    case unreadable
}

extension PushEndpoint {
    static var mediaTypes: [String] { [plainText] }

    /// WeChat sends no `Idempotency-Key`; what comes again is told by itself.
    static var keepsAnswers: Bool { false }

    static func failure(for refusal: PushRefusal) -> TransportFailure? { refusal.failure }

    static func code(for refusal: PushRefusal) -> Code {
        InternalContract.code(for: refusal.failure)
    }

    /// What the messages of a mini-program are verified with.
    static func secrets(
        of app: ID<App>,
        _ auth: AuthService
    ) async throws(Failure<PushRefusal>) -> MessagePush {
        do throws(Failure<AppRefusal>) {
            if let secrets = try await auth.push(of: app) { return secrets }
        } catch {
            throw error.map { _ in .appUnknown }
        }
        throw .refused(.appUnknown)
    }

    /// An answer of one word, which is all that WeChat reads.
    static func word(_ text: String) -> Download { Download(plainText, Bytes(text.utf8)) }

    private static var plainText: String { "text/plain; charset=utf-8" }
}

extension PushRefusal {
    fileprivate var failure: TransportFailure {
        switch self {
        case .appUnknown: .routeUnknown
        case .forged: .forbidden
        case .unreadable: .unreadable
        }
    }
}

extension PushQuery {
    private static let signature = Field.text(
        "signature",
        "Of token, time stamp and nonce, in hex."
    )
    private static let timestamp = Field.text(
        "timestamp",
        "Seconds since 1970.",
        default: "",
        example: "1768449600"
    )
    private static let nonce = Field.text("nonce", "Some number.", default: "", example: "1")
    private static let messageSignature = Field.text(
        "msg_signature",
        "Of the encrypted message besides, in hex."
    )

    /// What stands in the query of a message push.
    init(_ fields: FieldReader) throws(ParameterProblem) {
        self.init(
            signature: try fields.readIfPresent(Self.signature),
            timestamp: try fields.read(Self.timestamp),
            nonce: try fields.read(Self.nonce),
            messageSignature: try fields.readIfPresent(Self.messageSignature)
        )
    }
}
