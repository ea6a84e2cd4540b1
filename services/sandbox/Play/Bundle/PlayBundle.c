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
};

size_t play_bundle_count(void) { return sizeof(files) / sizeof(files[0]); }

const char *play_bundle_name(size_t index) { return files[index].name; }

const unsigned char *play_bundle_bytes(size_t index) { return files[index].bytes; }

size_t play_bundle_size(size_t index) { return files[index].size; }
