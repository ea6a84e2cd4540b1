#ifndef CONSOLE_PAGE_H
#define CONSOLE_PAGE_H

#include <stddef.h>

/// How many files the console's page has.
size_t console_page_count(void);

/// A file's name, and its octets, which live as long as the process. `index` is below the count.
const char *console_page_name(size_t index);
const unsigned char *console_page_bytes(size_t index);
size_t console_page_size(size_t index);

#endif
