/* Parameters -> whether a few packages are asked for, and by what measure they are the best. */
#include "analysis/few_asked.h"

#include "analysis/parameters.h"
#include "analysis/viewer.h"
#include "base/suggest.h"

const zo_parameter zo_p_best = {
    .name = "best",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "instead of all, show the N best packages within reach, the best one first",
    .least = 1,
    .most = 1000,
    .otherwise = 0,
};
const zo_parameter zo_p_unlike = {
    .name = "unlike",
    .kind = ZO_P_NUMBER,
    .placeholder = "N",
    .summary = "instead of all, show N packages as unlike each other as possible, all near the best",
    .least = 2,
    .most = 20,
    .otherwise = 0,
};
const zo_parameter zo_p_near = {
    .name = "near",
    .kind = ZO_P_NAME,
    .placeholder = "MEASURE",
    .summary =
        "with --best and --unlike, what is best: utilitarian (the sum of gains, unless given), a party (its own "
        "gain), or with --unlike egalitarian (the gain of the party that gains least)",
};
const zo_parameter zo_p_share = {
    .name = "share",
    .kind = ZO_P_NUMBER,
    .placeholder = "PERCENT",
    .summary = "with --unlike, how far below the best they may be, in per cent of it (10 unless given)",
    .most = 100,
    .otherwise = 10,
};

bool zo_asks_for_few(const zo_request *request)
{
    return zo_number(request, &zo_p_best) > 0 || zo_number(request, &zo_p_unlike) > 0;
}

zo_str zo_measure_asked(const zo_request *request)
{
    zo_str near = zo_words_given(request, &zo_p_near);
    if (near.n > 0)
        return near;
    return zo_has_viewer(request) ? request->model->parties.at[request->viewer].id : ZO_STR("utilitarian");
}

/* ---- What cannot be asked ---- */

static zo_span whole_request(const zo_request *request)
{
    return (zo_span){(uint32_t)request->model->corpus->files.n + 1, 0, 0};
}

static bool report(const zo_request *request, const char *message, const char *hint)
{
    zo_report(request->sink, ZO_BAD_PARAMETER, whole_request(request), zo_str_of(message), zo_str_of(hint));
    return false;
}

static bool check_combination(const zo_request *request)
{
    bool best = zo_flag(request, &zo_p_best), unlike = zo_flag(request, &zo_p_unlike);
    if (best && unlike)
        return report(request, "--best and --unlike exclude each other",
                      "--unlike N --share PERCENT chooses among packages near the best");
    if (zo_flag(request, &zo_p_share) && !unlike)
        return report(request, "--share goes with --unlike alone", "--best N lists the N best, however near");
    if (zo_flag(request, &zo_p_near) && !best && !unlike)
        return report(request, "--near goes with --best or --unlike",
                      "--best 10 lists the ten best packages");
    return true;
}

static bool report_unknown(const zo_request *request, zo_str name)
{
    enum { YARDSTICKS = 2 };
    const zo_model *model = request->model;
    zo_str *known = ZO_NEW_MANY(request->arena, zo_str, model->parties.n + YARDSTICKS);
    known[0] = ZO_STR("utilitarian");
    known[1] = ZO_STR("egalitarian");
    for (size_t p = 0; p < model->parties.n; p++)
        known[p + YARDSTICKS] = model->parties.at[p].id;
    zo_str near = zo_nearest(name, known, model->parties.n + YARDSTICKS);
    zo_reportf(request->sink, ZO_BAD_PARAMETER, whole_request(request),
               near.n
                   ? zo_printf(request->arena, "did you mean \"%.*s\"?", ZO_FMT(near))
                   : ZO_STR("--near takes utilitarian, egalitarian or a party; zopa show lists the parties"),
               "nothing is measured by the name \"%.*s\"", ZO_FMT(name));
    return false;
}

static bool is_party(const zo_model *model, zo_str name)
{
    bool found = false;
    for (size_t p = 0; p < model->parties.n; p++)
        found = found || zo_str_equal(model->parties.at[p].id, name);
    return found;
}

bool zo_check_few(const zo_request *request)
{
    zo_str near = zo_measure_asked(request);
    bool least = zo_str_is(near, "egalitarian");
    if (!check_combination(request))
        return false;
    if (!least && !zo_str_is(near, "utilitarian") && !is_party(request->model, near))
        return report_unknown(request, near);
    if (zo_has_viewer(request) && !zo_str_equal(near, request->model->parties.at[request->viewer].id))
        return report(request, "how near the best packages are by that measure would tell what others value",
                      "without --near they are near what is best for the party that the answer is for");
    if (least && zo_flag(request, &zo_p_best))
        return report(request, "--best lists by a sum, which egalitarian is not",
                      "zopa solve has the best by it, and --unlike N --near egalitarian some near that");
    return true;
}
