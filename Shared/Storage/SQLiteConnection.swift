import CSQLite

/// One open connection of SQLite with its prepared statements. Whoever holds it sees to it that
/// one thread at a time uses it: the writer thread, or a `Reader` under its lock.
@safe final class SQLiteConnection {
    private let pointer: OpaquePointer
    private var isOpen = true
    /// By the address of the SQL literal: bounded by the number of literals in the program.
    private var statements: [UInt: Statement] = [:]

    /// Pages in the write-ahead log after the last commit; written by SQLite's hook inside of it.
    private let log: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)

    /// Set between `begin` and the end of a transaction.
    private var isInTransaction = false
    /// The error that ended a transaction under way (a full disk does). Until the transaction is
    /// given up, every further statement is refused: it would be committed by itself.
    private(set) var lostTransaction: StorageError?
    /// Called with the code of an fsync that failed.
    private let lostSync: @Sendable (Int32) -> Void
    /// The statement that fails next in a test, counted down, and how.
    var plannedFault: (statements: Int, fault: StorageFault)?

    init(
        _ pointer: OpaquePointer,
        lostSync: @escaping @Sendable (Int32) -> Void
    ) {
        unsafe self.pointer = unsafe pointer
        self.lostSync = lostSync
        unsafe log.initialize(to: 0)
        // Takes the place of SQLite's own checkpoint, which would run inside of a commit.
        _ = unsafe sqlite3_wal_hook(
            pointer,
            { log, _, _, pages in
                unsafe log?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            },
            log
        )
    }

    deinit {
        close()
        unsafe log.deallocate()
    }

    /// Closes the file; nothing else may be asked of it afterwards.
    func close() {
        guard isOpen else { return }
        isOpen = false
        statements.removeAll()
        // Waits for statements that are still held elsewhere, then closes.
        _ = unsafe sqlite3_close_v2(pointer)
    }

    /// Rows changed by the last statement.
    var changes: Int { Int(unsafe sqlite3_changes64(pointer)) }

    /// Rows changed since the connection was opened, taken back or not.
    var totalChanges: Int { Int(unsafe sqlite3_total_changes64(pointer)) }

    /// The prepared statement of a literal.
    func statement(_ sql: StaticString) throws(StorageError) -> Statement {
        guard sql.hasPointerRepresentation else { throw .misuse("no SQL") }
        if let lostTransaction { throw lostTransaction }
        let key = UInt(bitPattern: unsafe sql.utf8Start)
        if let known = statements[key], !known.isBusy {
            known.isBusy = true
            return known
        }
        let made = try prepare(sql)
        if statements[key] == nil { statements[key] = made }
        made.isBusy = true
        return made
    }

    private func prepare(_ sql: StaticString) throws(StorageError) -> Statement {
        var statement: OpaquePointer?
        let code = unsafe sql.utf8Start.withMemoryRebound(
            to: CChar.self,
            capacity: sql.utf8CodeUnitCount
        ) {
            unsafe sqlite3_prepare_v3(
                pointer,
                $0,
                Int32(truncatingIfNeeded: sql.utf8CodeUnitCount),
                UInt32(SQLITE_PREPARE_PERSISTENT),
                &statement,
                nil
            )
        }
        guard code == SQLITE_OK else { throw failure(code) }
        guard let statement = unsafe statement else { throw .misuse("empty SQL") }
        return unsafe Statement(statement)
    }

    /// One step: true for a row, false at the end.
    func step(_ statement: Statement) throws(StorageError) -> Bool {
        if plannedFault != nil { try failAsPlanned() }
        let code = statement.step()
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code)
    }

    /// What `code` means, after a look at what it did to the transaction.
    private func failure(_ code: Int32) -> StorageError {
        if ResultCode.isLostSync(code) { lostSync(code) }
        let error = ResultCode.error(code, message: message)
        noteLoss(error)
        return error
    }

    private func noteLoss(_ error: StorageError) {
        guard isInTransaction, unsafe sqlite3_get_autocommit(pointer) != 0 else { return }
        lostTransaction = error
    }

    private var message: String {
        guard let text = unsafe sqlite3_errmsg(pointer) else { return "" }
        return unsafe String(cString: text)
    }

    /// Runs SQL that is no literal (migrations, PRAGMA) and has no parameters.
    func execute(_ sql: String) throws(StorageError) {
        let code = unsafe sqlite3_exec(pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Runs one of the driver's own literals.
    private func control(_ sql: StaticString) throws(StorageError) {
        let statement = try statement(sql)
        defer { statement.reset() }
        while try step(statement) {}
    }
}

// MARK: - Transactions

extension SQLiteConnection {
    /// A transaction that sees one state of the file from its first statement on.
    func beginReading() throws(StorageError) {
        try control("BEGIN")
        isInTransaction = true
    }

    /// A transaction that holds the write lock.
    func beginWriting() throws(StorageError) {
        try control("BEGIN IMMEDIATE")
        isInTransaction = true
    }

    /// Ends the transaction for good. After an error it is given up.
    func commit() throws(StorageError) {
        do {
            try control("COMMIT")
            isInTransaction = false
        } catch {
            rollBack()
            throw error
        }
    }

    /// Gives the transaction up, whatever is left of it.
    func rollBack() {
        lostTransaction = nil
        isInTransaction = false
        guard unsafe sqlite3_get_autocommit(pointer) == 0 else { return }
        // Can only fail if SQLite has rolled back by itself meanwhile.
        try? control("ROLLBACK")
    }

    /// Starts a part of a transaction that can be given up by itself.
    func beginUnit() throws(StorageError) { try control("SAVEPOINT unit") }

    /// Takes back what the part did; it is ended by `endUnit`.
    func rollBackUnit() throws(StorageError) { try control("ROLLBACK TO unit") }

    /// Ends the part.
    func endUnit() throws(StorageError) { try control("RELEASE unit") }

    private func failAsPlanned() throws(StorageError) {
        guard let (statements, fault) = plannedFault else { return }
        guard statements == 0 else {
            plannedFault = (statements - 1, fault)
            return
        }
        plannedFault = nil
        // As SQLite does when the disk is full: the whole transaction is gone.
        if unsafe sqlite3_get_autocommit(pointer) == 0 {
            _ = unsafe sqlite3_exec(pointer, "ROLLBACK", nil, nil, nil)
        }
        noteLoss(fault.error)
        throw fault.error
    }
}

// MARK: - The write-ahead log

extension SQLiteConnection {
    /// Pages in the write-ahead log after the last commit of this connection.
    var logPages: Int32 { unsafe log.pointee }

    /// Moves what it can of the write-ahead log into the file, without waiting for anybody.
    /// Answers the pages in the log, and those of them that are in the file now.
    func checkpoint(
        truncating: Bool = false
    ) throws(StorageError) -> (pages: Int32, moved: Int32) {
        var pages: Int32 = 0
        var moved: Int32 = 0
        let mode = truncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        let code = unsafe sqlite3_wal_checkpoint_v2(pointer, nil, mode, &pages, &moved)
        guard code == SQLITE_OK else { throw failure(code) }
        // The next write starts the log again from its beginning.
        if pages == moved { unsafe log.pointee = 0 }
        return (pages, moved)
    }

    /// Gives `body` SQLite's own pointer, for the backup interface.
    func withPointer<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        unsafe body(pointer)
    }
}
