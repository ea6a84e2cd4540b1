/* A JPEG like a photograph, always the same: soft colours with some grain.
     picture WIDTH HEIGHT FILE */
#include <gd.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
    if (count != 4)
        return 2;
    int width = atoi(arguments[1]), height = atoi(arguments[2]);
    gdImagePtr image = gdImageCreateTrueColor(width, height);
    FILE *file = fopen(arguments[3], "wb");
    if (image == NULL || file == NULL)
        return 1;
    unsigned grain = 1;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            grain = grain * 1664525 + 1013904223;
            int noise = (int)(grain >> 28);
            int red = (int)(110 + 90 * sin(x / 300.0)) + noise;
            int green = (int)(110 + 90 * sin(y / 250.0)) + noise;
            int blue = (int)(110 + 90 * sin((x + y) / 400.0)) + noise;
            gdImageTrueColorPixel(image, x, y) = gdTrueColor(red, green, blue);
        }
    gdImageJpeg(image, file, 85);
    fclose(file);
    gdImageDestroy(image);
    return 0;
}
