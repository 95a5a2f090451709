/* A few packages of the zone that a mediator may put side by side: the best ones, or some near the best that are as unlike
 * each other as possible. */
#ifndef ZO_ANALYSIS_UNLIKE_H
#define ZO_ANALYSIS_UNLIKE_H

#include "analysis/balance.h"

typedef struct zo_unlike {
    /* NULL: the packages are known. Else why there are none, as a clause that follows "Not told: ". */
    const char *problem;
    bool none;      /* that there are none is certain: nothing is within reach */
    zo_reach reach; /* EXACT: as many as were asked for, or there are no more */
    zo_str near;    /* as given: a yardstick or a party */
    uint32_t party; /* of the balance: the party whose gain is measured; ZO_NONE: all of them */
    uint64_t share; /* per cent of the best by which packages may fall short of it */
    zo_num best;    /* the best gain: of the party, of the sum, or of the party that gains least */
    bool ranked;  /* the best ones in order were asked for, however unlike; else near_best and most_unlike: */
    bool certain; /* ranked: none that is not listed is better */
    bool all_met; /* every package so near the best was looked at */
    zo_int near_best;                    /* all_met: how many there are */
    bool most_unlike;                    /* no other choice is more unlike */
    size_t apart;                        /* two of them differ in so many issues at least */
    size_t usual;                        /* and in so many usually: the median, the lower one of two */
    ZO_ARRAY(const uint32_t *) packages; /* the one nearest to the best first */
} zo_unlike;

/* Packages of the zone as the balance reads it. Works until the request's deadline. */
zo_unlike zo_find_few(const zo_request *request, const zo_balance *balance);

/* The gain that is measured, of one package. */
zo_num zo_measured_gain(const zo_unlike *unlike, const zo_balance *balance, const uint32_t *package);

#endif
