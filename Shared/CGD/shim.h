#include <gd.h>
#include <stdarg.h>

// What Swift cannot name: a callback that takes a va_list, and fields behind macros.

static inline void kumquat_gd_say_nothing(int level, const char *format, va_list arguments) {
    (void)level;
    (void)format;
    (void)arguments;
}

/// Keeps libgd from writing its complaints to standard error. Once, before any other call.
static inline void kumquat_gd_silence(void) { gdSetErrorMethod(kumquat_gd_say_nothing); }

/// The colour of a pixel as ARGB with libgd's alpha, 0 (opaque) to 127; the pixel has to exist.
static inline int kumquat_gd_pixel(gdImagePtr image, int x, int y) {
    return gdImageGetTrueColorPixel(image, x, y);
}

static inline int kumquat_gd_width(gdImagePtr image) { return gdImageSX(image); }
static inline int kumquat_gd_height(gdImagePtr image) { return gdImageSY(image); }
