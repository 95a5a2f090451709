/* The six relations of a comparison. */
#ifndef ZO_BASE_RELATION_H
#define ZO_BASE_RELATION_H

typedef enum zo_relation { ZO_EQ, ZO_NE, ZO_LT, ZO_LE, ZO_GT, ZO_GE } zo_relation;

#endif
