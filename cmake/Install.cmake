# Where things go: the command, both libraries, the header, pkg-config, manual pages, completion, examples.
install(TARGETS zopa_command RUNTIME)
install(TARGETS zopa_static ARCHIVE)
install(TARGETS zopa_shared LIBRARY)
install(FILES include/zopa.h TYPE INCLUDE)

# Paths relative to the .pc file itself hold for any prefix given at installation.
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH prefix_from_pkgconfig /${pkgconfig_dir} /)
configure_file(zopa.pc.in zopa.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/zopa.pc DESTINATION ${pkgconfig_dir})

install(FILES ${PROJECT_BINARY_DIR}/zopa.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/zopa-language.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${PROJECT_BINARY_DIR}/zopa.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME zopa)
install(FILES LICENSE CHANGELOG.md TYPE DOC)
install(DIRECTORY examples TYPE DOC)
