/* The yardsticks by which one package is chosen among many. */
#ifndef ZO_ENGINE_YARDSTICK_H
#define ZO_ENGINE_YARDSTICK_H

typedef enum zo_yardstick { ZO_NASH, ZO_KALAI_SMORODINSKY, ZO_EGALITARIAN, ZO_UTILITARIAN } zo_yardstick;

#endif
