import Basics
import CSQLite

/// A prepared statement; owned by one `SQLiteConnection` and used under its rules.
@safe final class Statement {
    let pointer: OpaquePointer
    private let parameterCount: Int
    /// Being stepped: a second use inside of the first one's rows needs a statement of its own.
    var isBusy = false

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
        parameterCount = Int(unsafe sqlite3_bind_parameter_count(pointer))
    }

    deinit {
        // Repeats the code of the last step, which has been reported already.
        _ = unsafe sqlite3_finalize(pointer)
    }

    /// Binds all parameters, the first one to `?1`.
    func bind(_ parameters: [any Bindable]) throws(StorageError) {
        guard parameters.count == parameterCount else {
            throw .misuse("\(parameterCount) parameters, \(parameters.count) given")
        }
        for index in parameters.indices {
            let code = bind(parameters[index].binding, at: Int32(truncatingIfNeeded: index + 1))
            guard code == SQLITE_OK else {
                throw ResultCode.error(code, message: "parameter \(index + 1)")
            }
        }
    }

    private func bind(_ value: Binding, at index: Int32) -> Int32 {
        switch value {
        case .integer(let number):
            return unsafe sqlite3_bind_int64(pointer, index, number)
        case .text(var text):
            return text.withUTF8 { octets in
                // An empty text may have no address, which SQLite would read as NULL.
                guard let start = octets.baseAddress else {
                    return unsafe kumquat_sqlite_bind_text(pointer, index, "", 0)
                }
                return unsafe start.withMemoryRebound(to: CChar.self, capacity: octets.count) {
                    unsafe kumquat_sqlite_bind_text(pointer, index, $0, UInt64(octets.count))
                }
            }
        case .bytes(let bytes):
            return unsafe bytes.withUnsafeBytes {
                unsafe kumquat_sqlite_bind_bytes(pointer, index, $0.baseAddress, UInt64($0.count))
            }
        case .double(let number):
            return unsafe sqlite3_bind_double(pointer, index, number)
        case .null:
            return unsafe sqlite3_bind_null(pointer, index)
        }
    }

    /// One step: SQLITE_ROW, SQLITE_DONE or an extended result code.
    func step() -> Int32 { unsafe sqlite3_step(pointer) }

    /// Ready for the next use. The parameters stay bound until they are replaced: every use binds
    /// all of them.
    func reset() {
        // Repeats the code of the last step, which has been reported already.
        _ = unsafe sqlite3_reset(pointer)
        isBusy = false
    }
}
