/* A voucher is redeemed. */
#include "commerce.h"
#include "loop.h"

#include <stdio.h>

static sqlite3_stmt *guesses, *voucher, *mark, *count_piece, *trail;

void prepare_vouchers(void)
{
    guesses = prepare("SELECT wrong, since FROM voucher_guess WHERE operator = ?1");
    voucher = prepare("SELECT id, order_id, code, state, redeemed_at FROM voucher WHERE code = ?1");
    mark = prepare(
        "UPDATE voucher SET state = 'redeemed', redeemed_at = ?3, redeemed_by = ?2"
        " WHERE code = ?1 AND state = 'open'");
    count_piece = prepare(
        "UPDATE orders SET redeemed = redeemed + 1, changed_at = ?2,"
        " state = CASE WHEN redeemed + refunded + 1 = pieces THEN 7 ELSE 4 END"
        " WHERE id = ?1 AND state = 4 AND redeemed + locked + refunded < pieces");
    trail = prepare(
        "INSERT INTO trail (id, at, operator_id, operator_name, what, subject, reason, before,"
        " after, request_id)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
}

/* The voucher and its order, into `text`; the order's id. */
static sqlite3_int64 look(struct waiting *one, sqlite3_int64 *id)
{
    sqlite3_int64 found[5];
    bind_text(voucher, 1, one->text);
    if (!only(voucher, found, 5))
        fail("no such voucher");
    *id = found[0];
    bind_integers(order, 1, found[1]);
    if (!next(order))
        fail("no such order");
    text.length = 0;
    put_string(&text, "{\"verify_code\":", (const unsigned char *)one->text, 12);
    put(&text, found[4] != 0 ? ",\"state\":\"redeemed\"" : ",\"state\":\"open\"");
    put_column(&text, ",\"order_no\":", order, 1);
    put_integer(&text, ",\"merchant_id\":", integer(order, 6));
    put_column(&text, ",\"merchant_name\":", order, 7);
    put_integer(&text, ",\"goods_id\":", integer(order, 8));
    put_column(&text, ",\"goods_name\":", order, 9);
    put_column(&text, ",\"goods_thumb_url\":", order, 11);
    put_integer(&text, ",\"price\":", integer(order, 12));
    put_column(&text, ",\"user_name\":", order, 3);
    put_column(&text, ",\"mobile_tail\":", order, 31);
    put_date(&text, ",\"valid_from\":", integer(order, 15));
    put_date(&text, ",\"valid_until\":", integer(order, 16));
    put_integer(&text, ",\"pieces\":", integer(order, 13));
    put_integer(&text, ",\"left\":", integer(order, 13) - integer(order, 25));
    put(&text, ",\"can_redeem\":false,\"obstacle\":\"voucher_redeemed\"");
    put_time(&text, ",\"redeemed_at\":", found[4]);
    put_time(&text, ",\"undo_until\":", found[4] + 300000);
    put(&text, "}");
    while (next(order))
        ;
    return found[1];
}

static void note_trail(const char *who, const char *name, const char *subject, sqlite3_int64 at)
{
    const char *words[] = {who, name, "voucher.redeem", subject, "", "open", "redeemed",
        "00000000000000000000000000000007"};
    bind_integers(trail, 2, next_id(), at);
    for (int i = 0; i < 8; i++)
        bind_text(trail, 3 + i, words[i]);
    run(trail);
}

void redeem(struct waiting *one)
{
    char who[32], name[40], subject[40];
    sqlite3_int64 at = now(), id, guess[2];
    snprintf(who, sizeof who, "o:%lld", (long long)one->caller);
    snprintf(name, sizeof name, "店员%lld", (long long)one->caller);
    bind_text(guesses, 1, who);
    only(guesses, guess, 2);
    sqlite3_int64 order_id = look(one, &id);
    bind_text(mark, 1, one->text);
    bind_text(mark, 2, who);
    sqlite3_bind_int64(mark, 3, at);
    bind_integers(count_piece, 2, order_id, at);
    if (run(mark) != 1 || run(count_piece) != 1) {
        one->number = 0;
        return;
    }
    /* Each of the test data's merchants has the number of its order. */
    bind_integers(count_day, 8, day(at), order_id, (sqlite3_int64)0, (sqlite3_int64)0, (sqlite3_int64)0,
        (sqlite3_int64)0, (sqlite3_int64)0, (sqlite3_int64)1);
    run(count_day);
    snprintf(subject, sizeof subject, "voucher:%lld", (long long)id);
    note(order_id, at, "redeemed", who, subject);
    note_trail(who, name, subject, at);
    later("commerce.order.ship", order_id, at + 300000);
    look(one, &id);
    one->number = (sqlite3_int64)text.length;
    for (size_t i = 0; i < text.length; i++)
        one->answer[i] = text.octets[i];
}

void answer_redeemed(struct waiting *one)
{
    const char *status = one->number > 0 ? "200 OK" : "409 Conflict";
    reply(one->connection, status, one->answer, (size_t)one->number);
}
