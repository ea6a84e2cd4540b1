/* One SQLite file, opened as our services open theirs, and statements on it. What goes wrong ends the
   program. */
#ifndef DATABASE_H
#define DATABASE_H

#include <sqlite3.h>

extern sqlite3 *db;

/* `mode` is "each" or "grouped": whether what is ready in a turn of the loop shares a transaction. */
void open_file(const char *path, const char *mode, const char *synchronous);
extern int groups;

sqlite3_stmt *prepare(const char *sql);

/* Integers for ?1, ?2, … */
void bind_integers(sqlite3_stmt *statement, int values, ...);

/* To the end, with no row; how many rows it has changed. */
int run(sqlite3_stmt *statement);

/* The first columns of the only row, as integers; whether there is one. */
int only(sqlite3_stmt *statement, sqlite3_int64 *row, int columns);

/* The next row; at the end the statement is reset. */
int next(sqlite3_stmt *statement);

/* Around the reads of one answer: a transaction of its own, or that of the turn. */
void begin_reading(void);
void end_reading(void);

/* A new identifier, as our services make them. In a transaction that writes. */
sqlite3_int64 next_id(void);

/* Milliseconds since 1970; and the day of China's calendar then. */
sqlite3_int64 now(void);
sqlite3_int64 day(sqlite3_int64 milliseconds);

/* Requests that wait for the end of the turn, to be written with one commit. */
struct connection;
struct request;
enum { WAITING = 1024, PARAMETER = 64 };
struct waiting {
    struct connection *connection;
    sqlite3_int64 caller;
    char text[PARAMETER];
    sqlite3_int64 number;
    int code;
    char answer[1024];
};
/* Notes one; where nothing is shared it is written at once. */
struct waiting *wait_for_commit(struct connection *connection);

/* What the server does with each that waits, in the transaction, and after it. */
typedef void (*unit)(struct waiting *one);
void write_by(unit write, unit answer);

/* For serve(): ends what the turn has begun. */
void end_turn(void);

/* Where nothing is shared: writes what has just been noted. */
void write_if_alone(void);

#endif
