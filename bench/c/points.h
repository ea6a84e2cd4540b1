/* The parts of the server that stands beside kumquat-points. */
#ifndef POINTS_H
#define POINTS_H

#include <sqlite3.h>

struct connection;

/* The board of balances. */
#define BALANCE ((sqlite3_int64)-1)

extern sqlite3_stmt *account, *levels;

void prepare_rank(void);
void answer_rank(struct connection *c, sqlite3_int64 iid);

#endif
