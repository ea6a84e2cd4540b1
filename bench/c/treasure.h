/* The parts of the server that stands beside kumquat-treasure. */
#ifndef TREASURE_H
#define TREASURE_H

#include "database.h"
#include "text.h"

/* Where an answer is written. */
extern struct text text;

sqlite3_int64 account_of(sqlite3_int64 uid);
/* A column of the row that a statement is at. */
sqlite3_int64 integer(sqlite3_stmt *row, int column);
void put_name(const char *before, sqlite3_stmt *row, int column);

void prepare_digs(void);
void dig(struct waiting *one);
void answer_dig(struct waiting *one);

#endif
