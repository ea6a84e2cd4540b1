// The files of the console's page, as part of the executable: see services/sandbox/Page.
// Written by services/console/Page/embed.
#include "ConsolePage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_api_js[] = {
#embed "files/api.js"
};
static const unsigned char file_audits_js[] = {
#embed "files/audits.js"
};
static const unsigned char file_catalogue_js[] = {
#embed "files/catalogue.js"
};
static const unsigned char file_cells_js[] = {
#embed "files/cells.js"
};
static const unsigned char file_csv_js[] = {
#embed "files/csv.js"
};
static const unsigned char file_dom_js[] = {
#embed "files/dom.js"
};
static const unsigned char file_en_screens_txt[] = {
#embed "files/en-screens.txt"
};
static const unsigned char file_en_txt[] = {
#embed "files/en.txt"
};
static const unsigned char file_form_js[] = {
#embed "files/form.js"
};
static const unsigned char file_icon_svg[] = {
#embed "files/icon.svg"
};
static const unsigned char file_import_js[] = {
#embed "files/import.js"
};
static const unsigned char file_index_html[] = {
#embed "files/index.html"
};
static const unsigned char file_list_js[] = {
#embed "files/list.js"
};
static const unsigned char file_lists_js[] = {
#embed "files/lists.js"
};
static const unsigned char file_login_js[] = {
#embed "files/login.js"
};
static const unsigned char file_main_js[] = {
#embed "files/main.js"
};
static const unsigned char file_money_js[] = {
#embed "files/money.js"
};
static const unsigned char file_orders_js[] = {
#embed "files/orders.js"
};
static const unsigned char file_page_css[] = {
#embed "files/page.css"
};
static const unsigned char file_people_js[] = {
#embed "files/people.js"
};
static const unsigned char file_plots_js[] = {
#embed "files/plots.js"
};
static const unsigned char file_redeem_js[] = {
#embed "files/redeem.js"
};
static const unsigned char file_rights_js[] = {
#embed "files/rights.js"
};
static const unsigned char file_screens_css[] = {
#embed "files/screens.css"
};
static const unsigned char file_screens_js[] = {
#embed "files/screens.js"
};
static const unsigned char file_shell_js[] = {
#embed "files/shell.js"
};
static const unsigned char file_staff_js[] = {
#embed "files/staff.js"
};
static const unsigned char file_store_js[] = {
#embed "files/store.js"
};
static const unsigned char file_system_js[] = {
#embed "files/system.js"
};
static const unsigned char file_today_js[] = {
#embed "files/today.js"
};
static const unsigned char file_treasure_js[] = {
#embed "files/treasure.js"
};
static const unsigned char file_words_js[] = {
#embed "files/words.js"
};
static const unsigned char file_zh_screens_txt[] = {
#embed "files/zh-screens.txt"
};
static const unsigned char file_zh_txt[] = {
#embed "files/zh.txt"
};

#define FILE_NAMED(name, bytes) {name, bytes, sizeof(bytes)}

static const struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} files[] = {
    FILE_NAMED("api.js", file_api_js),
    FILE_NAMED("audits.js", file_audits_js),
    FILE_NAMED("catalogue.js", file_catalogue_js),
    FILE_NAMED("cells.js", file_cells_js),
    FILE_NAMED("csv.js", file_csv_js),
    FILE_NAMED("dom.js", file_dom_js),
    FILE_NAMED("en-screens.txt", file_en_screens_txt),
    FILE_NAMED("en.txt", file_en_txt),
    FILE_NAMED("form.js", file_form_js),
    FILE_NAMED("icon.svg", file_icon_svg),
    FILE_NAMED("import.js", file_import_js),
    FILE_NAMED("index.html", file_index_html),
    FILE_NAMED("list.js", file_list_js),
    FILE_NAMED("lists.js", file_lists_js),
    FILE_NAMED("login.js", file_login_js),
    FILE_NAMED("main.js", file_main_js),
    FILE_NAMED("money.js", file_money_js),
    FILE_NAMED("orders.js", file_orders_js),
    FILE_NAMED("page.css", file_page_css),
    FILE_NAMED("people.js", file_people_js),
    FILE_NAMED("plots.js", file_plots_js),
    FILE_NAMED("redeem.js", file_redeem_js),
    FILE_NAMED("rights.js", file_rights_js),
    FILE_NAMED("screens.css", file_screens_css),
    FILE_NAMED("screens.js", file_screens_js),
    FILE_NAMED("shell.js", file_shell_js),
    FILE_NAMED("staff.js", file_staff_js),
    FILE_NAMED("store.js", file_store_js),
    FILE_NAMED("system.js", file_system_js),
    FILE_NAMED("today.js", file_today_js),
    FILE_NAMED("treasure.js", file_treasure_js),
    FILE_NAMED("words.js", file_words_js),
    FILE_NAMED("zh-screens.txt", file_zh_screens_txt),
    FILE_NAMED("zh.txt", file_zh_txt),
};

size_t console_page_count(void) { return sizeof(files) / sizeof(files[0]); }

const char *console_page_name(size_t index) { return files[index].name; }

const unsigned char *console_page_bytes(size_t index) { return files[index].bytes; }

size_t console_page_size(size_t index) { return files[index].size; }
