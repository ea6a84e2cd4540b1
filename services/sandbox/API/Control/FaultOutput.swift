import Basics
import ServiceKit

/// A fault that is to come, as control calls show it.
struct FaultOutput: Codable, Sendable {
    let id: Int64
    /// The name of the script that it came with.
    let script: String?
    let path: String
    let kind: String
    let times: Int64
    /// The call, counted from now, which it is for; absent where it just waits for its turn.
    let nth: Int64?
    let errcode: Int64?
    let code: String?
    let status: Int64?
    let milliseconds: Int64?
    let seconds: Int64?

    init(_ waiting: FaultStore.Waiting) {
        let isPay = waiting.path.hasPrefix("/v3/")
        let refusal = waiting.fault.flatMap { $0.kind == .errcode ? $0 : nil }
        id = waiting.id.rawValue
        script = waiting.script.isEmpty ? nil : waiting.script
        path = waiting.path
        kind = waiting.kind
        times = waiting.times
        nth = waiting.isNumbered ? waiting.skips + 1 : nil
        errcode = isPay ? nil : refusal?.errcode
        code = isPay ? refusal?.code : nil
        status = isPay ? refusal?.status : nil
        milliseconds = waiting.fault.flatMap { $0.kind.milliseconds == nil ? nil : $0.milliseconds }
        seconds = waiting.fault.flatMap { $0.kind == .clockSkew ? $0.skewSeconds : nil }
    }
}

/// Faults in the order in which they were posted.
struct FaultsOutput: Payload, Sendable {
    let faults: [FaultOutput]
}
