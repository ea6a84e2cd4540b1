/* Answers every request with the same small JSON: what stands behind the gateways.
     backend ADDRESS */
#include "loop.h"

#include <string.h>

static void handle(struct connection *c, const struct request *r)
{
    static const char body[] =
        "{\"code\":0,\"msg\":\"成功\",\"data\":{\"balance\":120,\"p_num\":100000,\"avg_balance\":10.5}}";
    (void)r;
    reply(c, "200 OK", body, sizeof body - 1);
}

int main(int count, char **arguments)
{
    if (count != 2)
        return 2;
    serve(arguments[1], handle, NULL);
}
