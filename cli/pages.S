/* report.html, workbench.html and plot.js, byte for byte, with a NUL behind each. The build says where they are;
 * files without content where the pages are not built. */
#define HELD(name, file)                                                \
    .global cli_##name##_bytes, cli_##name##_length;                    \
    .balign 8;                                                          \
    cli_##name##_length: .quad cli_##name##_end - cli_##name##_bytes;   \
    cli_##name##_bytes: .incbin file;                                   \
    cli_##name##_end: .byte 0

    .section .rodata
    HELD(report, ZOPA_REPORT_PAGE)
    HELD(workbench, ZOPA_WORKBENCH_PAGE)
    HELD(plot, ZOPA_PLOT_SCRIPT)

    .section .note.GNU-stack, "", %progbits
