// Written by deploy/play-bundle: the playground and its sample mini-program, as part of the executable.
#include "PlayBundle.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "files/dialogs.js" suffix(, 0) if_empty(0)
};
static const unsigned char file1[] = {
#embed "files/expression.js" suffix(, 0) if_empty(0)
};
static const unsigned char file2[] = {
#embed "files/forward.js" suffix(, 0) if_empty(0)
};
static const unsigned char file3[] = {
#embed "files/index.html" suffix(, 0) if_empty(0)
};
static const unsigned char file4[] = {
#embed "files/parts.js" suffix(, 0) if_empty(0)
};
static const unsigned char file5[] = {
#embed "files/phone.css" suffix(, 0) if_empty(0)
};
static const unsigned char file6[] = {
#embed "files/phone.html" suffix(, 0) if_empty(0)
};
static const unsigned char file7[] = {
#embed "files/phone.js" suffix(, 0) if_empty(0)
};
static const unsigned char file8[] = {
#embed "files/play.css" suffix(, 0) if_empty(0)
};
static const unsigned char file9[] = {
#embed "files/play.js" suffix(, 0) if_empty(0)
};
static const unsigned char file10[] = {
#embed "files/render.js" suffix(, 0) if_empty(0)
};
static const unsigned char file11[] = {
#embed "files/routes.js" suffix(, 0) if_empty(0)
};
static const unsigned char file12[] = {
#embed "files/style.js" suffix(, 0) if_empty(0)
};
static const unsigned char file13[] = {
#embed "files/table.js" suffix(, 0) if_empty(0)
};
static const unsigned char file14[] = {
#embed "files/tags.css" suffix(, 0) if_empty(0)
};
static const unsigned char file15[] = {
#embed "files/tags.js" suffix(, 0) if_empty(0)
};
static const unsigned char file16[] = {
#embed "files/wx.js" suffix(, 0) if_empty(0)
};
static const unsigned char file17[] = {
#embed "files/wxml.js" suffix(, 0) if_empty(0)
};
static const unsigned char file18[] = {
#embed "../../../../examples/miniprogram/app.js" suffix(, 0) if_empty(0)
};
static const unsigned char file19[] = {
#embed "../../../../examples/miniprogram/app.json" suffix(, 0) if_empty(0)
};
static const unsigned char file20[] = {
#embed "../../../../examples/miniprogram/app.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file21[] = {
#embed "../../../../examples/miniprogram/components/sheet/sheet.js" suffix(, 0) if_empty(0)
};
static const unsigned char file22[] = {
#embed "../../../../examples/miniprogram/components/sheet/sheet.json" suffix(, 0) if_empty(0)
};
static const unsigned char file23[] = {
#embed "../../../../examples/miniprogram/components/sheet/sheet.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file24[] = {
#embed "../../../../examples/miniprogram/components/sheet/sheet.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file25[] = {
#embed "../../../../examples/miniprogram/components/state/state.js" suffix(, 0) if_empty(0)
};
static const unsigned char file26[] = {
#embed "../../../../examples/miniprogram/components/state/state.json" suffix(, 0) if_empty(0)
};
static const unsigned char file27[] = {
#embed "../../../../examples/miniprogram/components/state/state.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file28[] = {
#embed "../../../../examples/miniprogram/components/state/state.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file29[] = {
#embed "../../../../examples/miniprogram/components/task-card/task-card.js" suffix(, 0) if_empty(0)
};
static const unsigned char file30[] = {
#embed "../../../../examples/miniprogram/components/task-card/task-card.json" suffix(, 0) if_empty(0)
};
static const unsigned char file31[] = {
#embed "../../../../examples/miniprogram/components/task-card/task-card.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file32[] = {
#embed "../../../../examples/miniprogram/components/task-card/task-card.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file33[] = {
#embed "../../../../examples/miniprogram/config.js" suffix(, 0) if_empty(0)
};
static const unsigned char file34[] = {
#embed "../../../../examples/miniprogram/icons/account-on.png" suffix(, 0) if_empty(0)
};
static const unsigned char file35[] = {
#embed "../../../../examples/miniprogram/icons/account.png" suffix(, 0) if_empty(0)
};
static const unsigned char file36[] = {
#embed "../../../../examples/miniprogram/icons/points-on.png" suffix(, 0) if_empty(0)
};
static const unsigned char file37[] = {
#embed "../../../../examples/miniprogram/icons/points.png" suffix(, 0) if_empty(0)
};
static const unsigned char file38[] = {
#embed "../../../../examples/miniprogram/icons/shops-on.png" suffix(, 0) if_empty(0)
};
static const unsigned char file39[] = {
#embed "../../../../examples/miniprogram/icons/shops.png" suffix(, 0) if_empty(0)
};
static const unsigned char file40[] = {
#embed "../../../../examples/miniprogram/icons/treasure-on.png" suffix(, 0) if_empty(0)
};
static const unsigned char file41[] = {
#embed "../../../../examples/miniprogram/icons/treasure.png" suffix(, 0) if_empty(0)
};
static const unsigned char file42[] = {
#embed "../../../../examples/miniprogram/kumquat/kumquat.js" suffix(, 0) if_empty(0)
};
static const unsigned char file43[] = {
#embed "../../../../examples/miniprogram/lib/page.js" suffix(, 0) if_empty(0)
};
static const unsigned char file44[] = {
#embed "../../../../examples/miniprogram/lib/phone.js" suffix(, 0) if_empty(0)
};
static const unsigned char file45[] = {
#embed "../../../../examples/miniprogram/lib/server.js" suffix(, 0) if_empty(0)
};
static const unsigned char file46[] = {
#embed "../../../../examples/miniprogram/lib/words.js" suffix(, 0) if_empty(0)
};
static const unsigned char file47[] = {
#embed "../../../../examples/miniprogram/pages/account/account.js" suffix(, 0) if_empty(0)
};
static const unsigned char file48[] = {
#embed "../../../../examples/miniprogram/pages/account/account.json" suffix(, 0) if_empty(0)
};
static const unsigned char file49[] = {
#embed "../../../../examples/miniprogram/pages/account/account.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file50[] = {
#embed "../../../../examples/miniprogram/pages/certify/certify.js" suffix(, 0) if_empty(0)
};
static const unsigned char file51[] = {
#embed "../../../../examples/miniprogram/pages/certify/certify.json" suffix(, 0) if_empty(0)
};
static const unsigned char file52[] = {
#embed "../../../../examples/miniprogram/pages/certify/certify.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file53[] = {
#embed "../../../../examples/miniprogram/pages/certify/certify.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file54[] = {
#embed "../../../../examples/miniprogram/pages/home/home.js" suffix(, 0) if_empty(0)
};
static const unsigned char file55[] = {
#embed "../../../../examples/miniprogram/pages/home/home.json" suffix(, 0) if_empty(0)
};
static const unsigned char file56[] = {
#embed "../../../../examples/miniprogram/pages/home/home.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file57[] = {
#embed "../../../../examples/miniprogram/pages/home/home.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file58[] = {
#embed "../../../../examples/miniprogram/pages/invite/invite.js" suffix(, 0) if_empty(0)
};
static const unsigned char file59[] = {
#embed "../../../../examples/miniprogram/pages/invite/invite.json" suffix(, 0) if_empty(0)
};
static const unsigned char file60[] = {
#embed "../../../../examples/miniprogram/pages/invite/invite.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file61[] = {
#embed "../../../../examples/miniprogram/pages/invite/invite.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file62[] = {
#embed "../../../../examples/miniprogram/pages/ledger/ledger.js" suffix(, 0) if_empty(0)
};
static const unsigned char file63[] = {
#embed "../../../../examples/miniprogram/pages/ledger/ledger.json" suffix(, 0) if_empty(0)
};
static const unsigned char file64[] = {
#embed "../../../../examples/miniprogram/pages/ledger/ledger.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file65[] = {
#embed "../../../../examples/miniprogram/pages/mine/mine.js" suffix(, 0) if_empty(0)
};
static const unsigned char file66[] = {
#embed "../../../../examples/miniprogram/pages/mine/mine.json" suffix(, 0) if_empty(0)
};
static const unsigned char file67[] = {
#embed "../../../../examples/miniprogram/pages/mine/mine.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file68[] = {
#embed "../../../../examples/miniprogram/pages/mine/mine.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file69[] = {
#embed "../../../../examples/miniprogram/pages/order/order.js" suffix(, 0) if_empty(0)
};
static const unsigned char file70[] = {
#embed "../../../../examples/miniprogram/pages/order/order.json" suffix(, 0) if_empty(0)
};
static const unsigned char file71[] = {
#embed "../../../../examples/miniprogram/pages/order/order.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file72[] = {
#embed "../../../../examples/miniprogram/pages/order/order.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file73[] = {
#embed "../../../../examples/miniprogram/pages/orders/orders.js" suffix(, 0) if_empty(0)
};
static const unsigned char file74[] = {
#embed "../../../../examples/miniprogram/pages/orders/orders.json" suffix(, 0) if_empty(0)
};
static const unsigned char file75[] = {
#embed "../../../../examples/miniprogram/pages/orders/orders.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file76[] = {
#embed "../../../../examples/miniprogram/pages/orders/orders.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file77[] = {
#embed "../../../../examples/miniprogram/pages/publish/publish.js" suffix(, 0) if_empty(0)
};
static const unsigned char file78[] = {
#embed "../../../../examples/miniprogram/pages/publish/publish.json" suffix(, 0) if_empty(0)
};
static const unsigned char file79[] = {
#embed "../../../../examples/miniprogram/pages/publish/publish.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file80[] = {
#embed "../../../../examples/miniprogram/pages/publish/publish.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file81[] = {
#embed "../../../../examples/miniprogram/pages/register/register.js" suffix(, 0) if_empty(0)
};
static const unsigned char file82[] = {
#embed "../../../../examples/miniprogram/pages/register/register.json" suffix(, 0) if_empty(0)
};
static const unsigned char file83[] = {
#embed "../../../../examples/miniprogram/pages/register/register.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file84[] = {
#embed "../../../../examples/miniprogram/pages/shop/shop.js" suffix(, 0) if_empty(0)
};
static const unsigned char file85[] = {
#embed "../../../../examples/miniprogram/pages/shop/shop.json" suffix(, 0) if_empty(0)
};
static const unsigned char file86[] = {
#embed "../../../../examples/miniprogram/pages/shop/shop.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file87[] = {
#embed "../../../../examples/miniprogram/pages/shop/shop.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file88[] = {
#embed "../../../../examples/miniprogram/pages/shops/shops.js" suffix(, 0) if_empty(0)
};
static const unsigned char file89[] = {
#embed "../../../../examples/miniprogram/pages/shops/shops.json" suffix(, 0) if_empty(0)
};
static const unsigned char file90[] = {
#embed "../../../../examples/miniprogram/pages/shops/shops.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file91[] = {
#embed "../../../../examples/miniprogram/pages/shops/shops.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file92[] = {
#embed "../../../../examples/miniprogram/pages/square/square.js" suffix(, 0) if_empty(0)
};
static const unsigned char file93[] = {
#embed "../../../../examples/miniprogram/pages/square/square.json" suffix(, 0) if_empty(0)
};
static const unsigned char file94[] = {
#embed "../../../../examples/miniprogram/pages/square/square.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file95[] = {
#embed "../../../../examples/miniprogram/pages/square/square.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file96[] = {
#embed "../../../../examples/miniprogram/pages/task/task.js" suffix(, 0) if_empty(0)
};
static const unsigned char file97[] = {
#embed "../../../../examples/miniprogram/pages/task/task.json" suffix(, 0) if_empty(0)
};
static const unsigned char file98[] = {
#embed "../../../../examples/miniprogram/pages/task/task.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file99[] = {
#embed "../../../../examples/miniprogram/pages/task/task.wxss" suffix(, 0) if_empty(0)
};
static const unsigned char file100[] = {
#embed "../../../../examples/miniprogram/project.config.json" suffix(, 0) if_empty(0)
};
static const unsigned char file101[] = {
#embed "../../../../examples/miniprogram/sitemap.json" suffix(, 0) if_empty(0)
};
static const unsigned char file102[] = {
#embed "../../../../examples/miniprogram/templates/foot.wxml" suffix(, 0) if_empty(0)
};
static const unsigned char file103[] = {
#embed "../../../../examples/miniprogram/templates/rows.wxml" suffix(, 0) if_empty(0)
};

static const struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} files[] = {
    {"runtime/dialogs.js", file0, sizeof(file0) - 1},
    {"runtime/expression.js", file1, sizeof(file1) - 1},
    {"runtime/forward.js", file2, sizeof(file2) - 1},
    {"runtime/index.html", file3, sizeof(file3) - 1},
    {"runtime/parts.js", file4, sizeof(file4) - 1},
    {"runtime/phone.css", file5, sizeof(file5) - 1},
    {"runtime/phone.html", file6, sizeof(file6) - 1},
    {"runtime/phone.js", file7, sizeof(file7) - 1},
    {"runtime/play.css", file8, sizeof(file8) - 1},
    {"runtime/play.js", file9, sizeof(file9) - 1},
    {"runtime/render.js", file10, sizeof(file10) - 1},
    {"runtime/routes.js", file11, sizeof(file11) - 1},
    {"runtime/style.js", file12, sizeof(file12) - 1},
    {"runtime/table.js", file13, sizeof(file13) - 1},
    {"runtime/tags.css", file14, sizeof(file14) - 1},
    {"runtime/tags.js", file15, sizeof(file15) - 1},
    {"runtime/wx.js", file16, sizeof(file16) - 1},
    {"runtime/wxml.js", file17, sizeof(file17) - 1},
    {"app/app.js", file18, sizeof(file18) - 1},
    {"app/app.json", file19, sizeof(file19) - 1},
    {"app/app.wxss", file20, sizeof(file20) - 1},
    {"app/components/sheet/sheet.js", file21, sizeof(file21) - 1},
    {"app/components/sheet/sheet.json", file22, sizeof(file22) - 1},
    {"app/components/sheet/sheet.wxml", file23, sizeof(file23) - 1},
    {"app/components/sheet/sheet.wxss", file24, sizeof(file24) - 1},
    {"app/components/state/state.js", file25, sizeof(file25) - 1},
    {"app/components/state/state.json", file26, sizeof(file26) - 1},
    {"app/components/state/state.wxml", file27, sizeof(file27) - 1},
    {"app/components/state/state.wxss", file28, sizeof(file28) - 1},
    {"app/components/task-card/task-card.js", file29, sizeof(file29) - 1},
    {"app/components/task-card/task-card.json", file30, sizeof(file30) - 1},
    {"app/components/task-card/task-card.wxml", file31, sizeof(file31) - 1},
    {"app/components/task-card/task-card.wxss", file32, sizeof(file32) - 1},
    {"app/config.js", file33, sizeof(file33) - 1},
    {"app/icons/account-on.png", file34, sizeof(file34) - 1},
    {"app/icons/account.png", file35, sizeof(file35) - 1},
    {"app/icons/points-on.png", file36, sizeof(file36) - 1},
    {"app/icons/points.png", file37, sizeof(file37) - 1},
    {"app/icons/shops-on.png", file38, sizeof(file38) - 1},
    {"app/icons/shops.png", file39, sizeof(file39) - 1},
    {"app/icons/treasure-on.png", file40, sizeof(file40) - 1},
    {"app/icons/treasure.png", file41, sizeof(file41) - 1},
    {"app/kumquat/kumquat.js", file42, sizeof(file42) - 1},
    {"app/lib/page.js", file43, sizeof(file43) - 1},
    {"app/lib/phone.js", file44, sizeof(file44) - 1},
    {"app/lib/server.js", file45, sizeof(file45) - 1},
    {"app/lib/words.js", file46, sizeof(file46) - 1},
    {"app/pages/account/account.js", file47, sizeof(file47) - 1},
    {"app/pages/account/account.json", file48, sizeof(file48) - 1},
    {"app/pages/account/account.wxml", file49, sizeof(file49) - 1},
    {"app/pages/certify/certify.js", file50, sizeof(file50) - 1},
    {"app/pages/certify/certify.json", file51, sizeof(file51) - 1},
    {"app/pages/certify/certify.wxml", file52, sizeof(file52) - 1},
    {"app/pages/certify/certify.wxss", file53, sizeof(file53) - 1},
    {"app/pages/home/home.js", file54, sizeof(file54) - 1},
    {"app/pages/home/home.json", file55, sizeof(file55) - 1},
    {"app/pages/home/home.wxml", file56, sizeof(file56) - 1},
    {"app/pages/home/home.wxss", file57, sizeof(file57) - 1},
    {"app/pages/invite/invite.js", file58, sizeof(file58) - 1},
    {"app/pages/invite/invite.json", file59, sizeof(file59) - 1},
    {"app/pages/invite/invite.wxml", file60, sizeof(file60) - 1},
    {"app/pages/invite/invite.wxss", file61, sizeof(file61) - 1},
    {"app/pages/ledger/ledger.js", file62, sizeof(file62) - 1},
    {"app/pages/ledger/ledger.json", file63, sizeof(file63) - 1},
    {"app/pages/ledger/ledger.wxml", file64, sizeof(file64) - 1},
    {"app/pages/mine/mine.js", file65, sizeof(file65) - 1},
    {"app/pages/mine/mine.json", file66, sizeof(file66) - 1},
    {"app/pages/mine/mine.wxml", file67, sizeof(file67) - 1},
    {"app/pages/mine/mine.wxss", file68, sizeof(file68) - 1},
    {"app/pages/order/order.js", file69, sizeof(file69) - 1},
    {"app/pages/order/order.json", file70, sizeof(file70) - 1},
    {"app/pages/order/order.wxml", file71, sizeof(file71) - 1},
    {"app/pages/order/order.wxss", file72, sizeof(file72) - 1},
    {"app/pages/orders/orders.js", file73, sizeof(file73) - 1},
    {"app/pages/orders/orders.json", file74, sizeof(file74) - 1},
    {"app/pages/orders/orders.wxml", file75, sizeof(file75) - 1},
    {"app/pages/orders/orders.wxss", file76, sizeof(file76) - 1},
    {"app/pages/publish/publish.js", file77, sizeof(file77) - 1},
    {"app/pages/publish/publish.json", file78, sizeof(file78) - 1},
    {"app/pages/publish/publish.wxml", file79, sizeof(file79) - 1},
    {"app/pages/publish/publish.wxss", file80, sizeof(file80) - 1},
    {"app/pages/register/register.js", file81, sizeof(file81) - 1},
    {"app/pages/register/register.json", file82, sizeof(file82) - 1},
    {"app/pages/register/register.wxml", file83, sizeof(file83) - 1},
    {"app/pages/shop/shop.js", file84, sizeof(file84) - 1},
    {"app/pages/shop/shop.json", file85, sizeof(file85) - 1},
    {"app/pages/shop/shop.wxml", file86, sizeof(file86) - 1},
    {"app/pages/shop/shop.wxss", file87, sizeof(file87) - 1},
    {"app/pages/shops/shops.js", file88, sizeof(file88) - 1},
    {"app/pages/shops/shops.json", file89, sizeof(file89) - 1},
    {"app/pages/shops/shops.wxml", file90, sizeof(file90) - 1},
    {"app/pages/shops/shops.wxss", file91, sizeof(file91) - 1},
    {"app/pages/square/square.js", file92, sizeof(file92) - 1},
    {"app/pages/square/square.json", file93, sizeof(file93) - 1},
    {"app/pages/square/square.wxml", file94, sizeof(file94) - 1},
    {"app/pages/square/square.wxss", file95, sizeof(file95) - 1},
    {"app/pages/task/task.js", file96, sizeof(file96) - 1},
    {"app/pages/task/task.json", file97, sizeof(file97) - 1},
    {"app/pages/task/task.wxml", file98, sizeof(file98) - 1},
    {"app/pages/task/task.wxss", file99, sizeof(file99) - 1},
    {"app/project.config.json", file100, sizeof(file100) - 1},
    {"app/sitemap.json", file101, sizeof(file101) - 1},
    {"app/templates/foot.wxml", file102, sizeof(file102) - 1},
    {"app/templates/rows.wxml", file103, sizeof(file103) - 1},
};

size_t play_bundle_count(void) { return sizeof(files) / sizeof(files[0]); }

const char *play_bundle_name(size_t index) { return files[index].name; }

const unsigned char *play_bundle_bytes(size_t index) { return files[index].bytes; }

size_t play_bundle_size(size_t index) { return files[index].size; }
