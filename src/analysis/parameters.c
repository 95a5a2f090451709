/* The parameters that analyses share: rows for the help and for reading, and look-ups in a request. */
#include "analysis/parameters.h"

#define SECOND ((uint64_t)1000)
#define YEAR (366 * 24 * 3600 * SECOND)
#define GIGABYTE ((uint64_t)1 << 30)

const zo_parameter zo_p_on = {
    .name = "on",
    .kind = ZO_P_MOMENT,
    .placeholder = "DATE",
    .summary = "the state of the talks at the end of that day (2025-12-14) or minute (2025-12-14T18:00)",
};
const zo_parameter zo_p_without = {
    .name = "without",
    .kind = ZO_P_NAME,
    .repeatable = true,
    .placeholder = "NAME",
    .summary = "leave a statement out (UA.freeze, a rule's name), or a party with all it said",
};
const zo_parameter zo_p_also = {
    .name = "also",
    .kind = ZO_P_STATEMENT,
    .repeatable = true,
    .placeholder = "STATEMENT",
    .summary = "add a statement, in force at the time asked about",
};
const zo_parameter zo_p_time = {
    .name = "time",
    .kind = ZO_P_SECONDS,
    .placeholder = "SECONDS",
    .summary = "stop after so long with what is known (10 unless given)",
    .most = YEAR,
    .otherwise = 10 * SECOND,
};
const zo_parameter zo_p_memory = {
    .name = "memory",
    .kind = ZO_P_BYTES,
    .placeholder = "BYTES",
    .summary = "use at most so much memory, as in 500M (2G unless given)",
    .least = 1,
    .most = GIGABYTE << 20,
    .otherwise = 2 * GIGABYTE,
};
const zo_parameter zo_p_threads = {
    .name = "threads",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "work on N threads (2 unless given); the answer is the same for any number",
    .least = 1,
    .most = 256,
    .otherwise = 2,
};

const zo_parameter zo_p_engine = {
    .name = "engine",
    .kind = ZO_P_CHOICE,
    .placeholder = "ENGINE",
    .choices = "auto|enumeration|layers|elimination|bounds|proof",
    .summary = "compute by that engine where it can answer, and as ever where it cannot (auto unless given)",
};
const zo_parameter zo_p_explain = {
    .name = "explain",
    .kind = ZO_P_FLAG,
    .placeholder = "",
    .summary = "say at the end which engine answered which question, and why that one",
};

const zo_parameter zo_p_examples = {
    .name = "examples",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "show up to N packages (3 unless given)",
    .most = 1000,
    .otherwise = 3,
};
const zo_parameter zo_p_most = {
    .name = "most",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "list at most N conflicts and N movements (10 unless given; 0: all, which may take long)",
    .least = 0,
    .most = 100000,
    .otherwise = 10,
};
const zo_parameter zo_p_listed = {
    .name = "most",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "list at most N packages, drawn at random where there are more (2000 unless given; 0: all)",
    .most = 10000000,
    .otherwise = 2000,
};
const zo_parameter zo_p_points = {
    .name = "most",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary =
        "list at most N points, spread evenly over all where there are more (2000 unless given; 0: all)",
    .most = 10000000,
    .otherwise = 2000,
};
const zo_parameter zo_p_within = {
    .name = "within",
    .kind = ZO_P_FLAG,
    .placeholder = "",
    .summary = "list only packages that are within all positions on record",
};
const zo_parameter zo_p_draws = {
    .name = "draws",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "study N draws from the ranges and orders of values (1000 unless given)",
    .most = 1000000,
    .otherwise = 1000,
};
const zo_parameter zo_p_seed = {
    .name = "seed",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "begin the draws from N (1 unless given); the same number gives the same draws",
    .most = INT64_MAX,
    .otherwise = 1,
};
const zo_parameter zo_p_red_lines = {
    .name = "red-lines",
    .kind = ZO_P_FLAG,
    .placeholder = "",
    .summary = "let red lines move too, as if they were not called so",
};
const zo_parameter zo_p_deal = {
    .name = "deal",
    .kind = ZO_P_TEXT,
    .placeholder = "DEAL",
    .summary = "the deal asked about: its name, or its values, as in \"control = handed, pull_ua = 10\"",
};
const zo_parameter zo_p_from = {
    .name = "from",
    .kind = ZO_P_MOMENT,
    .placeholder = "DATE",
    .summary =
        "begin after that day or minute, or at start, with what is undated (the first date unless given)",
    .start = true,
};
const zo_parameter zo_p_to = {
    .name = "to",
    .kind = ZO_P_MOMENT,
    .placeholder = "DATE",
    .summary = "end with that day or minute (the last date unless given)",
};

const zo_parameter zo_p_for = {
    .name = "for",
    .kind = ZO_P_NAME,
    .placeholder = "PARTY",
    .summary = "tell the worths of that party alone, so that the answer can be shown to it (UA)",
};

bool zo_flag(const zo_request *request, const zo_parameter *parameter)
{
    return zo_find_given(&request->given, parameter) != NULL;
}

uint64_t zo_number(const zo_request *request, const zo_parameter *parameter)
{
    const zo_given *given = zo_find_given(&request->given, parameter);
    return given ? given->number : parameter->otherwise;
}

zo_str zo_words_given(const zo_request *request, const zo_parameter *parameter)
{
    const zo_given *given = zo_find_given(&request->given, parameter);
    return given ? given->text : (zo_str){"", 0};
}

zo_time zo_moment(const zo_request *request, const zo_parameter *parameter, zo_time otherwise)
{
    const zo_given *given = zo_find_given(&request->given, parameter);
    return given ? given->moment : otherwise;
}
