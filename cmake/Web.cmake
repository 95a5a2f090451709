# web/ -> the three files that cli/pages.S holds, by npm; and the optional libraries that make pictures of them.
# AUTO takes what is there and says in one line what is not, ON insists, OFF leaves it out.
foreach(part ZOPA_WEB ZOPA_DUKTAPE ZOPA_RSVG)
    set_property(CACHE ${part} PROPERTY STRINGS AUTO ON OFF)
endforeach()

# Says what is missing, as an error where it was insisted on. Sets nothing.
function(say_missing part what)
    if("${${part}}" STREQUAL "AUTO")
        message(NOTICE "note: ${what}")
    elseif("${${part}}")
        message(FATAL_ERROR "${part}: ${what}")
    endif()
endfunction()

# ---- The pages ----

# node and npm count by their commands: they need not be Debian's packages.
find_program(node_command NAMES node nodejs)
find_program(npm_command NAMES npm)
mark_as_advanced(node_command npm_command)

set(with_pages FALSE)
if(ZOPA_WEB AND node_command AND npm_command)
    execute_process(COMMAND ${node_command} --version OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "v" "" node_version "${node_version}")
    if(node_version VERSION_GREATER_EQUAL 18)
        set(with_pages TRUE)
    endif()
endif()
if(NOT with_pages)
    say_missing(ZOPA_WEB "no npm with node 18 or later: zopa is built without report, plot and serve")
endif()

if(with_pages)
    set(web ${PROJECT_SOURCE_DIR}/web)
    set(pages ${PROJECT_BINARY_DIR}/web)
    file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/*)
    file(GLOB web_settings CONFIGURE_DEPENDS ${web}/*.html ${web}/*.mjs ${web}/*.json)
    add_custom_command(
        OUTPUT ${pages}/report.html ${pages}/workbench.html ${pages}/plot.js
        COMMAND ${CMAKE_COMMAND} -D npm=${npm_command} -D web=${web} -D out=${pages} -D how=${ZOPA_WEB}
                -P ${PROJECT_SOURCE_DIR}/cmake/BuildPages.cmake
        DEPENDS ${web_sources} ${web_settings} ${PROJECT_SOURCE_DIR}/cmake/BuildPages.cmake
        COMMENT "Building the pages" VERBATIM)
else()
    # Elsewhere than the real ones, which a later build may be asked for.
    set(pages ${PROJECT_BINARY_DIR}/no-web)
    foreach(name report.html workbench.html plot.js)
        file(WRITE ${pages}/${name} "")
    endforeach()
endif()

enable_language(ASM)
set_source_files_properties(cli/pages.S PROPERTIES
    OBJECT_DEPENDS "${pages}/report.html;${pages}/workbench.html;${pages}/plot.js"
    COMPILE_DEFINITIONS "ZOPA_REPORT_PAGE=\"${pages}/report.html\";ZOPA_WORKBENCH_PAGE=\"${pages}/workbench.html\";ZOPA_PLOT_SCRIPT=\"${pages}/plot.js\"")

# ---- The libraries of pictures ----

function(find_optional part library module what)
    if(${part})
        pkg_check_modules(${library} QUIET IMPORTED_TARGET ${module})
        if(NOT ${library}_FOUND)
            say_missing(${part} "${what}")
        endif()
    endif()
    set(${library}_FOUND ${${library}_FOUND} PARENT_SCOPE)
endfunction()

find_optional(ZOPA_DUKTAPE duktape duktape "no duktape-dev: zopa is built without plot")
find_optional(ZOPA_RSVG rsvg librsvg-2.0 "no librsvg2-dev: zopa plot is built without PNG")
