/* Merchants nearby, and a good. */
#include "commerce.h"
#include "loop.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 20 };
static const double RADIUS = 6371008.8;

static sqlite3_stmt *categories, *nearby, *merchant, *lowest, *goods, *pictures, *centre;

struct hit {
    double metres;
    sqlite3_int64 merchant;
};

void prepare_catalogue(void)
{
    categories = prepare("SELECT id, name FROM category LIMIT ?1");
    nearby = prepare(
        "SELECT id, lng, lat, city, category FROM merchant"
        " WHERE is_on = 1 AND band = ?1 AND lng BETWEEN ?2 AND ?3");
    merchant = prepare(
        "SELECT id, oper, is_on, ref, category, name, brand, region, address, lng, lat, opens,"
        " closes, logo, picture, description, contact, phone, county, city"
        " FROM merchant WHERE id = ?1");
    lowest = prepare(
        "SELECT price FROM goods WHERE merchant = ?1 AND is_on = 1 AND ends_on >= ?2"
        " ORDER BY price LIMIT 1");
    goods = prepare(
        "SELECT id, merchant, is_on, stock, sell_number, ref, name, description, market_price,"
        " price, starts_on, ends_on, opens, closes, picture, thumbnail, buy_info, per_user,"
        " refunds_expired"
        " FROM goods WHERE id = ?1");
    centre = prepare("SELECT oper FROM merchant WHERE id = ?1 AND is_on = 1");
    pictures = prepare("SELECT file FROM goods_picture WHERE goods = ?1 ORDER BY place");
}

static double radians(double degrees)
{
    return degrees * M_PI / 180;
}

static double distance(double lng, double lat, double other_lng, double other_lat)
{
    double north = sin(radians(other_lat - lat) / 2), east = sin(radians(other_lng - lng) / 2);
    double chord = north * north + cos(radians(lat)) * cos(radians(other_lat)) * east * east;
    return 2 * RADIUS * asin(sqrt(chord));
}

static int is_behind(struct hit a, struct hit b)
{
    return a.metres > b.metres || (a.metres == b.metres && a.merchant > b.merchant);
}

/* Keeps the nearest, in their order. */
static void keep(struct hit *hits, int *count, struct hit hit)
{
    if (*count == PAGE && !is_behind(hits[PAGE - 1], hit))
        return;
    int at = *count < PAGE ? (*count)++ : PAGE - 1;
    for (; at > 0 && is_behind(hits[at - 1], hit); at--)
        hits[at] = hits[at - 1];
    hits[at] = hit;
}

/* The strips of a hundredth of a degree that a circle touches, and of each what its chord spans. */
static int find(double lng, double lat, double metres, struct hit *hits, int *count)
{
    double reach = metres / (RADIUS * M_PI / 180);
    int total = 0;
    for (long band = (lat - reach + 90) * 100; band <= (long)((lat + reach + 90) * 100); band++) {
        double south = band / 100.0 - 90, north = south + 0.01;
        double away = fmax(fmax(south - lat, lat - north), 0);
        double half = sqrt(fmax(reach * reach - away * away, 0)) * 1.01;
        double across = half / cos(radians(fmax(fmax(fabs(south), fabs(north)), fabs(lat))));
        bind_integers(nearby, 3, (sqlite3_int64)band, (sqlite3_int64)((lng - across) * 1e6) - 2,
            (sqlite3_int64)((lng + across) * 1e6) + 2);
        while (next(nearby)) {
            struct hit hit = {
                distance(lng, lat, integer(nearby, 1) / 1e6, integer(nearby, 2) / 1e6),
                integer(nearby, 0)};
            if (hit.metres > metres)
                continue;
            total++;
            keep(hits, count, hit);
        }
    }
    return total;
}

static void put_hours(const char *before, sqlite3_int64 opens, sqlite3_int64 closes)
{
    char words[64];
    snprintf(words, sizeof words, "[\"%02d:%02d:%02d\",\"%02d:%02d:%02d\"]", (int)(opens / 3600),
        (int)(opens / 60 % 60), (int)(opens % 60), (int)(closes / 3600), (int)(closes / 60 % 60),
        (int)(closes % 60));
    put(&text, before);
    put(&text, words);
}

static void put_merchant(struct hit hit, const char *category)
{
    char place[64];
    bind_integers(merchant, 1, hit.merchant);
    if (!next(merchant))
        fail("no such merchant");
    sqlite3_int64 price = 0;
    bind_integers(lowest, 2, hit.merchant, day(now()));
    only(lowest, &price, 1);
    put_integer(&text, "{\"id\":", hit.merchant);
    put_integer(&text, ",\"oper_id\":", integer(merchant, 1));
    put_integer(&text, ",\"merchant_category_id\":", integer(merchant, 4));
    put(&text, ",\"merchantCategoryName\":\"");
    put(&text, category);
    put_column(&text, "\",\"name\":", merchant, 5);
    put_column(&text, ",\"brand\":", merchant, 6);
    put_integer(&text, ",\"region\":", integer(merchant, 7));
    put_column(&text, ",\"address\":", merchant, 8);
    put(&text, ",\"province\":\"四川省\",\"province_id\":510000,\"city\":\"成都市\"");
    put_integer(&text, ",\"city_id\":", integer(merchant, 19));
    put_integer(&text, ",\"area\":\"武侯区\",\"area_id\":", integer(merchant, 18));
    snprintf(place, sizeof place, ",\"lng\":%.6f,\"lat\":%.6f", integer(merchant, 9) / 1e6,
        integer(merchant, 10) / 1e6);
    put(&text, place);
    put_hours(",\"business_time\":", integer(merchant, 11), integer(merchant, 12));
    sqlite3_int64 second = (now() / 1000 + 8 * 3600) % 86400;
    put_integer(&text, ",\"isOpen\":",
        second >= integer(merchant, 11) && second < integer(merchant, 12));
    put_picture(",\"logo\":", merchant, 13);
    put_picture(",\"desc_pic\":", merchant, 14);
    put_column(&text, ",\"desc\":", merchant, 15);
    put_column(&text, ",\"contacter\":", merchant, 16);
    put_column(&text, ",\"contacter_phone\":", merchant, 17);
    put_integer(&text, ",\"status\":", integer(merchant, 2) ? 1 : 2);
    put_integer(&text, ",\"distance\":", (sqlite3_int64)round(hit.metres));
    put_yuan(&text, ",\"lowestAmount\":", price);
    put(&text, ",\"isOperSelf\":1}");
    while (next(merchant))
        ;
}

/* The names of categories, by number; there are a hundred. */
static char names[1000][64];

static void read_categories(void)
{
    bind_integers(categories, 1, (sqlite3_int64)1000);
    while (next(categories))
        snprintf(names[integer(categories, 0) % 1000], sizeof *names, "%s",
            sqlite3_column_text(categories, 1));
}

void merchants(struct connection *c, double lng, double lat, double metres)
{
    struct hit hits[PAGE];
    int count = 0;
    text.length = 0;
    begin_reading();
    read_categories();
    int total = find(lng, lat, metres, hits, &count);
    put_integer(&text, "{\"code\":0,\"message\":\"请求成功\",\"data\":{\"total\":", total);
    put(&text, ",\"list\":[");
    for (int i = 0; i < count; i++) {
        if (i > 0)
            put(&text, ",");
        put_merchant(hits[i], names[1 + hits[i].merchant % 100]);
    }
    end_reading();
    put(&text, "]}}");
    reply(c, "200 OK", text.octets, text.length);
}

static void put_goods(sqlite3_int64 oper)
{
    sqlite3_int64 id = integer(goods, 0);
    put_integer(&text, "{\"code\":0,\"message\":\"请求成功\",\"data\":{\"id\":", id);
    put_integer(&text, ",\"oper_id\":", oper);
    put_integer(&text, ",\"merchant_id\":", integer(goods, 1));
    put_column(&text, ",\"name\":", goods, 6);
    put_column(&text, ",\"desc\":", goods, 7);
    put_yuan(&text, ",\"market_price\":", integer(goods, 8));
    put_yuan(&text, ",\"price\":", integer(goods, 9));
    put_date(&text, ",\"start_date\":", integer(goods, 10));
    put_date(&text, ",\"end_date\":", integer(goods, 11));
    put_hours(",\"business_time\":", integer(goods, 12), integer(goods, 13));
    put_picture(",\"thumb_url\":", goods, 15);
    put_picture(",\"pic\":", goods, 14);
    put(&text, ",\"pic_list\":[");
    bind_integers(pictures, 1, id);
    for (int count = 0; next(pictures); count++)
        put_picture(count > 0 ? "," : "", pictures, 0);
    put_column(&text, "],\"buy_info\":", goods, 16);
    put_integer(&text, ",\"status\":", integer(goods, 2) ? 1 : 2);
    put_integer(&text, ",\"sell_number\":", integer(goods, 4));
    put_integer(&text, ",\"stock\":", integer(goods, 3));
    put(&text, ",\"isOperSelf\":1}}");
}

void goods_detail(struct connection *c, sqlite3_int64 id)
{
    text.length = 0;
    begin_reading();
    bind_integers(goods, 1, id);
    if (!next(goods))
        fail("no such good");
    sqlite3_int64 oper;
    bind_integers(centre, 1, integer(goods, 1));
    if (!only(centre, &oper, 1))
        fail("no such merchant");
    put_goods(oper);
    while (next(goods))
        ;
    end_reading();
    reply(c, "200 OK", text.octets, text.length);
}
