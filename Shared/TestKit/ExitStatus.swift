/// How a process ended.
public enum ExitStatus: Sendable, Hashable {
    /// It ended by itself, with this code.
    case code(Int32)
    /// This signal ended it.
    case signal(Int32)

    /// Reads the status word of `waitpid`.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .code((waitStatus >> 8) & 0xFF) : .signal(signal)
    }
}
