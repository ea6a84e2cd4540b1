import Testing

@testable import Storage

/// The numbers are SQLite's published ones, which never change.
@Suite struct ResultCodeTests {
    @Test(
        arguments: [
            ("BUSY", 5, .busy), ("BUSY_SNAPSHOT", 517, .busy), ("LOCKED", 6, .busy),
            ("FULL", 13, .full), ("IOERR_WRITE", 778, .inputOutput), ("CORRUPT", 11, .corrupt),
            ("NOTADB", 26, .corrupt), ("CONSTRAINT_CHECK", 275, .constraint(.check, detail: "m")),
            ("CONSTRAINT_FOREIGNKEY", 787, .constraint(.foreignKey, detail: "m")),
            ("CONSTRAINT_NOTNULL", 1299, .constraint(.notNull, detail: "m")),
            ("CONSTRAINT_PRIMARYKEY", 1555, .constraint(.unique, detail: "m")),
            ("CONSTRAINT_UNIQUE", 2067, .constraint(.unique, detail: "m")),
            ("CONSTRAINT_ROWID", 2579, .constraint(.unique, detail: "m")),
            ("CONSTRAINT_DATATYPE", 3091, .constraint(.type, detail: "m")),
            ("CANTOPEN", 14, .cannotOpen("m")), ("ERROR", 1, .misuse("m")),
            ("NOMEM", 7, .fault(code: 7)),
        ] as [(String, Int32, StorageError)]
    )
    func names(_: String, code: Int32, error: StorageError) {
        #expect(ResultCode.error(code, message: "m") == error)
    }

    @Test(
        arguments: [
            ("IOERR_FSYNC", 1034, true), ("IOERR_DIR_FSYNC", 1290, true), ("IOERR", 10, false),
            ("IOERR_WRITE", 778, false), ("FULL", 13, false), ("OK", 0, false),
        ] as [(String, Int32, Bool)]
    )
    func anFsyncThatFailedIsTold(_: String, code: Int32, isLost: Bool) {
        #expect(ResultCode.isLostSync(code) == isLost)
    }
}
