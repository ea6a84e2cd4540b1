/* Two interfaces of points over the statements that kumquat-points runs, on its own file:
     points ADDRESS FILE each|grouped FULL|OFF
   `each` commits every sign-in by itself, `grouped` all that are ready with one commit; a refused
   one has written nothing, so there are no savepoints, as in kumquat-points. Stretches of ranks are
   not parted here, which kumquat-points does once in a hundred sign-ins. */
#include "loop.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAITING = 1024 };

static sqlite3 *db;
static sqlite3_stmt *standing, *account, *append, *settle, *total, *last_turn;
static sqlite3_stmt *levels, *put, *count;
static sqlite3_stmt *begin, *commit;
static int groups;
/* The board of balances. */
static const sqlite3_int64 BALANCE = -1;

static struct {
    struct connection *connection;
    sqlite3_int64 iid;
    int code;
} waiting[WAITING];
static int waiting_count;

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        exit(1);
    }
    return statement;
}

static void run(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        exit(1);
    }
    sqlite3_reset(statement);
}

static void open_file(const char *path, const char *synchronous)
{
    char pragmas[256];
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    snprintf(pragmas, sizeof pragmas,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = %s; PRAGMA foreign_keys = ON;"
        "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16384;",
        synchronous);
    if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, pragmas, NULL, NULL, NULL))
        fail(path);
    standing = prepare(
        "SELECT coalesce((SELECT balance FROM participant WHERE iid = ?1), 0),"
        " participants, balance FROM totals WHERE one = 1");
    account = prepare(
        "SELECT balance, turn, entries, invited, closed FROM participant WHERE iid = ?1");
    append = prepare(
        "INSERT INTO ledger (iid, number, ref, task, points, balance_after, rule_version,"
        " multiplier, note, at) VALUES (?1, ?2, ?3, 'sign_in', 10, ?4, 1, 1, '', ?5)"
        " ON CONFLICT (iid, ref) DO NOTHING");
    settle = prepare(
        "UPDATE participant SET balance = ?2, turn = ?3, entries = ?4"
        " WHERE iid = ?1 AND entries = ?5");
    total = prepare(
        "UPDATE totals SET participants = participants + 0, balance = balance + 10,"
        " turn = turn - 1 WHERE one = 1");
    last_turn = prepare("SELECT turn FROM totals WHERE one = 1");
    levels = prepare("SELECT coalesce(max(level), 0) FROM rank_node WHERE board = ?1");
    put = prepare(
        "UPDATE place SET score = ?5, turn = ?6"
        " WHERE board = ?1 AND score = ?2 AND turn = ?3 AND iid = ?4");
    count = prepare(
        "UPDATE rank_node SET places = places + ?5"
        " WHERE board = ?1 AND level = ?2 AND (score, turn) = ("
        " SELECT score, turn FROM rank_node"
        " WHERE board = ?1 AND level = ?2 AND (score, turn) <= (?3, ?4)"
        " ORDER BY score DESC, turn DESC LIMIT 1) AND places + ?5 BETWEEN ?6 AND ?7");
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
}

/* Binds whole numbers to the first parameters, in order. */
static void bind(sqlite3_stmt *statement, int values, ...)
{
    va_list list;
    va_start(list, values);
    for (int i = 1; i <= values; i++)
        sqlite3_bind_int64(statement, i, va_arg(list, sqlite3_int64));
    va_end(list);
}

/* The first three columns of the only row; whether there is one. */
static int only(sqlite3_stmt *statement, sqlite3_int64 row[3])
{
    int found = sqlite3_step(statement) == SQLITE_ROW;
    for (int i = 0; found && i < sqlite3_column_count(statement) && i < 3; i++)
        row[i] = sqlite3_column_int64(statement, i);
    while (found && sqlite3_step(statement) == SQLITE_ROW)
        ;
    sqlite3_reset(statement);
    return found;
}

static void count_around(sqlite3_int64 score, sqlite3_int64 turn, sqlite3_int64 top,
                         sqlite3_int64 change)
{
    for (sqlite3_int64 level = top; level >= 1; level--) {
        bind(count, 7, BALANCE, level, score, turn, change, (sqlite3_int64)0, INT64_MAX);
        run(count);
    }
}

static void move_rank(sqlite3_int64 iid, sqlite3_int64 old_score, sqlite3_int64 old_turn,
                      sqlite3_int64 score, sqlite3_int64 turn)
{
    sqlite3_int64 top[3];
    bind(levels, 1, BALANCE);
    if (!only(levels, top))
        fail("levels");
    bind(put, 6, BALANCE, old_score, old_turn, iid, score, turn);
    run(put);
    if (sqlite3_changes(db) != 1)
        fail("place");
    count_around(old_score, old_turn, top[0], -1);
    count_around(score, turn, top[0], 1);
}

/* The code of the answer: 0, or -2 for the second time today, or -3 for nobody we know. */
static int sign_in(sqlite3_int64 iid)
{
    char ref[32];
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    sqlite3_int64 at = now.tv_sec * 1000LL + now.tv_nsec / 1000000, before[3], turn[3];
    snprintf(ref, sizeof ref, "sign:%lld", (long long)((now.tv_sec + 8 * 3600) / 86400));
    bind(account, 1, iid);
    if (!only(account, before))
        return -3;
    sqlite3_int64 balance = before[0] + 10, entries = before[2] + 1;
    sqlite3_bind_int64(append, 1, iid);
    sqlite3_bind_int64(append, 2, entries);
    sqlite3_bind_text(append, 3, ref, -1, SQLITE_STATIC);
    sqlite3_bind_int64(append, 4, balance);
    sqlite3_bind_int64(append, 5, at);
    run(append);
    if (sqlite3_changes(db) == 0)
        return -2;
    run(total);
    if (!only(last_turn, turn))
        fail("totals");
    bind(settle, 5, iid, balance, turn[0], entries, before[2]);
    run(settle);
    move_rank(iid, before[0], before[1], balance, turn[0]);
    return 0;
}

static void answer_sign(struct connection *c, int code)
{
    const char *body = code == 0 ? "{\"code\":0,\"msg\":\"成功\"}"
        : code == -2             ? "{\"code\":-2,\"msg\":\"每天只能签到一次\"}"
                                 : "{\"code\":-3,\"msg\":\"错误的openid\"}";
    reply(c, "200 OK", body, strlen(body));
}

/* All that are ready, in one transaction. */
static void commit_waiting(void)
{
    if (waiting_count == 0)
        return;
    run(begin);
    for (int i = 0; i < waiting_count; i++)
        waiting[i].code = sign_in(waiting[i].iid);
    run(commit);
    for (int i = 0; i < waiting_count; i++)
        answer_sign(waiting[i].connection, waiting[i].code);
    waiting_count = 0;
}

static void answer_balance(struct connection *c, sqlite3_int64 iid)
{
    char body[256];
    sqlite3_bind_int64(standing, 1, iid);
    if (sqlite3_step(standing) != SQLITE_ROW)
        fail("standing");
    sqlite3_int64 balance = sqlite3_column_int64(standing, 0);
    sqlite3_int64 people = sqlite3_column_int64(standing, 1);
    sqlite3_int64 sum = sqlite3_column_int64(standing, 2);
    sqlite3_reset(standing);
    double mean = people == 0 ? 0 : (double)(sum * 100 / people) / 100;
    int length = snprintf(body, sizeof body,
        "{\"code\":0,\"msg\":\"成功\",\"data\":{\"balance\":%lld,\"p_num\":%lld,\"avg_balance\":%.2f}}",
        (long long)balance, (long long)people, mean);
    reply(c, "200 OK", body, length);
}

/* An openid of the test data ends in the number of its identity. */
static sqlite3_int64 identity(const char *openid, size_t length)
{
    sqlite3_int64 iid = 0;
    for (size_t i = 0; openid != NULL && i < length; i++)
        iid = openid[i] >= '0' && openid[i] <= '9' ? iid * 10 + (openid[i] - '0') : 0;
    return iid;
}

static void handle(struct connection *c, const struct request *r)
{
    size_t length = 0;
    const char *query = memchr(r->target, '?', r->target_length);
    if (r->head[0] == 'P') {
        const char *openid = parameter(r->body, r->body_length, "openid", &length);
        waiting[waiting_count].connection = c;
        waiting[waiting_count].iid = identity(openid, length);
        waiting_count++;
        if (!groups || waiting_count == WAITING)
            commit_waiting();
    } else if (query != NULL) {
        const char *end = r->target + r->target_length;
        const char *openid = parameter(query + 1, end - query - 1, "openid", &length);
        answer_balance(c, identity(openid, length));
    } else {
        reply(c, "200 OK", "", 0);
    }
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fprintf(stderr, "usage: points ADDRESS FILE each|grouped FULL|OFF\n");
        return 2;
    }
    groups = strcmp(arguments[3], "grouped") == 0;
    open_file(arguments[2], arguments[4]);
    serve(arguments[1], handle, commit_waiting);
}
