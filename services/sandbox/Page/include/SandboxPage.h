#ifndef SANDBOX_PAGE_H
#define SANDBOX_PAGE_H

#include <stddef.h>

/// How many files the sandbox's page has.
size_t sandbox_page_count(void);

/// A file's name, and its octets, which live as long as the process. `index` is below the count.
const char *sandbox_page_name(size_t index);
const unsigned char *sandbox_page_bytes(size_t index);
size_t sandbox_page_size(size_t index);

#endif
