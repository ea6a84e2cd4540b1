/* An answer's JSON, written into one buffer. */
#ifndef TEXT_H
#define TEXT_H

#include <sqlite3.h>
#include <stddef.h>

struct text {
    size_t length;
    char octets[1 << 18];
};

/* JSON as it stands. */
void put(struct text *text, const char *json);
void put_number(struct text *text, sqlite3_int64 number);
/* `before`, then the text between quotes. */
void put_string(struct text *text, const char *before, const unsigned char *octets, size_t length);
/* The same of a column; a NULL is empty. */
void put_column(struct text *text, const char *before, sqlite3_stmt *row, int column);
void put_integer(struct text *text, const char *before, sqlite3_int64 number);
/* Fen as yuan with two digits, between quotes. */
void put_yuan(struct text *text, const char *before, sqlite3_int64 fen);
/* 2026-01-31 12:00:00, in China. */
void put_time(struct text *text, const char *before, sqlite3_int64 milliseconds);

#endif
