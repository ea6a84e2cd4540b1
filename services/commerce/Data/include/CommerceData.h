#ifndef COMMERCE_DATA_H
#define COMMERCE_DATA_H

#include <stddef.h>

/// Files whose octets live as long as the process; `size` is set to their number.
const unsigned char *commerce_area_table(size_t *size);
const unsigned char *commerce_area_borders(size_t *size);
const unsigned char *commerce_initials(size_t *size);

#endif
