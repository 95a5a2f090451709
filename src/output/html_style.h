/* How the HTML page looks. */
#ifndef ZO_OUTPUT_HTML_STYLE_H
#define ZO_OUTPUT_HTML_STYLE_H

extern const char zo_html_style[]; /* the content of a <style> element */

#endif
