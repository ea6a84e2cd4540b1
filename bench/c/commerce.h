/* The parts of the server that stands beside kumquat-commerce. */
#ifndef COMMERCE_H
#define COMMERCE_H

#include "database.h"
#include "text.h"

struct connection;

/* Where an answer is written. */
extern struct text text;

void put_picture(const char *before, sqlite3_stmt *row, int column);
void put_date(struct text *text, const char *before, sqlite3_int64 day);

void prepare_catalogue(void);
void merchants(struct connection *c, double lng, double lat, double metres);
void goods_detail(struct connection *c, sqlite3_int64 id);

void prepare_orders(void);
sqlite3_int64 account_of(sqlite3_int64 uid);
void list_orders(struct connection *c, sqlite3_int64 uid);
void buy(struct waiting *one);
void answer_bought(struct waiting *one);

void prepare_vouchers(void);
void redeem(struct waiting *one);
void answer_redeemed(struct waiting *one);

/* Shared by orders and vouchers. */
extern sqlite3_stmt *order, *count_day, *event, *job;
void note(sqlite3_int64 order_id, sqlite3_int64 at, const char *kind, const char *who,
    const char *detail);
void later(const char *kind, sqlite3_int64 order_id, sqlite3_int64 due);
/* A column of the row that a statement is at. */
sqlite3_int64 integer(sqlite3_stmt *row, int column);
void bind_text(sqlite3_stmt *statement, int number, const char *text);

#endif
