import AuthCalls
import Basics
import JSON
import PointsDomain
import ServiceKit

extension AuthClient {
    /// The real one, by signed calls.
    static func live(_ peer: InternalClient, log: Logger) -> AuthClient {
        let decryption = Decryption(call: AuthCall(peer, log: log))
        return AuthClient(
            bindPhone: { (id, proof) async throws(Problem) in
                _ = try await decryption.open("phone", of: id, proof)
            },
            steps: { (id, proof) async throws(Problem) in
                try decryption.steps(in: await decryption.open("werun", of: id, proof))
            }
        )
    }
}

/// `POST /internal/decrypt` of auth.
struct Decryption: Sendable {
    typealias Problem = AuthClient.Problem

    /// WeChat gives 31; more than a few months would be no answer of WeChat.
    private static let mostDays = 100
    /// Nobody walks further in a day.
    private static let mostSteps: Int64 = 10_000_000

    let call: AuthCall

    /// What auth found in the proof.
    func open(
        _ kind: String,
        of id: ID<WeChatIdentity>,
        _ proof: AuthClient.Proof
    ) async throws(Problem) -> JSONValue {
        let answer = try await call.send("/internal/decrypt", refusal: Self.refusal) { writer in
            writer.key("iid")
            writer.integer(id.rawValue)
            writer.key("kind")
            writer.string(kind)
            switch proof {
            case .sealed(let data, let iv):
                writer.key("encryptedData")
                writer.string(data)
                writer.key("iv")
                writer.string(iv)
            case .code(let code):
                writer.key("code")
                writer.string(code)
            }
        }
        guard let json = try? answer.json() else { throw call.fault(answer) }
        return json
    }

    /// The days of an answer, mapped by their timestamps.
    func steps(in json: JSONValue) throws(Problem) -> [Certification.DaySteps] {
        guard let list = json["steps"]?.array, list.count <= Self.mostDays else {
            throw .refused(.unreadable)
        }
        var days: [Certification.DaySteps] = []
        for element in list {
            guard let at = element["at"]?.integer, let steps = element["steps"]?.integer,
                (0...Self.mostSteps).contains(steps)
            else { throw .refused(.unreadable) }
            let day = CivilZone.china.day(at: UnixTime(seconds: at))
            days.append(.init(day: day, steps: steps))
        }
        return days
    }

    private static func refusal(_ code: String) -> Certification.Refusal? {
        switch code {
        case "session_key_wrong": .sessionKeyWrong
        case "data_malformed", "data_of_another_app", "data_of_another_user", "code_refused":
            .unreadable
        case "bound_to_another_mobile": .alreadyDone
        case "phone_missing": .phoneMissing
        case "identity_unknown": .participantUnknown
        case "app_unconfigured": .appUnconfigured
        default: nil
        }
    }
}
