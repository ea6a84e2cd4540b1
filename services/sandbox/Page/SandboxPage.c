// The files of the sandbox's page, as part of the executable. `#embed` costs the compiler nothing;
// the package manager's own way takes a minute for a hundred kilobytes.
#include "SandboxPage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char api_js[] = {
#embed "files/api.js"
};
static const unsigned char dom_js[] = {
#embed "files/dom.js"
};
static const unsigned char faults_js[] = {
#embed "files/faults.js"
};
static const unsigned char h5_html[] = {
#embed "files/h5.html"
};
static const unsigned char h5_js[] = {
#embed "files/h5.js"
};
static const unsigned char icon_svg[] = {
#embed "files/icon.svg"
};
static const unsigned char index_html[] = {
#embed "files/index.html"
};
static const unsigned char lists_js[] = {
#embed "files/lists.js"
};
static const unsigned char main_js[] = {
#embed "files/main.js"
};
static const unsigned char page_css[] = {
#embed "files/page.css"
};
static const unsigned char pay_js[] = {
#embed "files/pay.js"
};
static const unsigned char requests_js[] = {
#embed "files/requests.js"
};
static const unsigned char table_js[] = {
#embed "files/table.js"
};
static const unsigned char words_js[] = {
#embed "files/words.js"
};
static const unsigned char phone_js[] = {
#embed "files/phone.js"
};

#define FILE_NAMED(name, bytes) {name, bytes, sizeof(bytes)}

static const struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} files[] = {
    FILE_NAMED("api.js", api_js),
    FILE_NAMED("dom.js", dom_js),
    FILE_NAMED("faults.js", faults_js),
    FILE_NAMED("h5.html", h5_html),
    FILE_NAMED("h5.js", h5_js),
    FILE_NAMED("icon.svg", icon_svg),
    FILE_NAMED("index.html", index_html),
    FILE_NAMED("lists.js", lists_js),
    FILE_NAMED("main.js", main_js),
    FILE_NAMED("page.css", page_css),
    FILE_NAMED("pay.js", pay_js),
    FILE_NAMED("phone.js", phone_js),
    FILE_NAMED("requests.js", requests_js),
    FILE_NAMED("table.js", table_js),
    FILE_NAMED("words.js", words_js),
};

size_t sandbox_page_count(void) { return sizeof(files) / sizeof(files[0]); }

const char *sandbox_page_name(size_t index) { return files[index].name; }

const unsigned char *sandbox_page_bytes(size_t index) { return files[index].bytes; }

size_t sandbox_page_size(size_t index) { return files[index].size; }
