import Loops
import ServiceKit

extension FaultHook {
    /// In the sandbox environment: ends the process at the step that `KUMQUAT_SANDBOX_DIE_AT` names.
    static func of(_ environment: Environment) throws(SettingError) -> FaultHook {
        guard let word = environment.optionalText(.sandboxDieAt) else { return .none }
        guard let step = PaymentStep(rawValue: word) else {
            let steps = PaymentStep.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingError(.sandboxDieAt, "must be one of \(steps)")
        }
        return FaultHook { reached in
            if reached == step { OwnProcess.kill() }
        }
    }
}
