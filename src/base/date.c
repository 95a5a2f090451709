/* Turns ISO 8601 texts into minutes since 0001-01-01 00:00 and back into texts.
 *
 * Only full dates of four-digit years from 0001 on and 24-hour clocks are read, with all their digits. */
#include "base/date.h"

#include <assert.h>

enum {
    DATE_LENGTH = 10, /* "2025-12-15" */
    CLOCK_LENGTH = 5, /* "18:00" */
    DAYS_IN_4_YEARS = 4 * 365 + 1,
    DAYS_IN_100_YEARS = 25 * DAYS_IN_4_YEARS - 1,
    DAYS_IN_400_YEARS = 4 * DAYS_IN_100_YEARS + 1
};

typedef struct civil {
    int year, month, day; /* month, day from 1 */
} civil;

static const char *const month_names[12] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_in_month(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

static int64_t days_before_year(int year)
{
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

static zo_time minute_of(civil date)
{
    int64_t days = days_before_year(date.year);
    for (int month = 1; month < date.month; month++)
        days += days_in_month(date.year, month);
    return (days + date.day - 1) * ZO_DAY;
}

/* The year that a day (from 0) falls into, taking off 400, 100, 4 and 1 years at a time. The last day of 400
 * years, and of 4, lies past four whole centuries, and years, hence the two limits. */
static int year_of(int64_t day)
{
    int64_t cycles = day / DAYS_IN_400_YEARS;
    day %= DAYS_IN_400_YEARS;
    int64_t centuries = day / DAYS_IN_100_YEARS < 4 ? day / DAYS_IN_100_YEARS : 3;
    day -= centuries * DAYS_IN_100_YEARS;
    int64_t fours = day / DAYS_IN_4_YEARS;
    day %= DAYS_IN_4_YEARS;
    int64_t years = day / 365 < 4 ? day / 365 : 3;
    return (int)(cycles * 400 + centuries * 100 + fours * 4 + years + 1);
}

static civil civil_of(zo_time t)
{
    assert(t >= 0 && "before the first date that can be read");
    int64_t day = t / ZO_DAY;
    civil date = {.year = year_of(day), .month = 1};
    day -= days_before_year(date.year);
    while (day >= days_in_month(date.year, date.month))
        day -= days_in_month(date.year, date.month++);
    date.day = (int)day + 1;
    return date;
}

/* Reads exactly `count` digits at s. */
static bool read_digits(const char *s, size_t count, int *value)
{
    *value = 0;
    for (size_t i = 0; i < count; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *value = *value * 10 + (s[i] - '0');
    }
    return true;
}

bool zo_date_parse(zo_str s, zo_time *minute)
{
    civil date;
    if (s.n != DATE_LENGTH || s.s[4] != '-' || s.s[7] != '-')
        return false;
    if (!read_digits(s.s, 4, &date.year) || !read_digits(s.s + 5, 2, &date.month) ||
        !read_digits(s.s + 8, 2, &date.day))
        return false;
    if (date.year < 1 || date.month < 1 || date.month > 12)
        return false;
    if (date.day < 1 || date.day > days_in_month(date.year, date.month))
        return false;
    *minute = minute_of(date);
    return true;
}

bool zo_clock_parse(zo_str s, zo_time *minutes)
{
    int hour, minute;
    if (s.n != CLOCK_LENGTH || s.s[2] != ':')
        return false;
    if (!read_digits(s.s, 2, &hour) || !read_digits(s.s + 3, 2, &minute) || hour > 23 || minute > 59)
        return false;
    *minutes = hour * 60 + minute;
    return true;
}

bool zo_moment_parse(zo_str s, zo_time *minute)
{
    zo_time date, clock = ZO_DAY - 1;
    if (s.n < DATE_LENGTH || !zo_date_parse((zo_str){s.s, DATE_LENGTH}, &date))
        return false;
    zo_str rest = {s.s + DATE_LENGTH, s.n - DATE_LENGTH};
    if (rest.n > 0) {
        bool parted = rest.s[0] == 'T' || rest.s[0] == ' ';
        if (!parted || !zo_clock_parse((zo_str){rest.s + 1, rest.n - 1}, &clock))
            return false;
    }
    *minute = date + clock;
    return true;
}

/* ZO_ALWAYS and ZO_LAST are no dates; their text is empty. */
static bool is_unbounded(zo_time t) { return t == ZO_ALWAYS || t == ZO_LAST; }

static void add_clock(zo_text *text, const char *before, zo_time t)
{
    int minute = (int)(t % ZO_DAY);
    if (minute != 0)
        zo_text_printf(text, "%s%02d:%02d", before, minute / 60, minute % 60);
}

zo_str zo_date_iso(zo_arena *arena, zo_time t)
{
    if (is_unbounded(t))
        return ZO_STR("");
    civil date = civil_of(t);
    zo_text text = zo_text_new(arena);
    zo_text_printf(&text, "%04d-%02d-%02d", date.year, date.month, date.day);
    add_clock(&text, "T", t);
    return zo_text_str(&text);
}

zo_str zo_date_words(zo_arena *arena, zo_time t)
{
    if (is_unbounded(t))
        return ZO_STR("");
    civil date = civil_of(t);
    zo_text text = zo_text_new(arena);
    zo_text_printf(&text, "%d %s %d", date.day, month_names[date.month - 1], date.year);
    add_clock(&text, ", ", t);
    return zo_text_str(&text);
}
