#include <sqlite3.h>

// What Swift cannot call or name: variadic functions and the SQLITE_TRANSIENT macro.

/// Memory counters off: they take a lock at every allocation. Before any other call, once.
static inline int kumquat_sqlite_configure(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Switches a connection's flag (SQLITE_DBCONFIG_…) on or off.
static inline int kumquat_sqlite_switch(sqlite3 *connection, int flag, int on) {
    return sqlite3_db_config(connection, flag, on, (int *)0);
}

/// Binds a copy of a text.
static inline int kumquat_sqlite_bind_text(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of octets; no octets are an empty value, not NULL.
static inline int kumquat_sqlite_bind_bytes(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}
