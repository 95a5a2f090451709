/* Ranges and orders: how the choice of each yardstick varies over the readings that the record allows. */
#ifndef ZO_ANALYSIS_DRAWS_H
#define ZO_ANALYSIS_DRAWS_H

#include "analysis/balance.h"

/* Adds "draws" and tables to read, when the record has ranges or orders; false when a limit cut it short. */
bool zo_add_draws(const zo_request *request, const zo_balance *balance, zo_value *root);

#endif
