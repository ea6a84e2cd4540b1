/* Three interfaces of points over the statements that kumquat-points runs, on its own file:
     points ADDRESS FILE each|grouped FULL|OFF
   `each` commits every sign-in by itself, `grouped` all that are ready with one commit, and reads all
   balances that are asked for at once in one transaction; a refused sign-in has written nothing, so
   there are no savepoints, as in kumquat-points. Stretches of ranks are
   not parted here, which kumquat-points does once in a hundred sign-ins. */
#include "database.h"
#include "loop.h"
#include "points.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

sqlite3_stmt *account, *levels;
static sqlite3_stmt *standing, *append, *settle, *total, *last_turn, *put, *count;

static void prepare_all(void)
{
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
}

/* Binds whole numbers to the first parameters, in order. */
static void count_around(sqlite3_int64 score, sqlite3_int64 turn, sqlite3_int64 top,
                         sqlite3_int64 change)
{
    for (sqlite3_int64 level = top; level >= 1; level--) {
        bind_integers(count, 7, BALANCE, level, score, turn, change, (sqlite3_int64)0, INT64_MAX);
        run(count);
    }
}

static void move_rank(sqlite3_int64 iid, sqlite3_int64 old_score, sqlite3_int64 old_turn,
                      sqlite3_int64 score, sqlite3_int64 turn)
{
    sqlite3_int64 top[1];
    bind_integers(levels, 1, BALANCE);
    if (!only(levels, top, 1))
        fail("levels");
    bind_integers(put, 6, BALANCE, old_score, old_turn, iid, score, turn);
    if (run(put) != 1)
        fail("place");
    count_around(old_score, old_turn, top[0], -1);
    count_around(score, turn, top[0], 1);
}

/* The code of the answer: 0, or -2 for the second time today, or -3 for nobody we know. */
static int sign_in(sqlite3_int64 iid)
{
    char ref[32];
    sqlite3_int64 at = now(), before[3], turn[1];
    snprintf(ref, sizeof ref, "sign:%lld", (long long)day(at));
    bind_integers(account, 1, iid);
    if (!only(account, before, 3))
        return -3;
    sqlite3_int64 balance = before[0] + 10, entries = before[2] + 1;
    sqlite3_bind_int64(append, 1, iid);
    sqlite3_bind_int64(append, 2, entries);
    sqlite3_bind_text(append, 3, ref, -1, SQLITE_STATIC);
    sqlite3_bind_int64(append, 4, balance);
    sqlite3_bind_int64(append, 5, at);
    if (run(append) == 0)
        return -2;
    run(total);
    if (!only(last_turn, turn, 1))
        fail("totals");
    bind_integers(settle, 5, iid, balance, turn[0], entries, before[2]);
    run(settle);
    move_rank(iid, before[0], before[1], balance, turn[0]);
    return 0;
}

static void sign(struct waiting *one)
{
    one->code = sign_in(one->caller);
}

static void answer_sign(struct waiting *one)
{
    const char *body = one->code == 0 ? "{\"code\":0,\"msg\":\"成功\"}"
        : one->code == -2             ? "{\"code\":-2,\"msg\":\"每天只能签到一次\"}"
                                      : "{\"code\":-3,\"msg\":\"错误的openid\"}";
    reply(one->connection, "200 OK", body, strlen(body));
}

static void answer_balance(struct connection *c, sqlite3_int64 iid)
{
    char body[256];
    sqlite3_int64 row[3];
    if (groups)
        begin_reading();
    bind_integers(standing, 1, iid);
    if (!only(standing, row, 3))
        fail("standing");
    double mean = row[1] == 0 ? 0 : (double)(row[2] * 100 / row[1]) / 100;
    int length = snprintf(body, sizeof body,
        "{\"code\":0,\"msg\":\"成功\",\"data\":{\"balance\":%lld,\"p_num\":%lld,\"avg_balance\":%.2f}}",
        (long long)row[0], (long long)row[1], mean);
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
        wait_for_commit(c)->caller = identity(openid, length);
        write_if_alone();
    } else if (query != NULL) {
        const char *end = r->target + r->target_length;
        const char *openid = parameter(query + 1, end - query - 1, "openid", &length);
        if (strncmp(r->target, "/api/rank", 9) == 0)
            answer_rank(c, identity(openid, length));
        else
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
    open_file(arguments[2], arguments[3], arguments[4]);
    prepare_all();
    prepare_rank();
    write_by(sign, answer_sign);
    serve(arguments[1], handle, end_turn);
}
