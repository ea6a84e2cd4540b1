#ifndef CONSOLE_DATA_H
#define CONSOLE_DATA_H

#include <stddef.h>

/// What the services say of their back offices, as JSON; the octets live as long as the process.
const unsigned char *console_description_bytes(void);
size_t console_description_size(void);

#endif
