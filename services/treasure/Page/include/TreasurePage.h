#ifndef TREASURE_PAGE_H
#define TREASURE_PAGE_H

#include <stddef.h>

/// The parts of the page that proves a draw.
enum treasure_page_part {
    TREASURE_PAGE_HTML,
    TREASURE_PAGE_STYLE,
    TREASURE_PAGE_SHA256,
    TREASURE_PAGE_SCRIPT,
};

/// A part's octets, which live as long as the process.
const unsigned char *treasure_page_bytes(enum treasure_page_part part);
size_t treasure_page_size(enum treasure_page_part part);

#endif
