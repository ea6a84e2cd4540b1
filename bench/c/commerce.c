/* Five calls of commerce over the statements that kumquat-commerce runs, on its own file:
     commerce ADDRESS FILE each|grouped FULL|OFF
   `each`: a transaction for each answer; `grouped`: one for all that are ready in a turn. Who calls is
   the number in X-Request-Id; the links and numbers that it makes up are no secrets. */
#include "commerce.h"
#include "loop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text text;

void put_picture(const char *before, sqlite3_stmt *row, int column)
{
    put(&text, before);
    put(&text, "\"https://bench.invalid/media/commerce/");
    put(&text, (const char *)sqlite3_column_text(row, column));
    put(&text, "\"");
}

void put_date(struct text *text, const char *before, sqlite3_int64 day)
{
    put_time(text, before, day * 86400000LL - 8 * 3600000LL);
    /* Without the time, which is the last nine characters before the quote. */
    text->length -= 10;
    put(text, "\"");
}

sqlite3_int64 integer(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int64(row, column);
}

void bind_text(sqlite3_stmt *statement, int number, const char *words)
{
    sqlite3_bind_text(statement, number, words, -1, SQLITE_STATIC);
}

static void write_one(struct waiting *one)
{
    if (one->code == 1)
        buy(one);
    else
        redeem(one);
}

static void answer_one(struct waiting *one)
{
    if (one->code == 1)
        answer_bought(one);
    else
        answer_redeemed(one);
}

static double degrees(const char *text, size_t text_length, const char *name)
{
    size_t length;
    const char *value = parameter(text, text_length, name, &length);
    return value != NULL ? strtod(value, NULL) : 0;
}

static void handle_get(struct connection *c, const struct request *r, sqlite3_int64 caller)
{
    const char *end = r->target + r->target_length, *query = memchr(r->target, '?', r->target_length);
    size_t length = query != NULL ? (size_t)(end - query - 1) : 0;
    if (query == NULL && r->target_length == 1) {
        reply(c, "200 OK", "", 0);
    } else if (query == NULL) {
        list_orders(c, caller);
    } else if (strncmp(query - 6, "detail", 6) == 0) {
        goods_detail(c, (sqlite3_int64)degrees(query + 1, length, "id"));
    } else {
        merchants(c, degrees(query + 1, length, "lng"), degrees(query + 1, length, "lat"),
            degrees(query + 1, length, "radius"));
    }
}

static void handle(struct connection *c, const struct request *r)
{
    size_t length = 0;
    const char *id = field(r, "x-request-id", &length);
    sqlite3_int64 caller = id != NULL ? (sqlite3_int64)strtoull(id + 16, NULL, 16) : 0;
    if (r->head[0] == 'G') {
        handle_get(c, r, caller);
        return;
    }
    struct waiting *one = wait_for_commit(c);
    one->caller = caller;
    if (r->body[0] == '{') {
        const char *code = memchr(r->body, ':', r->body_length);
        one->code = 2;
        snprintf(one->text, sizeof one->text, "%.12s", code + 2);
    } else {
        const char *goods = parameter(r->body, r->body_length, "goods_id", &length);
        one->code = 1;
        one->number = goods != NULL ? strtoll(goods, NULL, 10) : 0;
    }
    write_if_alone();
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fprintf(stderr, "usage: commerce ADDRESS FILE each|grouped FULL|OFF\n");
        return 2;
    }
    open_file(arguments[2], arguments[3], arguments[4]);
    prepare_catalogue();
    prepare_orders();
    prepare_vouchers();
    write_by(write_one, answer_one);
    serve(arguments[1], handle, end_turn);
}
