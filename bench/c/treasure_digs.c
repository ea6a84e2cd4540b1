/* A dig. */
#include "loop.h"
#include "treasure.h"

#include <stdio.h>
#include <string.h>

static sqlite3_stmt *person, *ground, *deepen, *again, *join, *player, *prize, *place, *find, *winner;
static sqlite3_stmt *figure;

void prepare_digs(void)
{
    person = prepare("SELECT uid, nickname, avatar FROM person WHERE uid = ?1");
    ground = prepare(
        "SELECT task.id, task.publisher, task.state, task.content, task.blocked, task.ends_at,"
        " CASE WHEN task.mchid = '' OR task.app = ?3 OR task.mchid = ?4 THEN 1 ELSE 0 END,"
        " participant.won, participant.last_dig,"
        " (SELECT 1 FROM blacklist WHERE blacklist.uid = ?2),"
        " (SELECT player.digs_today FROM player WHERE player.uid = ?2 AND player.day = ?5)"
        " FROM task LEFT JOIN participant"
        " ON participant.task = task.id AND participant.uid = ?2"
        " WHERE task.code = ?1");
    deepen = prepare(
        "UPDATE task SET depth = depth + 1, participants = participants + ?4"
        " WHERE id = ?1 AND state = 'open' AND content = 'pass' AND blocked = 0"
        " AND publisher <> ?2 AND ends_at > ?3"
        " RETURNING depth, participants, found, prizes");
    again = prepare(
        "UPDATE participant SET digs = digs + 1, last_dig = ?3"
        " WHERE task = ?1 AND uid = ?2 AND won = 0"
        " AND (last_dig <= ?4 OR last_dig > ?5)");
    join = prepare(
        "INSERT INTO participant (task, uid, number, joined, digs, won, last_dig)"
        " VALUES (?1, ?2, ?3, ?4, 1, 0, ?5) ON CONFLICT (task, uid) DO NOTHING");
    player = prepare(
        "INSERT INTO player"
        " (uid, unionid, digs, releases, partakes, day, digs_today, releases_today)"
        " VALUES (?1, ?4, 1, 0, ?2, ?3, 1, 0)"
        " ON CONFLICT (uid) DO UPDATE SET"
        " unionid = excluded.unionid,"
        " digs = player.digs + 1,"
        " partakes = player.partakes + excluded.partakes,"
        " digs_today = CASE WHEN player.day = excluded.day"
        " THEN player.digs_today + 1 ELSE 1 END,"
        " releases_today = CASE WHEN player.day = excluded.day"
        " THEN player.releases_today ELSE 0 END,"
        " day = excluded.day"
        " RETURNING digs_today");
    prize = prepare(
        "UPDATE prize SET state = 'undrawn', winner = ?3, winner_iid = ?4, won_at = ?5"
        " WHERE task = ?1 AND depth = ?2 AND state = 'buried' RETURNING id");
    place = prepare("UPDATE prize SET found = ?2 WHERE id = ?1");
    find = prepare("UPDATE task SET found = found + 1 WHERE id = ?1");
    winner = prepare("UPDATE participant SET won = 1 WHERE task = ?1 AND uid = ?2");
    figure = prepare(
        "INSERT INTO day_figure (day, tasks, digs, prizes) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (day) DO UPDATE SET"
        " tasks = day_figure.tasks + excluded.tasks,"
        " digs = day_figure.digs + excluded.digs,"
        " prizes = day_figure.prizes + excluded.prizes");
}

static void win(struct waiting *one, sqlite3_int64 id, sqlite3_int64 task)
{
    bind_integers(place, 2, id, next_id());
    run(place);
    bind_integers(find, 1, task);
    run(find);
    bind_integers(winner, 2, task, one->caller);
    run(winner);
}

/* 1 for a prize, 0 for none, -1 where it may not be dug. */
static int dig_once(struct waiting *one, sqlite3_int64 at)
{
    sqlite3_int64 uid = one->caller = account_of(one->caller), hole[4], won, today, found[9];
    char unionid[32];
    sqlite3_bind_text(ground, 1, one->text, -1, SQLITE_STATIC);
    sqlite3_bind_int64(ground, 2, uid);
    sqlite3_bind_int64(ground, 3, 1);
    sqlite3_bind_text(ground, 4, "1900000001", -1, SQLITE_STATIC);
    sqlite3_bind_int64(ground, 5, day(at));
    if (!next(ground))
        return -1;
    int is_new = sqlite3_column_type(ground, 8) == SQLITE_NULL;
    for (int i = 0; i < 9; i++)
        found[i] = integer(ground, i);
    while (next(ground))
        ;
    if (found[7] == 1 || found[4] || found[5] <= at)
        return -1;
    bind_integers(deepen, 4, found[0], uid, at, (sqlite3_int64)is_new);
    if (!only(deepen, hole, 4))
        return -1;
    if (is_new) {
        bind_integers(join, 5, found[0], uid, hole[1], next_id(), at);
        run(join);
    } else {
        bind_integers(again, 5, found[0], uid, at, at, at);
        run(again);
    }
    int length = snprintf(unionid, sizeof unionid, "uBench%022lld", (long long)uid);
    bind_integers(player, 3, uid, (sqlite3_int64)is_new, day(at));
    sqlite3_bind_blob(player, 4, unionid, length, SQLITE_STATIC);
    only(player, &today, 1);
    bind_integers(prize, 5, found[0], hole[0], uid, uid, at);
    int is_prize = only(prize, &won, 1);
    if (is_prize)
        win(one, won, found[0]);
    bind_integers(figure, 4, day(at), (sqlite3_int64)0, (sqlite3_int64)1, (sqlite3_int64)is_prize);
    run(figure);
    return is_prize;
}

void dig(struct waiting *one)
{
    one->code = dig_once(one, now());
    if (one->code < 0)
        return;
    text.length = 0;
    put_integer(&text, "{\"status\":0,\"msg\":\"成功\",\"is_prize\":", one->code);
    bind_integers(person, 1, account_of(one->caller));
    if (next(person)) {
        put_name(",\"wxname\":", person, 1);
        put_column(&text, ",\"wxheadpic\":", person, 2);
        while (next(person))
            ;
    }
    put(&text, "}");
    memcpy(one->answer, text.octets, text.length);
    one->number = (sqlite3_int64)text.length;
}

void answer_dig(struct waiting *one)
{
    static const char refused[] = "{\"status\":1,\"msg\":\"您已中奖，不能再挖\"}";
    if (one->code < 0)
        reply(one->connection, "200 OK", refused, sizeof refused - 1);
    else
        reply(one->connection, "200 OK", one->answer, (size_t)one->number);
}
