/* Values of an issue by number, word and index. */
#include "model/model.h"

zo_num zo_issue_number(const zo_issue *issue, uint32_t value)
{
    zo_num index = zo_num_of(value), offset = zo_num_mul(&issue->step, &index);
    return zo_num_add(&issue->low, &offset);
}

uint32_t zo_issue_value_of(const zo_issue *issue, const zo_num *number)
{
    if (issue->gridded == 0)
        return ZO_NONE;
    zo_num offset = zo_num_sub(number, &issue->low), index = zo_num_div(&offset, &issue->step);
    int64_t i;
    if (!zo_num_is_integer(&index) || !zo_int_fits64(&index.top, &i) || i < 0 || i >= issue->gridded)
        return ZO_NONE;
    return (uint32_t)i;
}

uint32_t zo_issue_option(const zo_issue *issue, zo_str word)
{
    uint32_t position = zo_table_get(&issue->option_index, word);
    return position == ZO_ABSENT ? ZO_NONE : issue->gridded + position;
}

zo_str zo_issue_value_id(zo_arena *arena, const zo_issue *issue, uint32_t value)
{
    if (value >= issue->gridded)
        return issue->named.at[value - issue->gridded].id;
    zo_num number = zo_issue_number(issue, value);
    return zo_num_text(arena, &number);
}

const char *zo_grade_word(zo_grade grade)
{
    static const char *const words[] = {"quoted", "relayed", "reported", "inferred", "assumed", "unverified"};
    return words[grade];
}
