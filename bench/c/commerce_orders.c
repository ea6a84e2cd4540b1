/* Orders: somebody's, and a new one that is paid in another mini-program. */
#include "commerce.h"
#include "loop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

sqlite3_stmt *order, *count_day, *event, *job;
static sqlite3_stmt *account, *orders, *count, *vouchers;
static sqlite3_stmt *offer, *take, *entry, *sell, *journal, *add;

#define ORDER                                                                                      \
    "SELECT id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,"             \
    " goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,"         \
    " refunds_expired, takes_stock, state, created_at, expires_at, changed_at, paid_at,"           \
    " payment, redeemed, locked, refunded, refunded_amount, refunded_at, shipped_at,"              \
    " mobile_tail FROM orders "

void prepare_orders(void)
{
    account = prepare("SELECT merged_into FROM person_redirect WHERE uid = ?1");
    orders = prepare(ORDER "WHERE uid = ?1 ORDER BY id DESC LIMIT ?3 OFFSET ?2");
    order = prepare(ORDER "WHERE id = ?1");
    count = prepare("SELECT count(*) FROM orders WHERE uid = ?1");
    vouchers = prepare(
        "SELECT id, order_id, code, state, redeemed_at"
        " FROM voucher WHERE order_id = ?1 ORDER BY place");
    offer = prepare(
        "SELECT m.oper, m.id, m.name, g.id, g.name, g.picture, g.thumbnail, g.price,"
        " g.starts_on, g.ends_on, g.stock, g.per_user, g.refunds_expired"
        " FROM goods g JOIN merchant m ON m.id = g.merchant"
        " WHERE g.id = ?1 AND g.is_on = 1 AND m.is_on = 1");
    take = prepare(
        "INSERT INTO goods_taken (goods, uid, pieces) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (goods, uid) DO UPDATE SET pieces = goods_taken.pieces + ?3"
        " WHERE ?4 IS NULL OR goods_taken.pieces + ?3 <= ?4");
    entry = prepare(
        "SELECT number, cause, change, stock_after, reason, at FROM stock_entry"
        " WHERE goods = ?1 AND cause = ?2");
    sell = prepare(
        "UPDATE goods SET stock = stock + ?2"
        " WHERE id = ?1 AND (stock IS NULL OR stock + ?2 >= 0) RETURNING stock");
    journal = prepare(
        "INSERT INTO stock_entry (goods, number, cause, change, stock_after, reason, at)"
        " SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6"
        " FROM stock_entry WHERE goods = ?1");
    add = prepare(
        "INSERT INTO orders"
        " (id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,"
        " goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,"
        " refunds_expired, takes_stock, state, created_at, expires_at, changed_at, redeemed,"
        " locked, refunded, refunded_amount, mobile_tail)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
        " ?18, ?19, 1, ?20, ?21, ?20, 0, 0, 0, 0, ?22)"
        " ON CONFLICT (number) DO NOTHING");
    event = prepare(
        "INSERT INTO order_event (id, order_id, at, kind, who, detail)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    count_day = prepare(
        "INSERT INTO order_day"
        " (day, merchant, placed, paid, paid_in, refunded, refunded_amount, redeemed)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        " ON CONFLICT (day, merchant) DO UPDATE SET"
        " placed = order_day.placed + ?3, paid = order_day.paid + ?4,"
        " paid_in = order_day.paid_in + ?5, refunded = order_day.refunded + ?6,"
        " refunded_amount = order_day.refunded_amount + ?7,"
        " redeemed = order_day.redeemed + ?8");
    job = prepare(
        "INSERT INTO job (id, kind, key, payload, state, due_at, held_until, tries, failures,"
        " asked, fence, owner, last_error)"
        " VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, 0, 0, 0, 0, 0, '', '')"
        " ON CONFLICT (kind, key) DO NOTHING");
}

sqlite3_int64 account_of(sqlite3_int64 uid)
{
    sqlite3_int64 other;
    bind_integers(account, 1, uid);
    return only(account, &other, 1) ? other : uid;
}

static void put_vouchers(sqlite3_int64 id)
{
    bind_integers(vouchers, 1, id);
    put(&text, ",\"items\":[");
    for (int i = 0; next(vouchers); i++) {
        put_integer(&text, i > 0 ? ",{\"id\":" : "{\"id\":", integer(vouchers, 0));
        put_integer(&text, ",\"order_id\":", integer(vouchers, 1));
        put_column(&text, ",\"verify_code\":", vouchers, 2);
        put_integer(&text, ",\"status\":", sqlite3_column_text(vouchers, 3)[0] == 'o' ? 1 : 2);
        put(&text, "}");
    }
    put(&text, "]");
}

static void put_order(void)
{
    put_integer(&text, "{\"id\":", integer(orders, 0));
    put_integer(&text, ",\"oper_id\":", integer(orders, 5));
    put_column(&text, ",\"order_no\":", orders, 1);
    put_integer(&text, ",\"user_id\":", integer(orders, 2));
    put_column(&text, ",\"user_name\":", orders, 3);
    put(&text, ",\"notify_mobile\":\"\"");
    put_integer(&text, ",\"merchant_id\":", integer(orders, 6));
    put_column(&text, ",\"merchant_name\":", orders, 7);
    put_integer(&text, ",\"goods_id\":", integer(orders, 8));
    put_column(&text, ",\"goods_name\":", orders, 9);
    put_column(&text, ",\"goods_pic\":", orders, 10);
    put_column(&text, ",\"goods_thumb_url\":", orders, 11);
    put_yuan(&text, ",\"price\":", integer(orders, 12));
    put_integer(&text, ",\"buy_number\":", integer(orders, 13));
    put_yuan(&text, ",\"pay_price\":", integer(orders, 14));
    put_time(&text, ",\"pay_time\":", integer(orders, 23));
    put_yuan(&text, ",\"refund_price\":", integer(orders, 28));
    put(&text, ",\"refund_time\":\"\"");
    put_integer(&text, ",\"status\":", integer(orders, 19));
    put_time(&text, ",\"created_at\":", integer(orders, 20));
    put_time(&text, ",\"expires_at\":", integer(orders, 21));
    put_vouchers(integer(orders, 0));
    put(&text, ",\"isOperSelf\":1}");
}

void list_orders(struct connection *c, sqlite3_int64 uid)
{
    sqlite3_int64 total;
    text.length = 0;
    begin_reading();
    uid = account_of(uid);
    bind_integers(count, 1, uid);
    only(count, &total, 1);
    put_integer(&text, "{\"code\":0,\"message\":\"请求成功\",\"data\":{\"total\":", total);
    put(&text, ",\"list\":[");
    bind_integers(orders, 3, uid, (sqlite3_int64)0, (sqlite3_int64)20);
    for (int i = 0; next(orders); i++) {
        if (i > 0)
            put(&text, ",");
        put_order();
    }
    end_reading();
    put(&text, "]}}");
    reply(c, "200 OK", text.octets, text.length);
}

void note(sqlite3_int64 order_id, sqlite3_int64 at, const char *kind, const char *who,
    const char *detail)
{
    bind_integers(event, 3, next_id(), order_id, at);
    bind_text(event, 4, kind);
    bind_text(event, 5, who);
    bind_text(event, 6, detail);
    run(event);
}

void later(const char *kind, sqlite3_int64 order_id, sqlite3_int64 due)
{
    char key[24], payload[48];
    snprintf(key, sizeof key, "%lld", (long long)order_id);
    int length = snprintf(payload, sizeof payload, "{\"id\":%lld}", (long long)order_id);
    bind_integers(job, 1, next_id());
    bind_text(job, 2, kind);
    bind_text(job, 3, key);
    sqlite3_bind_blob(job, 4, payload, length, SQLITE_STATIC);
    sqlite3_bind_int64(job, 5, due);
    run(job);
}

/* `0`, the day, and twelve digits by chance. */
static void make_number(char number[32], sqlite3_int64 at)
{
    unsigned long long chance;
    if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
        fail("getrandom");
    snprintf(number, 32, "0%08lld%012llu", (long long)day(at), chance % 1000000000000ULL);
}

static void put_pieces_away(sqlite3_int64 id, sqlite3_int64 goods, sqlite3_int64 at)
{
    char cause[40];
    sqlite3_int64 left;
    snprintf(cause, sizeof cause, "order:%lld", (long long)id);
    bind_integers(entry, 1, goods);
    bind_text(entry, 2, cause);
    while (next(entry))
        ;
    bind_integers(sell, 2, goods, (sqlite3_int64)-1);
    if (!only(sell, &left, 1))
        fail("sold out");
    bind_integers(journal, 1, goods);
    bind_text(journal, 2, cause);
    sqlite3_bind_int64(journal, 3, -1);
    sqlite3_bind_int64(journal, 4, left);
    bind_text(journal, 5, "");
    sqlite3_bind_int64(journal, 6, at);
    run(journal);
}

static void add_order(struct waiting *one, sqlite3_int64 id, sqlite3_int64 at)
{
    char name[40], tail[8], pic[128], thumb[128];
    make_number(one->text, at);
    snprintf(name, sizeof name, "用户%lld", (long long)one->caller);
    snprintf(tail, sizeof tail, "%04d", (int)(one->caller % 10000));
    snprintf(pic, sizeof pic, "https://bench.invalid/media/commerce/%s", sqlite3_column_text(offer, 5));
    snprintf(thumb, sizeof thumb, "https://bench.invalid/media/commerce/%s",
        sqlite3_column_text(offer, 6));
    sqlite3_bind_int64(add, 1, id);
    bind_text(add, 2, one->text);
    sqlite3_bind_int64(add, 3, one->caller);
    bind_text(add, 4, name);
    sqlite3_bind_blob(add, 5, "", 0, SQLITE_STATIC);
    sqlite3_bind_int64(add, 6, integer(offer, 0));
    sqlite3_bind_int64(add, 7, integer(offer, 1));
    bind_text(add, 8, (const char *)sqlite3_column_text(offer, 2));
    sqlite3_bind_int64(add, 9, integer(offer, 3));
    bind_text(add, 10, (const char *)sqlite3_column_text(offer, 4));
    bind_text(add, 11, pic);
    bind_text(add, 12, thumb);
    sqlite3_int64 numbers[] = {integer(offer, 7), 1, integer(offer, 7), integer(offer, 8),
        integer(offer, 9), integer(offer, 12), 1, at, at + 1800000};
    for (int i = 0; i < 9; i++)
        sqlite3_bind_int64(add, 13 + i, numbers[i]);
    bind_text(add, 22, tail);
    run(add);
}

/* One piece of a good. Its number is what the answer needs. */
void buy(struct waiting *one)
{
    sqlite3_int64 at = now();
    bind_integers(offer, 1, one->number);
    if (!next(offer))
        fail("no such good");
    sqlite3_int64 seller = integer(offer, 1), goods = integer(offer, 3);
    one->caller = account_of(one->caller);
    bind_integers(take, 3, goods, one->caller, (sqlite3_int64)1);
    sqlite3_bind_null(take, 4);
    run(take);
    sqlite3_int64 id = one->number = next_id();
    put_pieces_away(id, goods, at);
    add_order(one, id, at);
    while (next(offer))
        ;
    note(id, at, "placed", "", "");
    bind_integers(count_day, 8, day(at), seller, (sqlite3_int64)1, (sqlite3_int64)0, (sqlite3_int64)0,
        (sqlite3_int64)0, (sqlite3_int64)0, (sqlite3_int64)0);
    run(count_day);
    later("commerce.order.close", id, at + 1800000);
}

void answer_bought(struct waiting *one)
{
    text.length = 0;
    begin_reading();
    bind_integers(order, 1, one->number);
    if (!next(order))
        fail("no such order");
    put_column(&text, "{\"code\":0,\"message\":\"请求成功\",\"data\":{\"order_no\":", order, 1);
    put(&text, ",\"isOperSelf\":0,\"bridge_url\":\"https://bench.invalid/miniprogram_bridge/pay"
               "?targetOperId=1&orderNo=");
    put(&text, (const char *)sqlite3_column_text(order, 1));
    put_integer(&text, "&userId=", one->caller);
    put_integer(&text, "&page=pages/severs/index/index&ticket=", integer(order, 21) / 1000);
    put(&text, ".zX4bQebBoeKTnZV5ruOEFhopxwsxZuSxB9SidlWJ4Ek\"}}");
    while (next(order))
        ;
    end_reading();
    reply(one->connection, "200 OK", text.octets, text.length);
}
