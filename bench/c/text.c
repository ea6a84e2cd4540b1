#include "text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void put(struct text *text, const char *json)
{
    size_t length = strlen(json);
    memcpy(text->octets + text->length, json, length);
    text->length += length;
}

void put_number(struct text *text, sqlite3_int64 number)
{
    char digits[24], *at = digits + sizeof digits;
    sqlite3_uint64 rest = number < 0 ? 0 - (sqlite3_uint64)number : (sqlite3_uint64)number;
    do
        *--at = '0' + rest % 10;
    while ((rest /= 10) != 0);
    if (number < 0)
        *--at = '-';
    size_t length = digits + sizeof digits - at;
    memcpy(text->octets + text->length, at, length);
    text->length += length;
}

void put_integer(struct text *text, const char *before, sqlite3_int64 number)
{
    put(text, before);
    put_number(text, number);
}

void put_string(struct text *text, const char *before, const unsigned char *octets, size_t length)
{
    put(text, before);
    char *at = text->octets + text->length;
    *at++ = '"';
    for (size_t i = 0; i < length; i++) {
        if (octets[i] == '"' || octets[i] == '\\')
            *at++ = '\\';
        if (octets[i] < 0x20)
            at += sprintf(at, "\\u%04x", octets[i]);
        else
            *at++ = octets[i];
    }
    *at++ = '"';
    text->length = at - text->octets;
}

void put_column(struct text *text, const char *before, sqlite3_stmt *row, int column)
{
    const unsigned char *octets = sqlite3_column_text(row, column);
    put_string(text, before, octets, sqlite3_column_bytes(row, column));
}

void put_yuan(struct text *text, const char *before, sqlite3_int64 fen)
{
    put(text, before);
    put(text, "\"");
    put_number(text, fen / 100);
    char digits[4] = {'.', '0' + fen / 10 % 10, '0' + fen % 10, 0};
    put(text, digits);
    put(text, "\"");
}

void put_time(struct text *text, const char *before, sqlite3_int64 milliseconds)
{
    char found[24];
    time_t seconds = milliseconds / 1000 + 8 * 3600;
    struct tm parts;
    strftime(found, sizeof found, "%Y-%m-%d %H:%M:%S", gmtime_r(&seconds, &parts));
    put_string(text, before, (unsigned char *)found, strlen(found));
}
