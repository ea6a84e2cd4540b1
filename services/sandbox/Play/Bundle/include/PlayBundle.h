#ifndef PLAY_BUNDLE_H
#define PLAY_BUNDLE_H

#include <stddef.h>

/// How many files the playground and its sample mini-program have.
size_t play_bundle_count(void);

/// A file's name (`runtime/…` or `app/…`), and its octets, which live as long as the process.
/// `index` is below the count.
const char *play_bundle_name(size_t index);
const unsigned char *play_bundle_bytes(size_t index);
size_t play_bundle_size(size_t index);

#endif
