import Basics
import JSON
import PointsDomain
import ServiceKit

extension AuthClient {
    /// The real one, by signed calls.
    static func live(_ peer: InternalClient, log: Logger) -> AuthClient {
        let decryption = Decryption(log: log) { (body) async throws(InternalFailure) in
            // Auth may have to ask WeChat twice; the gateway waits ten seconds for us.
            try await peer.post("/internal/decrypt", body, milliseconds: 9000)
        }
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

    private static let retrySeconds = 5
    /// WeChat gives 31; more than a few months would be no answer of WeChat.
    private static let mostDays = 100
    /// Nobody walks further in a day.
    private static let mostSteps: Int64 = 10_000_000

    let log: Logger
    let post: @Sendable (Bytes) async throws(InternalFailure) -> InternalAnswer

    /// What auth found in the proof.
    func open(
        _ kind: String,
        of id: ID<WeChatIdentity>,
        _ proof: AuthClient.Proof
    ) async throws(Problem) -> JSONValue {
        let answer: InternalAnswer
        do throws(InternalFailure) {
            answer = try await post(body(kind, id, proof))
        } catch {
            log.warning("auth cannot be asked", ["cause": .text("\(error)")])
            throw .unavailable(retryAfterSeconds: Self.retrySeconds)
        }
        if answer.status == 200, let json = try? answer.json() { return json }
        throw problem(answer)
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

    private func body(
        _ kind: String,
        _ id: ID<WeChatIdentity>,
        _ proof: AuthClient.Proof
    ) -> Bytes {
        var writer = JSONWriter()
        writer.beginObject()
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
        writer.endObject()
        return writer.bytes
    }

    private func problem(_ answer: InternalAnswer) -> Problem {
        switch answer.errorCode {
        case "session_key_wrong": return .refused(.sessionKeyWrong)
        case "data_malformed", "data_of_another_app", "data_of_another_user", "code_refused":
            return .refused(.unreadable)
        case "bound_to_another_mobile": return .refused(.alreadyDone)
        case "phone_missing": return .refused(.phoneMissing)
        case "identity_unknown": return .refused(.participantUnknown)
        case "app_unconfigured": return .refused(.appUnconfigured)
        default: break
        }
        log.warning("auth did not open it", ["status": .integer(Int64(answer.status))])
        return answer.status >= 500 ? .unavailable(retryAfterSeconds: Self.retrySeconds) : .fault
    }
}
