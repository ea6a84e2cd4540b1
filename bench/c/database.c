#include "database.h"

#include "loop.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

sqlite3 *db;
int groups;

static sqlite3_stmt *begin, *begin_read, *commit, *sequence;
static int reads;
static struct waiting waiting[WAITING];
static int waiting_count;
static unit write_one, answer_one;

static void broken(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        broken(sql);
    return statement;
}

void open_file(const char *path, const char *mode, const char *synchronous)
{
    char pragmas[256];
    groups = strcmp(mode, "grouped") == 0;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    snprintf(pragmas, sizeof pragmas,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = %s; PRAGMA foreign_keys = ON;"
        "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16384;",
        synchronous);
    if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, pragmas, NULL, NULL, NULL))
        fail(path);
    begin = prepare("BEGIN IMMEDIATE");
    begin_read = prepare("BEGIN");
    commit = prepare("COMMIT");
    sequence = prepare("UPDATE id_sequence SET last = max(last + 1, ?1) WHERE one = 1 RETURNING last");
}

void bind_integers(sqlite3_stmt *statement, int values, ...)
{
    va_list list;
    va_start(list, values);
    for (int i = 1; i <= values; i++)
        sqlite3_bind_int64(statement, i, va_arg(list, sqlite3_int64));
    va_end(list);
}

int run(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        broken(sqlite3_sql(statement));
    sqlite3_reset(statement);
    return sqlite3_changes(db);
}

int next(sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    if (code != SQLITE_DONE)
        broken(sqlite3_sql(statement));
    sqlite3_reset(statement);
    return 0;
}

int only(sqlite3_stmt *statement, sqlite3_int64 *row, int columns)
{
    if (!next(statement))
        return 0;
    for (int i = 0; i < columns; i++)
        row[i] = sqlite3_column_int64(statement, i);
    while (next(statement))
        ;
    return 1;
}

void begin_reading(void)
{
    if (!reads)
        run(begin_read);
    reads = 1;
}

void end_reading(void)
{
    if (groups)
        return;
    run(commit);
    reads = 0;
}

sqlite3_int64 now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

sqlite3_int64 day(sqlite3_int64 milliseconds)
{
    return (milliseconds / 1000 + 8 * 3600) / 86400;
}

sqlite3_int64 next_id(void)
{
    sqlite3_int64 id;
    bind_integers(sequence, 1, (now() - 1704067200000LL) * 4096);
    if (!only(sequence, &id, 1))
        fail("id_sequence");
    return id;
}

void write_by(unit write, unit answer)
{
    write_one = write;
    answer_one = answer;
}

static void commit_waiting(void)
{
    if (waiting_count == 0)
        return;
    run(begin);
    for (int i = 0; i < waiting_count; i++)
        write_one(&waiting[i]);
    run(commit);
    for (int i = 0; i < waiting_count; i++)
        answer_one(&waiting[i]);
    waiting_count = 0;
}

struct waiting *wait_for_commit(struct connection *connection)
{
    if (waiting_count == WAITING)
        commit_waiting();
    waiting[waiting_count].connection = connection;
    return &waiting[waiting_count++];
}

void write_if_alone(void)
{
    if (!groups)
        commit_waiting();
}

void end_turn(void)
{
    if (reads)
        run(commit);
    reads = 0;
    commit_waiting();
}
