#include <gd.h>
#include <malloc.h>
#include <math.h>
#include <stdint.h>
#include <png.h>
#include <stdarg.h>
#include <stdlib.h>
#include <zlib.h>

// What Swift cannot name: a callback that takes a va_list, and fields behind macros. And loops over
// millions of pixels, which a debug build of Swift would take seconds for.

static inline void kumquat_gd_say_nothing(int level, const char *format, va_list arguments) {
    (void)level;
    (void)format;
    (void)arguments;
}

/// Keeps libgd from writing its complaints to standard error. Once, before any other call.
static inline void kumquat_gd_silence(void) { gdSetErrorMethod(kumquat_gd_say_nothing); }

static inline int kumquat_gd_width(gdImagePtr image) { return gdImageSX(image); }
static inline int kumquat_gd_height(gdImagePtr image) { return gdImageSY(image); }

/// The colour of a pixel as ARGB with libgd's alpha, 0 (opaque) to 127; the pixel has to exist.
static inline int kumquat_gd_pixel(gdImagePtr image, int x, int y) {
    return gdImageGetTrueColorPixel(image, x, y);
}

/// Whether no pixel of a true-colour image lets anything shine through.
static inline int kumquat_gd_is_opaque(gdImagePtr image) {
    for (int y = 0; y < gdImageSY(image); y++)
        for (int x = 0; x < gdImageSX(image); x++)
            if (gdTrueColorGetAlpha(gdImageTrueColorPixel(image, x, y)) != gdAlphaOpaque) return 0;
    return 1;
}

/// A copy of a true-colour image as it has to be seen under an orientation of EXIF, 1 to 8.
static inline gdImagePtr kumquat_gd_turned(gdImagePtr source, int orientation) {
    int width = gdImageSX(source), height = gdImageSY(source);
    int lies = orientation >= 5;
    gdImagePtr turned = gdImageCreateTrueColor(lies ? height : width, lies ? width : height);
    if (turned == NULL) return NULL;
    for (int y = 0; y < gdImageSY(turned); y++) {
        for (int x = 0; x < gdImageSX(turned); x++) {
            int column = lies ? y : x, row = lies ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                column = width - 1 - column;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                row = height - 1 - row;
            gdImageTrueColorPixel(turned, x, y) = gdImageTrueColorPixel(source, column, row);
        }
    }
    return turned;
}

/// Lays a colour over a true-colour image where a mask of one octet a pixel has it covered, its
/// upper left corner at (left, top); what lies outside is left out.
static inline void kumquat_gd_lay(
    gdImagePtr image,
    const unsigned char *mask,
    int pitch,
    int width,
    int rows,
    int left,
    int top,
    int color
) {
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < width; column++) {
            int x = left + column, y = top + row;
            if (x < 0 || y < 0 || x >= gdImageSX(image) || y >= gdImageSY(image)) continue;
            int opacity = gdAlphaMax - gdTrueColorGetAlpha(color);
            int alpha = gdAlphaMax - opacity * mask[row * pitch + column] / 255;
            if (alpha == gdAlphaTransparent) continue;
            int laid = gdTrueColorAlpha(
                gdTrueColorGetRed(color),
                gdTrueColorGetGreen(color),
                gdTrueColorGetBlue(color),
                alpha
            );
            gdImageTrueColorPixel(image, x, y) =
                gdAlphaBlend(gdImageTrueColorPixel(image, x, y), laid);
        }
    }
}

/// A number that two pictures share only if all their pixels are the same (FNV-1a).
static inline uint64_t kumquat_gd_sum(gdImagePtr image) {
    uint64_t sum = 0xcbf29ce484222325u;
    for (int y = 0; y < gdImageSY(image); y++)
        for (int x = 0; x < gdImageSX(image); x++)
            sum = (sum ^ (uint32_t)gdImageGetTrueColorPixel(image, x, y)) * 0x100000001b3u;
    return sum;
}

static inline int kumquat_gd_of_light(const unsigned char *table, float light) {
    if (!(light > 0)) return 0;
    return light >= 1 ? 255 : table[(int)(light * 16383.0f + 0.5f)];
}

/// Makes sRGB of a true-colour image: `light` says how much light each of 256 values of red, green
/// and blue is, `matrix` (three rows of three) brings it to sRGB's primaries. What sRGB does not have
/// is cut off, as screens do.
static inline void kumquat_gd_convert(gdImagePtr image, const float *matrix, const float *light) {
    if (!gdImageTrueColor(image)) return;
    unsigned char table[16384];
    for (int index = 0; index < 16384; index++) {
        double x = index / 16383.0;
        double value = x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055;
        table[index] = (unsigned char)(value * 255 + 0.5);
    }
    for (int y = 0; y < gdImageSY(image); y++) {
        for (int x = 0; x < gdImageSX(image); x++) {
            int color = gdImageTrueColorPixel(image, x, y);
            float red = light[gdTrueColorGetRed(color)];
            float green = light[256 + gdTrueColorGetGreen(color)];
            float blue = light[512 + gdTrueColorGetBlue(color)];
            gdImageTrueColorPixel(image, x, y) = gdTrueColorAlpha(
                kumquat_gd_of_light(table, matrix[0] * red + matrix[1] * green + matrix[2] * blue),
                kumquat_gd_of_light(table, matrix[3] * red + matrix[4] * green + matrix[5] * blue),
                kumquat_gd_of_light(table, matrix[6] * red + matrix[7] * green + matrix[8] * blue),
                gdTrueColorGetAlpha(color)
            );
        }
    }
}

/// What a zlib stream unfolds to, up to `most` octets; 0 where it is none or holds more.
static inline size_t kumquat_gd_unfold(
    const unsigned char *packed,
    size_t count,
    unsigned char *unfolded,
    size_t most
) {
    uLongf length = most;
    return uncompress(unfolded, &length, packed, count) == Z_OK ? length : 0;
}

/// Returns what the allocator keeps: it would hold the rows of a large picture for the next one.
static inline void kumquat_gd_return_memory(void) { malloc_trim(0); }

/// A PNG as a true-colour image; NULL for what libpng refuses. Not through libgd, which lets
/// libpng write its warnings to standard error.
static inline gdImagePtr kumquat_gd_from_png(const void *octets, size_t count) {
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, octets, count)) return NULL;
    png.format = PNG_FORMAT_RGBA;
    png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    gdImagePtr image = gdImageCreateTrueColor((int)png.width, (int)png.height);
    unsigned char *pixels = image == NULL ? NULL : malloc(PNG_IMAGE_SIZE(png));
    if (pixels == NULL || !png_image_finish_read(&png, NULL, pixels, 0, NULL)) {
        free(pixels);
        if (image != NULL) gdImageDestroy(image);
        png_image_free(&png);
        return NULL;
    }
    const unsigned char *from = pixels;
    for (int y = 0; y < gdImageSY(image); y++)
        for (int x = 0; x < gdImageSX(image); x++, from += 4)
            gdImageTrueColorPixel(image, x, y) =
                gdTrueColorAlpha(from[0], from[1], from[2], gdAlphaMax - (from[3] >> 1));
    free(pixels);
    return image;
}
