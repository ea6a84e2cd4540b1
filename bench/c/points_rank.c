/* The ten with most points, and somebody's own place. */
#include "database.h"
#include "loop.h"
#include "points.h"
#include "text.h"

#include <stdint.h>

enum { BEST = 10 };

struct place {
    sqlite3_int64 score, turn;
};

static const struct place HIGHEST = {INT64_MAX, INT64_MAX};
static sqlite3_stmt *best, *after, *summed, *above;
static struct text text;

void prepare_rank(void)
{
    best = prepare(
        "SELECT coalesce(profile.nickname, ''), coalesce(profile.avatar, ''), place.score"
        " FROM place LEFT JOIN profile ON profile.iid = place.iid"
        " WHERE place.board = ?1 ORDER BY place.score DESC, place.turn DESC LIMIT ?2");
    after = prepare(
        "SELECT score, turn FROM rank_node"
        " WHERE board = ?1 AND level = ?2 AND (score, turn) > (?3, ?4)"
        " ORDER BY score, turn LIMIT 1");
    summed = prepare(
        "SELECT coalesce(sum(places), 0) FROM rank_node"
        " WHERE board = ?1 AND level = ?2 AND (score, turn) >= (?3, ?4)"
        " AND (score, turn) < (?5, ?6)");
    above = prepare(
        "SELECT count(*) FROM place"
        " WHERE board = ?1 AND (score, turn) > (?2, ?3) AND (score, turn) < (?4, ?5)");
}

static int is_below(struct place a, struct place b)
{
    return a.score < b.score || (a.score == b.score && a.turn < b.turn);
}

static sqlite3_int64 rank(struct place place)
{
    sqlite3_int64 top, sum = 0, found, row[2];
    struct place end = HIGHEST;
    bind_integers(levels, 1, BALANCE);
    only(levels, &top, 1);
    for (sqlite3_int64 level = top; level >= 1; level--) {
        struct place next = HIGHEST;
        bind_integers(after, 4, BALANCE, level, place.score, place.turn);
        if (only(after, row, 2))
            next = (struct place){row[0], row[1]};
        if (!is_below(next, end))
            next = end;
        if (is_below(next, end)) {
            bind_integers(summed, 6, BALANCE, level, next.score, next.turn, end.score, end.turn);
            only(summed, &found, 1);
            sum += found;
        }
        end = next;
    }
    bind_integers(above, 5, BALANCE, place.score, place.turn, end.score, end.turn);
    only(above, &found, 1);
    return sum + found + 1;
}

void answer_rank(struct connection *c, sqlite3_int64 iid)
{
    sqlite3_int64 row[3] = {0};
    text.length = 0;
    put(&text, "{\"code\":0,\"msg\":\"成功\",\"data\":[");
    begin_reading();
    bind_integers(account, 1, iid);
    int is_known = only(account, row, 3);
    bind_integers(best, 2, BALANCE, (sqlite3_int64)BEST);
    for (int place = 1; next(best); place++) {
        put_integer(&text, place > 1 ? ",[" : "[", place);
        put_column(&text, ",", best, 0);
        put_column(&text, ",", best, 1);
        put_integer(&text, ",", sqlite3_column_int64(best, 2));
        put(&text, "]");
    }
    put_integer(&text, "],\"rank\":", is_known ? rank((struct place){row[0], row[1]}) : 0);
    end_reading();
    put(&text, "}");
    reply(c, "200 OK", text.octets, text.length);
}
