/* The parameters that analyses share, and what a request says of them. */
#ifndef ZO_ANALYSIS_PARAMETERS_H
#define ZO_ANALYSIS_PARAMETERS_H

#include "analysis/analysis.h"

/* Every analysis: the record that is asked about, and the limits. The request holds what they say. */
extern const zo_parameter zo_p_on, zo_p_without, zo_p_also, zo_p_time, zo_p_memory, zo_p_threads;
extern const zo_parameter zo_p_engine, zo_p_explain;
/* Of some analyses. */
extern const zo_parameter zo_p_examples, zo_p_most, zo_p_listed, zo_p_points, zo_p_draws,
    zo_p_seed;                                         /* numbers */
extern const zo_parameter zo_p_red_lines, zo_p_within; /* flags */
extern const zo_parameter zo_p_deal;                   /* a text */
extern const zo_parameter zo_p_from, zo_p_to;          /* moments */
extern const zo_parameter zo_p_for;                    /* a party; the request's viewer: analysis/viewer.h */

/* A parameter that the analysis does not take counts as one that was not given. */
bool zo_flag(const zo_request *request, const zo_parameter *parameter);
/* NUMBER, BYTES, SECONDS (in thousandths), CHOICE: as given, or what the parameter says for that case. */
uint64_t zo_number(const zo_request *request, const zo_parameter *parameter);
/* TEXT, NAME: empty when not given. */
zo_str zo_words_given(const zo_request *request, const zo_parameter *parameter);
/* MOMENT: the last minute it covers, or ZO_ALWAYS for "start"; `otherwise` when not given. */
zo_time zo_moment(const zo_request *request, const zo_parameter *parameter, zo_time otherwise);

#endif
