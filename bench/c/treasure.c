/* Four calls of treasure over the statements that kumquat-treasure runs, on its own file:
     treasure ADDRESS FILE each|grouped FULL|OFF
   `each`: a transaction for each answer; `grouped`: one for all that are ready in a turn. Who calls is
   the number in X-Request-Id. A task is not ended by its last prize: the tasks here are not dug out. */
#include "loop.h"
#include "treasure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEDIA "\"https://bench.invalid/media/treasure/"

static sqlite3_stmt *account, *square, *view, *participants;
struct text text;

static void prepare_all(void)
{
    account = prepare("SELECT merged_into FROM person_redirect WHERE uid = ?1");
    square = prepare(
        "SELECT task.code, task.publisher, task.state, task.content, task.blocked,"
        " task.kind, task.money, task.handover, task.is_public, task.prizes, task.forecast,"
        " task.spacing, task.fluctuation, task.signature, task.name,"
        " task.picture, task.thumbnail, person.nickname, person.avatar,"
        " participant.last_dig, participant.won, task.listed"
        " FROM task"
        " LEFT JOIN person ON person.uid = task.publisher"
        " LEFT JOIN participant ON participant.task = task.id AND participant.uid = ?1"
        " WHERE task.listed < ?2 ORDER BY task.listed DESC LIMIT ?3");
    view = prepare(
        "SELECT task.id, task.code, task.publisher, task.publisher_iid, task.app, task.mchid,"
        " task.state, task.content, task.blocked, task.payouts_stopped, task.paid, task.kind,"
        " task.money, task.handover, task.is_public, task.prizes, task.forecast,"
        " task.spacing, task.fluctuation, task.signature, task.name, task.synopsis,"
        " task.picture, task.thumbnail, task.depth, task.participants, task.found,"
        " task.pay_by, task.ends_at, task.created_at, task.commitment, task.seed,"
        " person.nickname, person.avatar, participant.last_dig, participant.won"
        " FROM task"
        " LEFT JOIN person ON person.uid = task.publisher"
        " LEFT JOIN participant ON participant.task = task.id AND participant.uid = ?2"
        " WHERE task.code = ?1");
    participants = prepare(
        "SELECT person.nickname, person.avatar, participant.won"
        " FROM participant LEFT JOIN person ON person.uid = participant.uid"
        " WHERE participant.task = ?1 AND participant.number BETWEEN ?2 AND ?3"
        " ORDER BY participant.number DESC LIMIT ?4");
    prepare_digs();
}

sqlite3_int64 account_of(sqlite3_int64 uid)
{
    sqlite3_int64 other;
    bind_integers(account, 1, uid);
    return only(account, &other, 1) ? other : uid;
}

static void put_picture(const char *before, sqlite3_stmt *row, int column)
{
    put(&text, before);
    put(&text, MEDIA);
    put(&text, (const char *)sqlite3_column_text(row, column));
    put(&text, "\"");
}

void put_name(const char *before, sqlite3_stmt *row, int column)
{
    if (sqlite3_column_bytes(row, column) == 0)
        put_string(&text, before, (const unsigned char *)"微信用户", 12);
    else
        put_column(&text, before, row, column);
}

sqlite3_int64 integer(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int64(row, column);
}

/* How deep the last prize can be; the columns are `prizes, forecast, spacing, fluctuation`. */
static sqlite3_int64 deepest(sqlite3_stmt *row, int from)
{
    return integer(row, from) == 1 ? integer(row, from + 1)
                                   : integer(row, from) * integer(row, from + 2) + integer(row, from + 3);
}

static void put_line(sqlite3_stmt *row)
{
    put_column(&text, "{\"code\":", row, 0);
    put_name(",\"wxname\":", row, sqlite3_column_bytes(row, 13) == 0 ? 17 : 13);
    put_column(&text, ",\"wxheadpic\":", row, 18);
    put_column(&text, ",\"wxheadimgurl\":", row, 18);
    put_column(&text, ",\"name\":", row, 14);
    put_picture(",\"pic\":", row, 15);
    put_picture(",\"thumbnail\":", row, 16);
    put_integer(&text, ",\"goods_type\":", integer(row, 5));
    put_integer(&text, ",\"draw_type\":", integer(row, 7));
    put_integer(&text, ",\"max_depth\":", deepest(row, 9));
    put_integer(&text, ",\"prize_type\":", integer(row, 9) == 1 ? 1 : 2);
    put_integer(&text, ",\"prize_num\":", integer(row, 9));
    put_integer(&text, ",\"money\":", integer(row, 6) / 100);
    put_integer(&text, ",\"is_cd\":", 0);
    put_integer(&text, ",\"is_prize\":", integer(row, 20));
    put_integer(&text, ",\"status\":", 0);
    put_column(&text, ",\"state\":", row, 2);
    put(&text, "}");
}

static void list(struct connection *c, sqlite3_int64 uid)
{
    text.length = 0;
    put(&text, "{\"status\":0,\"msg\":\"成功\",\"data\":[");
    begin_reading();
    bind_integers(square, 3, account_of(uid), (sqlite3_int64)1 << 62, (sqlite3_int64)20);
    for (int count = 0; next(square); count++) {
        if (count > 0)
            put(&text, ",");
        put_line(square);
    }
    end_reading();
    put(&text, "]}");
    reply(c, "200 OK", text.octets, text.length);
}

static void put_fields(sqlite3_stmt *row)
{
    put_name("\"wxname\":", row, sqlite3_column_bytes(row, 19) == 0 ? 32 : 19);
    put_column(&text, ",\"wxheadpic\":", row, 33);
    put_column(&text, ",\"code\":", row, 1);
    put_column(&text, ",\"name\":", row, 20);
    put_column(&text, ",\"synopsis\":", row, 21);
    put_picture(",\"pic\":", row, 22);
    put_picture(",\"thumbnail\":", row, 23);
    put_column(&text, ",\"state\":", row, 6);
    put_time(&text, ",\"end_time\":", integer(row, 28));
    put_column(&text, ",\"commitment\":", row, 30);
    put_integer(&text, ",\"goods_type\":", integer(row, 11));
    put_integer(&text, ",\"is_prize\":", integer(row, 35));
    put_integer(&text, ",\"is_draw\":", 0);
    put_integer(&text, ",\"draw_type\":", integer(row, 13));
    put_integer(&text, ",\"money\":", integer(row, 12) / 100);
    put_integer(&text, ",\"now_depth\":", integer(row, 24));
    put_integer(&text, ",\"max_depth\":", deepest(row, 15));
    put_integer(&text, ",\"prize_type\":", integer(row, 15) == 1 ? 1 : 2);
    put_integer(&text, ",\"prize_num\":", integer(row, 15));
    put_integer(&text, ",\"found_num\":", integer(row, 26));
    put_integer(&text, ",\"forecast_num\":", integer(row, 16));
    put_integer(&text, ",\"interval\":", integer(row, 17));
    put_integer(&text, ",\"fluctuation\":", integer(row, 18));
    put_integer(&text, ",\"partake_num\":", integer(row, 25));
    put_integer(&text, ",\"is_public\":", integer(row, 14));
    put_integer(&text, ",\"is_mine\":", 0);
    put_integer(&text, ",\"is_cd\":", 0);
    put_integer(&text, ",\"time\":", 0);
    put(&text, ",\"users\":");
}

static void put_participants(sqlite3_int64 task, sqlite3_int64 highest)
{
    sqlite3_int64 lowest = highest > 50 ? highest - 49 : 1;
    bind_integers(participants, 4, task, lowest, highest, (sqlite3_int64)50);
    put(&text, "[");
    for (int count = 0; next(participants); count++) {
        put_integer(&text, count > 0 ? ",{\"is_prize\":" : "{\"is_prize\":", integer(participants, 2));
        put_name(",\"wxname\":", participants, 0);
        put_column(&text, ",\"wxheadpic\":", participants, 1);
        put(&text, "}");
    }
    put(&text, "]");
}

/* All fields stand twice, as in the contract; the participants are read once. */
static void details(struct connection *c, sqlite3_int64 uid, const char *code, size_t length)
{
    text.length = 0;
    begin_reading();
    uid = account_of(uid);
    sqlite3_bind_text(view, 1, code, (int)length, SQLITE_STATIC);
    sqlite3_bind_int64(view, 2, uid);
    if (!next(view))
        fail("no such task");
    put(&text, "{\"status\":0,\"msg\":\"成功\",");
    size_t first = text.length;
    put_fields(view);
    put_participants(integer(view, 0), integer(view, 25));
    size_t fields = text.length - first;
    while (next(view))
        ;
    end_reading();
    put(&text, ",\"task_status\":0,\"data\":{\"status\":0,");
    memcpy(text.octets + text.length, text.octets + first, fields);
    text.length += fields;
    put(&text, "}}");
    reply(c, "200 OK", text.octets, text.length);
}

static void handle(struct connection *c, const struct request *r)
{
    size_t length = 0;
    const char *id = field(r, "x-request-id", &length);
    sqlite3_int64 caller = id != NULL ? (sqlite3_int64)strtoull(id + 16, NULL, 16) : 0;
    const char *query = memchr(r->target, '?', r->target_length);
    const char *end = r->target + r->target_length;
    if (r->head[0] == 'P') {
        struct waiting *one = wait_for_commit(c);
        const char *code = parameter(r->body, r->body_length, "code", &length);
        one->caller = caller;
        snprintf(one->text, sizeof one->text, "%.*s", (int)length, code != NULL ? code : "");
        write_if_alone();
    } else if (query == NULL) {
        reply(c, "200 OK", "", 0);
    } else if (strncmp(query - 4, "List", 4) == 0) {
        list(c, caller);
    } else {
        const char *code = parameter(query + 1, end - query - 1, "code", &length);
        details(c, caller, code, length);
    }
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fprintf(stderr, "usage: treasure ADDRESS FILE each|grouped FULL|OFF\n");
        return 2;
    }
    open_file(arguments[2], arguments[3], arguments[4]);
    prepare_all();
    write_by(dig, answer_dig);
    serve(arguments[1], handle, end_turn);
}
