/* Sensitivity: how far each alternative, weight and score may move before a yardstick chooses otherwise. */
#ifndef ZO_ANALYSIS_SHIFTS_H
#define ZO_ANALYSIS_SHIFTS_H

#include "analysis/balance.h"

/* Adds "shifts" and a table to read; false when a limit left some number unknown. */
bool zo_add_shifts(const zo_request *request, const zo_balance *balance, zo_value *root);

#endif
