import CSQLite

/// SQLite's extended result codes, as errors.
enum ResultCode {
    /// The error for `code`, which is not OK, ROW or DONE.
    static func error(_ code: Int32, message: @autoclosure () -> String) -> StorageError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_IOERR: .inputOutput
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_CONSTRAINT: .constraint(constraint(code), detail: message())
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .cannotOpen(message())
        case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH: .misuse(message())
        default: .fault(code: code)
        }
    }

    /// Whether `code` says that an fsync failed: what the kernel has dropped then, nobody knows,
    /// and a second fsync would report success.
    static func isLostSync(_ code: Int32) -> Bool {
        code == SQLITE_IOERR | (4 << 8) || code == SQLITE_IOERR | (5 << 8)
    }

    private static func constraint(_ code: Int32) -> Constraint {
        switch code >> 8 {
        case 1: .check
        case 3: .foreignKey
        case 5: .notNull
        case 6, 8, 10: .unique
        case 12: .type
        default: .other
        }
    }
}
